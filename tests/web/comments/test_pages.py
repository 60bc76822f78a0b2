"""Pages of comments: what they show to whom, with and without JavaScript, and how often they ask the database."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from django.utils import timezone

from tests.web.comments.made_comments import an_author, nothing_waits, put
from yishiting.web.comments.cookie import COOKIE
from yishiting.web.comments.models import Comment, Commenter, CommentSettings, Report
from yishiting.web.comments.queries import threads

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from tests.web.cast import Cast

pytestmark = pytest.mark.django_db
HTMX: dict[str, Any] = {"HTTP_HX_REQUEST": "true"}
PUBLIC, EXHIBIT = "/comments/releases/release-public/", "/comments/exhibits/exhibit-own-public/"
SENT = {"stance": "recommends", "text": "The public release, in my words", "name": "Ana", "place": "Accra"}
Status = Comment.Status


def test_comments_stand_under_the_thing_and_on_a_page_of_their_own(cast: Cast) -> None:
    client = cast.people.anonymous.client()

    for pages in ((PUBLIC, "/press/releases/release-public/"), (EXHIBIT, "/exhibition/exhibits/exhibit-own-public/")):
        for page in pages:
            assert 'id="comments"' in client.get(page).text


def test_without_an_account_a_comment_waits_and_its_author_alone_sees_it(cast: Cast) -> None:
    Comment.objects.all().delete()
    writer, reader = cast.people.anonymous.client(), cast.people.newcomer.client()

    answer = writer.post(PUBLIC, SENT, follow=True)
    assert COOKIE.name in writer.cookies
    assert answer.redirect_chain[0][0] == f"{PUBLIC}#own-comment"
    assert ("Your comment is kept, and waits." in answer.text, SENT["text"] in answer.text) == (True, True)
    assert SENT["text"] in writer.get("/comments/mine/").text
    pk = Comment.objects.get().pk
    assert [client.get(f"/comments/{pk}/").status_code for client in (writer, reader)] == [200, 404]
    assert SENT["text"] not in reader.get(PUBLIC).text


def test_a_form_sent_twice_before_the_first_answer_has_one_sender(cast: Cast) -> None:
    Comment.objects.all().delete()
    page = cast.people.anonymous.client().get(PUBLIC).text
    key = re.search(r'name="commenter" value="([^"]+)"', page)
    assert key is not None

    for _ in range(2):  # neither browser has a cookie yet
        cast.people.anonymous.client().post(PUBLIC, {**SENT, "commenter": key[1]})
    assert Comment.objects.count() == 1

    cast.people.anonymous.client().post(
        PUBLIC, {**SENT, "commenter": f"{'0' * 32}:forged", "text": "Another, public release"}
    )
    assert Comment.objects.count() == 2


def test_a_second_comment_leads_to_changing_the_first_with_what_was_written(cast: Cast) -> None:
    client = cast.people.verified.client()
    client.post(PUBLIC, SENT)
    first = Comment.objects.latest("pk")

    answer = client.post(PUBLIC, {**SENT, "text": "On second thoughts, public release"})

    assert answer.status_code == 409
    assert f'action="/comments/{first.pk}/change/"' in answer.text
    assert "On second thoughts, public release</textarea>" in answer.text.replace("\n", "")
    client.post(
        f"/comments/{first.pk}/change/", {"stance": "advises_against", "text": "On second thoughts, public release"}
    )
    first.refresh_from_db()
    assert (first.stance, first.text) == ("advises_against", "On second thoughts, public release")


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("stance", "", "Please choose whether you recommend it or not."),
        ("text", "", "This field is required."),
        ("text", "x" * 2001, "At most 2000 characters, got 2001."),
        ("text", "a\u202eb", "turns the direction of writing"),
        ("name", "138****1234", "This looks like a telephone number."),
        ("name", "\u200b", "This field is required."),
        ("place", "+86 138 0013 8000", "This looks like a telephone number."),
    ],
)
def test_a_mistake_is_named_and_nothing_is_written(field: str, value: str, says: str, cast: Cast) -> None:
    n_before = Comment.objects.count()

    answer = cast.people.verified.client().post(PUBLIC, {**SENT, field: value})

    assert answer.status_code == 422
    assert says in answer.text
    assert Comment.objects.count() == n_before


def test_markup_and_addresses_are_shown_as_they_were_typed(cast: Cast) -> None:
    text = "<b>public release</b>\n\nhttps://example.org/"
    cast.people.verified.client().post(PUBLIC, {**SENT, "text": text, "name": "<i>Ana</i>"})

    page = cast.people.anonymous.client().get(PUBLIC).text
    assert "<p>&lt;b&gt;public release&lt;/b&gt;</p>\n\n<p>https://example.org/</p>" in page
    assert ("&lt;i&gt;Ana" in page, '<div class="comment-text" dir="auto" lang="en">' in page) == (True, True)


def test_a_reply_by_way_of_its_page_and_in_place(cast: Cast) -> None:
    comment, client = cast.comments["public-accepted"], cast.people.verified.client()
    address = f"/comments/{comment.pk}/reply/"

    assert "<h1>" in client.get(address).text
    part = client.get(address, **HTMX).text
    assert ("<h1>" in part, f'id="reply-{comment.pk}-text"' in part) == (False, True)
    answer = client.post(address, {"text": "I saw that too", "name": "Ana"})
    made = Comment.objects.latest("pk")
    assert answer.headers["Location"] == f"/comments/{made.pk}/#comment-{made.pk}"
    comment.refresh_from_db()
    assert (made.parent, comment.n_replies) == (comment, 1)
    assert "I saw that too" in cast.people.anonymous.client().get(PUBLIC).text


def test_recommending_counts_once_an_account(cast: Cast) -> None:
    comment, client = cast.comments["public-accepted"], cast.people.verified.client()
    address = f"/comments/{comment.pk}/recommend/"

    part = ""
    for _ in range(2):
        part = client.post(address, {"recommend": "1"}, **HTMX).text
    comment.refresh_from_db()
    assert (comment.n_recommendations, 'value="0"' in part) == (1, True)
    assert client.post(address, {"recommend": "0"}).status_code == 302
    comment.refresh_from_db()
    assert comment.n_recommendations == 0
    assert cast.people.newcomer.client().post(address, {"recommend": "1"}).status_code == 403
    own = cast.people.outsider.client().post(address, {"recommend": "1"}, follow=True)
    assert "This is your own comment." in own.text


def test_a_report_goes_to_the_desk_once(cast: Cast) -> None:
    comment, client = cast.comments["public-accepted"], cast.people.newcomer.client()
    address = f"/comments/{comment.pk}/report/"

    assert "This is your own comment." in cast.people.outsider.client().get(address).text
    assert client.post(address, {"reason": "no such", "note": ""}).status_code == 422
    answer = client.post(address, {"reason": "insult", "note": "Look at it"}, follow=True)
    assert "Thank you. The desk is going to look at this comment." in answer.text
    assert "You have reported this comment." in client.get(address).text
    client.post(address, {"reason": "off_topic", "note": ""})
    assert list(Report.objects.values_list("reason", "note")) == [("insult", "Look at it")]


def test_withdrawing_asks_first_and_takes_the_words_away(cast: Cast) -> None:
    comment, client = cast.comments["public-accepted"], cast.people.outsider.client()

    assert "Take your comment back?" in client.get(f"/comments/{comment.pk}/withdraw/").text
    client.post(f"/comments/{comment.pk}/withdraw/")

    assert comment.text not in client.get(PUBLIC).text
    assert "taken back by its author" in client.get("/comments/mine/").text


def test_the_time_for_changes_passes(cast: Cast) -> None:
    comment, client = cast.comments["public-accepted"], cast.people.outsider.client()
    CommentSettings.objects.create(pk=1, edit_minutes=0)

    answer = client.post(f"/comments/{comment.pk}/change/", {"stance": "recommends", "text": "Late"})

    assert answer.status_code == 409
    assert "The time for changing this comment is over." in answer.text
    second = client.post(PUBLIC, {**SENT, "text": "Another try, public release"})
    assert second.status_code == 409
    assert "You can still take it back." in second.text
    assert "Another try, public release" in second.text


def test_my_comments_tell_what_became_of_each(cast: Cast) -> None:
    page = cast.people.outsider.client().get("/comments/mine/").text

    assert "Not about this" in page
    assert [
        f"/comments/{cast.comments[f'public-{each}'].pk}/withdraw/" in page for each in ("accepted", "removed")
    ] == [
        True,
        False,
    ]
    assert "A comment on something that is not public at the moment." in page
    assert cast.comments["hidden_exhibit-accepted"].text not in page


def test_a_withdrawn_release_keeps_its_comments_and_takes_no_more(cast: Cast) -> None:
    address, client = "/comments/releases/release-withdrawn/", cast.people.verified.client()

    page = client.get(address).text
    assert cast.comments["withdrawn-accepted"].text in page
    assert "No more comments are taken here." in page
    assert client.post(address, SENT).status_code == 409


def test_comments_of_a_thing_begin_when_it_is_public(cast: Cast) -> None:
    page = cast.people.organiser.client().get("/comments/exhibits/exhibit-own-unpublished/").text

    assert cast.comments["hidden_exhibit-accepted"].text not in page
    assert "Not public yet" in page


def test_more_comments_come_as_a_page_and_in_place(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threads, "REMARKS_A_PAGE", 2)
    release = cast.press.releases["public"]
    for n in range(5):
        put(release, an_author(str(n)), text=f"Remark {n}.", made_at=timezone.now(), n_recommendations=n)
    client = cast.people.anonymous.client()

    for order in ("newest", "recommended", "discussed"):
        plain, in_place = [_leaf_through(client, f"{PUBLIC}?sort={order}", headers) for headers in ({}, HTMX)]
        assert plain == in_place
        assert sorted(plain) == [f"Remark {n}." for n in range(5)]
    first = client.get(f"{PUBLIC}?sort=recommended", **HTMX).text
    assert ("<h1>" in first, 'id="comment-list"' in first) == (False, True)


def _leaf_through(client: Client, address: str, headers: dict[str, Any]) -> list[str]:
    read = []
    while address:
        page = client.get(address, **headers).text
        read += re.findall(r"Remark \d\.", page)
        more = re.search(r'rel="next" href="([^"]+)"', page)
        address = more[1].replace("&amp;", "&") if more else ""
    return read


@pytest.mark.parametrize("n_remarks", [1, 3])
@pytest.mark.parametrize(
    ("who", "address", "n_queries"),
    [
        ("newcomer", PUBLIC, 6),
        ("newcomer", EXHIBIT, 6),
        ("verified", PUBLIC, 11),
        ("verified", EXHIBIT, 12),
        ("outsider", f"{PUBLIC}?sort=recommended", 11),
        ("outsider", "/comments/mine/", 8),
    ],
)
def test_a_page_asks_as_often_whatever_is_on_it(
    n_remarks: int,
    who: str,
    address: str,
    n_queries: int,
    cast: Cast,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    Comment.objects.exclude(author__account=cast.people.outsider.account).delete()
    release = cast.press.releases["public"]
    mine = Commenter.objects.get(account=cast.people.outsider.account)
    for n in range(n_remarks):
        top = put(release, an_author(str(n)))
        put(release, mine, put(release, an_author(f"reply {n}"), top))
        put(None, an_author(f"exhibit {n}"), exhibit=cast.exhibition.exhibits["own-public"])
    client = getattr(cast.people, who).client()
    client.get(address)

    with django_assert_num_queries(n_queries):
        client.get(address)


def test_nobody_waits_where_the_organiser_says_so(cast: Cast) -> None:
    nothing_waits()

    answer = cast.people.newcomer.client().post(PUBLIC, SENT, follow=True)

    assert "Your comment is public." in answer.text
    assert SENT["text"] in cast.people.anonymous.client().get(PUBLIC).text
