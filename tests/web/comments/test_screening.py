"""What is looked at first, and what is not: spam as it is written to slip through, honest comments as people write."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.web.comments.made_comments import NOW, a_browser, a_release, an_account, nothing_waits, remark, reply
from yishiting.web.comments.actions.likeness import keep_marks
from yishiting.web.comments.actions.writing import withdraw_comment
from yishiting.web.comments.marks import N_MARKS, marks_of
from yishiting.web.comments.models import Comment, Commenter, CommentSettings, Mark
from yishiting.web.comments.normalising import fingerprint_of, skeleton_of
from yishiting.web.comments.policy import HOLDS, REASONS, held_because, reason_title
from yishiting.web.comments.queries.alike import similar_comments
from yishiting.web.comments.screening import is_hard_to_read, screen
from yishiting.web.comments.screening.contacts import gives_contact
from yishiting.web.comments.screening.links import count_links
from yishiting.web.comments.screening.topic import is_off_topic
from yishiting.web.content import Content

if TYPE_CHECKING:
    from yishiting.web.press.models import Release

PAGE = (
    "The Shanghai evaluation network publishes its first shared report. Twelve laboratories measured the energy that "
    "large language models need for training and inference, and agree on one method of testing. The report names "
    "what could not be compared, and asks governments to recognise results across borders.\n"
    "上海评测网络发布首份联合报告。十二家实验室用同一方法测量大语言模型训练和推理所需的能源，并就测试方法达成一致。"
    "报告列出了无法比较的部分，并请各国政府互认测试结果。各实验室将在明年公布原始数据，欢迎中小企业参与。"
)


@pytest.fixture
def release(db: None) -> Release:  # noqa: ARG001 - the database must be there
    release = a_release()
    release.text = Content.of("en", PAGE)
    release.save()
    return release


def _reason(release: Release, text: str, *, by_account: bool = True, author: Commenter | None = None) -> str:
    author = author or Commenter.objects.get_or_create(cookie_key="z" * 32, name="Newcomer")[0]
    rules = CommentSettings(pk=1, holds_open_participants=False)
    screened = screen(text=text, author=author, subject=release, by_account=by_account, settings=rules, now=NOW)
    assert (screened.status == Comment.Status.WAITING) == bool(screened.reason)
    assert screened.fingerprint == fingerprint_of(text)
    return screened.reason


# -- Links -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "n"),
    [
        ("https://example.org/a?b=c", 1),
        ("HXXPS://example.org and http://example.net", 2),
        ("hxxp : // example . com", 1),
        ("ｈｔｔｐ：／／ｅｘａｍｐｌｅ．ｃｏｍ", 1),
        ("example . com", 1),
        ("example (dot) com", 1),
        ("example[.]com or example【点】cn", 2),
        ("example dot com", 1),
        ("去看 example点com", 1),
        ("example。com", 1),
        ("exa\u200bmple.c\u200bom", 1),
        ("www.example.museum", 1),
        ("bit.ly/abc", 1),
        ("a.b.example.co.uk/path", 1),
        ("one.com two.com three.cn", 3),
    ],
)
def test_links_are_counted_however_they_are_written(text: str, n: int) -> None:
    assert count_links(text) == n


@pytest.mark.parametrize(
    "text",
    [
        "It works. So we should go on. Comparing is hard.",
        "Version 2.5 of the report, section 3.1",
        "e.g. the U.S. or the E.U.",
        "I wrote to info@example.org",
        "这一点很好。com 是什么意思？",
        "About 3.5 % more. In China too. Info follows.",
        "See fig.2 and table.3",
    ],
)
def test_full_stops_are_no_links(text: str) -> None:
    assert count_links(text) == 0


def test_links_up_to_the_limit_are_welcome(release: Release) -> None:
    two = "The report has sources: https://example.org and https://example.net"
    assert _reason(release, two) == ""
    assert _reason(release, two + " example . com") == "held_links"


# -- Contacts --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "加V：abc12345",
        "加我微信 13800138000",
        "加★微☆信 abc888",
        "薇信: kefu_2026",
        "V信同号",
        "WeChat: best-deal",
        "wechat id best888",
        "W-e-C-h-a-t best8888",
        "QQ群 123456789",
        "Telegram @cheap_gpu",
        "t.me/cheapgpu",
        "Ring 138 0013 8000",
        "１３８－００１３－８０００",
        "一三八零零一三八零零零",
        "+86 138 0013 8000",
        "+49 30 1234567",
        "电话：021-12345678",
        "call me 555 123 4567",
        "138****8000",
    ],
)
def test_contacts_are_seen_however_they_are_written(text: str) -> None:
    assert gives_contact(text)


@pytest.mark.parametrize(
    "text",
    [
        "The WeChat programme of the assembly was useful.",
        "微信小程序很好用，希望加入更多语言。",
        "The report of 2026-07-04 names 12 laboratories and 1,500,000 votes.",
        "增加V2X的内容会更好",
        "加微型服务器的展示更好",
        "在第3号馆，展位A12，2026年7月4日至6日",
        "ISO/IEC 42001:2023 and GB/T 45654-2025 are both cited.",
        "13800 people came, 1380 stayed.",
        "Telegram channels spread false results.",
        "I call for 3 measures by 2030.",
        "请增加QQ音乐的案例",
    ],
)
def test_numbers_and_names_of_services_are_no_contacts(text: str) -> None:
    assert not gives_contact(text)


# -- Reading ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["!!!!????!!!!????!!!!????", "啊" * 40, "ha" * 5 + "a" * 60, "🔥" * 25, "★买☆买" * 6])
def test_signs_and_one_thing_over_and_over_are_hard_to_read(text: str) -> None:
    assert is_hard_to_read(text)


@pytest.mark.parametrize("text", ["👍👍👍", "哈哈哈哈哈哈", "Sooooo good!!!", "???", "Yes.", PAGE])
def test_short_cheers_and_plain_texts_are_not(text: str) -> None:
    assert not is_hard_to_read(text)


# -- The same again --------------------------------------------------------------------------------------------------

LONG = "The method of testing is convincing, but the report should name the hardware of every laboratory."
HAN = "测试方法很有说服力，但报告应当列出每一家实验室使用的硬件型号和数据来源。"
REWRITTEN = (
    "The method of t\u200besting is c-o-n-v-i-n-c-i-n-g, but the rep\u043ert should name hardware of each laboratory",
    "Ｔｈｅ method of testing is convincing but the report should name the hardware of every laboratory",
    "The method of testing is convincing, but this report should name the hardware of each laboratory.",
    "xk2 The method of testing is convincing, but the report should name the hardware of every laboratory. 77",
)


@pytest.mark.parametrize("again", [LONG, *REWRITTEN])
def test_anothers_text_is_seen_however_it_is_rewritten(release: Release, again: str) -> None:
    nothing_waits()
    remark(release, an_account("first"), LONG)
    assert _reason(release, again) == "held_same"


def test_a_text_goes_round_over_other_things(release: Release) -> None:
    nothing_waits()
    remark(release, an_account("first"), HAN)
    assert _reason(a_release("corrected"), HAN.replace("，", "★")) == "held_same"


def test_a_text_that_shares_words_is_another_one(release: Release) -> None:
    nothing_waits()
    remark(release, an_account("first"), LONG)
    assert (
        _reason(release, "The method of testing is not described well enough for other laboratories to repeat it.")
        == ""
    )


@pytest.mark.parametrize("short", ["赞成", "Good exhibit!", "非常好的展项，推荐！", "I agree.", "值得一看", "👍👍👍"])
def test_short_phrases_of_many_people_are_everybodys_own(release: Release, short: str) -> None:
    nothing_waits()
    for number in range(3):
        remark(release, an_account(f"writer{number}"), short)
    assert _reason(release, short) == ""


def test_what_its_author_took_back_may_be_written_again(release: Release) -> None:
    nothing_waits()
    me = a_browser("m" * 32)
    first = remark(release, me, LONG)
    assert _reason(release, LONG, author=first.author) == "held_same"
    withdraw_comment(comment=first, now=NOW)
    assert _reason(release, LONG, author=first.author) == ""


def test_a_changed_comment_is_not_like_itself(release: Release) -> None:
    nothing_waits()
    mine = remark(release, an_account("writer"), LONG)
    rules = CommentSettings(pk=1)
    screened = screen(
        text=LONG + " Please.", author=mine.author, subject=release, by_account=True, settings=rules, now=NOW, but=mine
    )
    assert screened.reason == ""


def test_the_desk_is_shown_what_is_alike(release: Release) -> None:
    nothing_waits()
    first = remark(release, an_account("first"), LONG)
    second = remark(release, an_account("second"), REWRITTEN[2])
    remark(release, an_account("third"), HAN)
    [alike] = similar_comments(second)
    assert (alike.comment, second.status) == (first, "waiting")
    assert 80 <= alike.share < 100


def test_marks_follow_the_text(release: Release) -> None:
    comment = remark(release, a_browser("a" * 32), LONG)
    assert Mark.objects.filter(comment=comment).count() == N_MARKS
    comment.text = "👍"
    keep_marks(comment)
    assert not Mark.objects.exists()


@settings(max_examples=30)
@given(st.lists(st.sampled_from("abcdefghijklmnop"), min_size=100, max_size=200), st.integers(0, 90))
def test_a_text_with_one_word_put_in_shares_a_mark(letters: list[str], where: int) -> None:
    text = "".join(letters)
    assert set(marks_of(text)) & set(marks_of(text[:where] + "xyz" + text[where:]))


# -- About something else --------------------------------------------------------------------------------------------

WATCHES = (
    "Cheap watches and handbags directly from our factory, shipping worldwide within three days, order before Sunday "
    "and get another discount for your whole family."
)
ELSEWHERE = (
    WATCHES,
    "本店专营各类名牌手表箱包，厂家直销，全球包邮，三天到货，周日前下单另有优惠，欢迎新老顾客选购咨询，机会难得不容错过，满两件再减一百元。",
)


@pytest.mark.parametrize("text", ELSEWHERE)
def test_what_has_no_word_in_common_is_perhaps_about_something_else(release: Release, text: str) -> None:
    assert is_off_topic(text, PAGE)
    assert _reason(release, text, by_account=False) == "held_off_topic"
    assert _reason(release, text) == ""  # an account is believed, as long as there is no link in it
    assert _reason(release, text + " https://example.org") == "held_off_topic"


@pytest.mark.parametrize(
    "text",
    [
        "Wonderful!",
        "Very happy about this, thanks to everybody who was there.",
        "Comparable results would help small companies like ours, because every customer asks for another test.",
        "能源消耗的数据非常有用，希望明年继续公布，也希望能看到更多来自其他地区的机构加入进来，一起把这件事做好。",
        "Очень хорошо, что двенадцать стран договорились о едином подходе к проверке. Ждём продолжения.",
        "شكرا جزيلا على هذا العمل المهم الذي يفيد الجميع في كل البلدان ونتمنى أن يستمر في السنوات القادمة بإذن الله",
    ],
)
def test_honest_comments_are_about_this_short_ones_and_other_scripts_too(release: Release, text: str) -> None:
    assert _reason(release, text, by_account=False) == ""


def test_a_reply_is_about_what_it_replies_to(release: Release) -> None:
    nothing_waits()
    above = remark(
        release, an_account("first"), "My factory in Suzhou sells watches, and our customers want discounts."
    )
    answer = reply(above, a_browser("b" * 32), ELSEWHERE[0])
    assert answer.status == "accepted"


# -- Rules of the organiser ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rules", "by_account", "reason"),
    [
        ({}, False, "no_account"),
        ({}, True, ""),
        ({"holds_open_participants": False}, False, ""),
        ({"holds_everybody": True}, True, "everybody"),
    ],
)
def test_the_organiser_says_who_waits(release: Release, rules: dict[str, bool], by_account: bool, reason: str) -> None:
    author = Commenter.objects.create(name="Somebody")
    chosen = CommentSettings(pk=1, **rules)
    screened = screen(text="Good", author=author, subject=release, by_account=by_account, settings=chosen, now=NOW)
    assert screened.reason == reason


def test_what_is_seen_in_the_text_is_said_rather_than_who_wrote_it(release: Release) -> None:
    author = Commenter.objects.create(name="Somebody")
    rules = CommentSettings(pk=1, holds_everybody=True)
    screened = screen(text="加V：abc12345", author=author, subject=release, by_account=False, settings=rules, now=NOW)
    assert screened.reason == "held_contact"


def test_every_reason_has_words_and_every_hold_suggests_one_that_there_is() -> None:
    assert all(len(name) <= 24 and reason_title(name) for name in (*REASONS, *HOLDS))
    assert all(held_because(name) for name in HOLDS)
    assert {hold.suggests for hold in HOLDS.values()} - {""} <= set(REASONS)
    assert not set(REASONS) & set(HOLDS)
    assert (reason_title("gone"), held_because("insult")) == ("", "")


# -- Any text, and time ----------------------------------------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.text(max_size=300))
def test_any_text_is_screened(release: Release, text: str) -> None:
    assert _reason(release, text, by_account=False) in {"", *HOLDS}


def _much(release: Release, n: int) -> None:
    """Put many comments in, a third of them after one pattern."""
    author = Commenter.objects.create(name="Many")
    texts = [
        f"{LONG} {number}"
        if number % 3 == 0
        else f"Remark {number * 7919} on the {number}th table of {number % 97} laboratories"
        for number in range(n)
    ]
    comments = Comment.objects.bulk_create(
        Comment(release=release, author=author, text=text, status="rejected", fingerprint=fingerprint_of(text))
        for text in texts
    )
    marks = [(each.pk, value) for each in comments for value in marks_of(skeleton_of(each.text))]
    Mark.objects.bulk_create((Mark(comment_id=pk, value=value) for pk, value in marks), batch_size=5000)


def test_screening_is_quick_among_many_comments(release: Release) -> None:
    _much(release, 1500)
    author = Commenter.objects.create(name="Somebody else")
    rules = CommentSettings(pk=1)
    times = []
    for text in (LONG, LONG * 20, HAN * 50, "Something new about the report") * 2:
        began = time.perf_counter()
        screen(text=text[:2000], author=author, subject=release, by_account=False, settings=rules, now=NOW)
        times.append(time.perf_counter() - began)
    assert min(times[:4]) < 0.2
