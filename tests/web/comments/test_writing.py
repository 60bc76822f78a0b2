"""Writing comments: one remark each, once however often it is sent, changed for a while, taken back at any time."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import ValidationError

from tests.web.comments.made_comments import (
    NOW,
    a_browser,
    a_release,
    an_account,
    an_author,
    put,
    remark,
    reply,
    words,
)
from yishiting.web.comments.actions.reporting import report_comment
from yishiting.web.comments.actions.writing import edit_comment, withdraw_comment, write_remark, write_reply
from yishiting.web.comments.models import Comment, Commenter, CommentSettings, Report
from yishiting.web.comments.models.comment import DEEPEST, LONGEST_COMMENT
from yishiting.web.comments.refusals import AlreadyWrittenError, EditTimeOverError, OwnCommentError, TooDeepError
from yishiting.web.comments.subject import Subject
from yishiting.web.comments.text import language_of, looks_like_phone, tidy_comment, tidy_name
from yishiting.web.comments.visitor import Visitor
from yishiting.web.permissions.refusal import NotNowError

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db
Status = Comment.Status
LATER = NOW + timedelta(minutes=14)
TOO_LATE = NOW + timedelta(minutes=15)


def test_the_same_comment_sent_twice_is_one() -> None:
    release, writer = a_release(), an_account("writer")

    first, again = (remark(release, writer) for _ in range(2))
    answer, once_more = (reply(first, a_browser("b" * 32), "I agree about the pilot zones") for _ in range(2))

    assert (first.pk, answer.pk) == (again.pk, once_more.pk)
    assert Comment.objects.count() == 2


def test_somebody_has_one_remark_on_a_thing_and_after_taking_it_back_another() -> None:
    release, writer = a_release(), an_account("writer")
    first = remark(release, writer)

    with pytest.raises(AlreadyWrittenError) as refused:
        remark(release, writer, "Something else")
    assert refused.value.comment == first

    withdraw_comment(comment=first, now=NOW)
    assert remark(release, writer, "Something else").pk != first.pk


def test_without_an_account_it_waits_and_with_one_it_is_public() -> None:
    release = a_release()

    assert remark(release, a_browser("b" * 32)).status == Status.WAITING
    assert remark(release, an_account("writer"), "A release that says what was agreed").status == Status.ACCEPTED


def test_a_change_is_possible_for_a_while_and_says_when() -> None:
    release, writer = a_release(), an_account("writer")
    comment = remark(release, writer)

    changed = edit_comment(comment=comment, visitor=writer, words=words("Better said", "advises_against"), now=LATER)
    assert (changed.text, changed.stance, changed.edited_at) == ("Better said", "advises_against", LATER)
    with pytest.raises(EditTimeOverError):
        edit_comment(comment=comment, visitor=writer, words=words("Too late"), now=TOO_LATE)
    assert withdraw_comment(comment=comment, now=TOO_LATE).status == Status.WITHDRAWN


def test_the_same_words_again_are_no_change() -> None:
    writer = an_account("writer")
    comment = remark(a_release(), writer)

    assert edit_comment(comment=comment, visitor=writer, words=words(), now=LATER).edited_at is None


def test_a_change_is_screened_again_and_frees_nothing_that_waits() -> None:
    release, writer = a_release(), an_account("writer")
    public = remark(release, writer)
    answer = reply(public, an_account("other"), "The same in my words, about the release")
    CommentSettings.objects.create(pk=1, holds_everybody=True)

    edit_comment(comment=answer, visitor=its_author(answer), words=words("Changed, about the release", ""), now=NOW)
    public.refresh_from_db()
    answer.refresh_from_db()
    assert (answer.status, answer.reason, public.n_replies) == (Status.WAITING, "everybody", 0)

    CommentSettings.objects.update(holds_everybody=False)
    edit_comment(comment=answer, visitor=its_author(answer), words=words("Again, about the release", ""), now=NOW)
    answer.refresh_from_db()
    assert (answer.status, answer.text) == (Status.WAITING, "Again, about the release")


def its_author(comment: Comment) -> Visitor:
    """Give the visitor who wrote a comment."""
    return Visitor(comment.author.account, comment.author.cookie_key or "")


def test_another_name_later_does_not_slip_into_what_is_public() -> None:
    writer = an_account("writer")
    first = remark(a_release(), writer)
    later = replace(words("About the second release"), name="Buy at example.com")

    write_remark(subject=Subject(a_release("second")), visitor=writer, words=later, now=NOW)

    first.refresh_from_db()
    assert first.signed_name == "Somebody"
    assert Commenter.objects.get(account=writer.account).name == "Buy at example.com"


def test_replies_go_to_what_is_public_and_not_too_deep() -> None:
    release, writer = a_release(), an_account("writer")
    comment = put(release, an_author("0"))
    for depth in range(1, DEEPEST + 1):
        comment = put(release, an_author(str(depth)), comment)

    assert len(comment.path) == 12 * DEEPEST
    with pytest.raises(TooDeepError):
        reply(comment, writer, "Deeper")
    for status in (Status.WAITING, Status.REJECTED, Status.REMOVED, Status.WITHDRAWN):
        hidden = put(release, an_author(status), status=status)
        with pytest.raises(NotNowError):
            reply(hidden, writer, f"To what is {status}")


@pytest.mark.parametrize("act", ["remark", "reply", "edit"])
def test_where_comments_are_closed_nothing_is_written(act: str) -> None:
    release, writer = a_release(), an_account("writer")
    comment = remark(release, writer)
    CommentSettings.objects.create(pk=1, is_open=False)
    acts: dict[str, Callable[[], object]] = {
        "remark": lambda: remark(release, an_account("late")),
        "reply": lambda: write_reply(parent=comment, visitor=writer, words=words("x", ""), now=NOW),
        "edit": lambda: edit_comment(comment=comment, visitor=writer, words=words("Other"), now=NOW),
    }

    with pytest.raises(NotNowError):
        acts[act]()
    assert Comment.objects.get() == comment
    assert withdraw_comment(comment=comment, now=NOW).status == Status.WITHDRAWN


def test_a_report_counts_once_and_hides_nothing() -> None:
    release, writer, reader = a_release(), an_account("writer"), a_browser("r" * 32)
    comment = remark(release, writer)

    for reason in ("insult", "off_topic"):
        report_comment(comment=comment, visitor=reader, reason=reason, note="", now=NOW)
    with pytest.raises(OwnCommentError):
        report_comment(comment=comment, visitor=writer, reason="insult", note="", now=NOW)

    comment.refresh_from_db()
    assert (comment.n_reports, comment.status) == (1, Status.ACCEPTED)
    assert Report.objects.get().reason == "insult"


PHONES = (
    "13800138000", "138****1234", "138-xxxx-1234", "１３８ ００１３ ８０００", "+86 (21) 5555-1234", "138••••1234",
    "一三八〇〇一三八〇〇〇", "①③⑧⓪⓪①③⑧⓪⓪⓪", "١٣٨٠٠١٣٨٠٠٠", "Wang 138 oooo 1234", "tel. 021/5555 1234",
)  # fmt: skip
NAMES = ("Ana, class of 2026", "张三", "Beijing 100871", "R2-D2", "五道口一二三", "Max xxx 777", "2026 WAIC", "O'Neil")


@pytest.mark.parametrize("text", PHONES)
def test_no_name_is_a_telephone_number(text: str) -> None:
    assert looks_like_phone(text)
    with pytest.raises(ValidationError, match="telephone"):
        tidy_name(text)


@pytest.mark.parametrize("text", NAMES)
def test_names_with_numbers_are_names(text: str) -> None:
    assert tidy_name(text) == text


def test_a_text_is_tidied_and_what_acts_is_refused() -> None:
    assert tidy_comment("  one \r\n\r\n\r\n\r\n two\u200b \n") == "one\n\ntwo"
    assert tidy_comment("长" * LONGEST_COMMENT) == "长" * LONGEST_COMMENT
    for text in ("", " \u200b\n", "a\x00b", "a\u202egnp", "x" * (LONGEST_COMMENT + 1), "x" * 10**6):
        with pytest.raises(ValidationError):
            tidy_comment(text)


@pytest.mark.parametrize(
    ("text", "reader", "language"),
    [
        ("值得", "en", "zh-hans"),
        ("ありがとう", "en", "ja"),
        ("좋다", "zh-hans", "ko"),
        ("مفيد", "en", ""),
        ("42", "en", ""),
    ],
)
def test_a_language_is_told_where_the_script_tells_it(text: str, reader: str, language: str) -> None:
    assert language_of(text, reader) == language
