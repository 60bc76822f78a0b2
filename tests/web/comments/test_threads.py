"""Comments as they are read: every order total, nothing twice and nothing lost while others write; threads in order."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.comments.made_comments import (
    NOW,
    a_browser,
    a_release,
    an_account,
    an_author,
    nothing_waits,
    put,
    remark,
    reply,
)
from yishiting.web.comments.actions.recommending import recommend_comment, take_recommendation_back
from yishiting.web.comments.actions.writing import withdraw_comment
from yishiting.web.comments.leafing import Order, cursor_named
from yishiting.web.comments.models import Comment, CommentSettings, FormerCount
from yishiting.web.comments.queries import threads
from yishiting.web.comments.queries.threads import remarks_page, whole_thread
from yishiting.web.comments.subject import Subject
from yishiting.web.comments.visitor import Visitor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from yishiting.web.comments.leafing import Cursor
    from yishiting.web.press.models import Release

pytestmark = pytest.mark.django_db
NOBODY = Visitor()
Status = Comment.Status


@contextmanager
def taken_back() -> Iterator[None]:
    """Take back whatever one example put into the database."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def one_page(release: Release, order: Order, after: Cursor | None) -> tuple[list[int], Cursor | None]:
    """Read a page as an address names it."""
    page = remarks_page(Subject(release), NOBODY, order, cursor_named(str(after)) if after else None)
    return [each.line.comment.pk for each in page.threads], page.following


def all_pages(release: Release, order: Order) -> list[int]:
    """Leaf through everything while nobody writes."""
    read, after = one_page(release, order, None)
    while after is not None:
        more, after = one_page(release, order, after)
        read += more
    return read


EVENTS = st.lists(
    st.tuples(
        st.sampled_from(("recommend", "take back", "reply", "take a reply back", "write", "leaf on")),
        st.integers(0, 11),
    ),
    max_size=25,
)


@settings(max_examples=25)
@given(EVENTS, st.sampled_from(list(Order)), st.lists(st.integers(0, 3), min_size=6, max_size=6))
def test_leafing_shows_what_was_there_once_each_in_the_order_of_its_beginning(
    events: list[tuple[str, int]], order: Order, liked: list[int]
) -> None:
    with taken_back(), patch.object(threads, "REMARKS_A_PAGE", 2):
        release, author = a_release(), an_author("reader")
        readers = [an_account(f"reader{n}") for n in range(2)]
        remarks = [
            put(release, an_author(f"{n}"), n_recommendations=likes, made_at=NOW + timedelta(seconds=n % 2))
            for n, likes in enumerate(liked)
        ]
        before = all_pages(release, order)
        read, after = one_page(release, order, None)
        for what, which in [*events, *[("leaf on", 0)] * len(remarks)]:
            chosen = remarks[which % len(remarks)]
            if what == "leaf on" and after is not None:
                more, after = one_page(release, order, after)
                read += more
            elif what == "recommend":
                recommend_comment(comment=chosen, account=readers[which % 2].account, now=NOW)  # type: ignore[arg-type]
            elif what == "take back":
                take_recommendation_back(comment=chosen, account=readers[which % 2].account, now=NOW)  # type: ignore[arg-type]
            elif what == "reply":
                put(release, author, chosen)
            elif what == "take a reply back":
                for each in chosen.thread.filter(status=Status.ACCEPTED)[:1]:
                    withdraw_comment(comment=each, now=NOW)
            elif what == "write":
                put(release, an_author(f"late {FormerCount.objects.count()} {Comment.objects.count()}"), made_at=NOW)

        late = set(read) - set(before)
        assert len(set(read)) == len(read)
        assert [each for each in read if each not in late] == before


def test_an_order_is_total_where_everything_is_alike() -> None:
    release = a_release()
    remarks = [put(release, an_author(str(n))) for n in range(5)]

    with patch.object(threads, "REMARKS_A_PAGE", 2):
        for order in Order:
            assert all_pages(release, order) == [each.pk for each in reversed(remarks)]


@pytest.mark.parametrize("text", ["", "2", "1.2.3", "-1.2.3.4", "1.2.3.4.5", "9" * 40, "１.2.3.4", "\0", "a.b.c.d"])
def test_what_is_no_place_in_an_order_is_its_beginning(text: str) -> None:
    assert cursor_named(text) is None


def test_a_place_beyond_all_time_is_a_place() -> None:
    cursor = cursor_named("999999999.99999999999999999.1.1")
    assert cursor is not None
    assert cursor.last.made_at.year == 5138
    assert remarks_page(Subject(a_release()), NOBODY, Order.NEWEST, cursor).threads == []


def test_two_levels_are_shown_and_deeper_ones_are_folded() -> None:
    release = a_release()
    levels = [put(release, an_author("0"))]
    for depth in range(1, 6):
        levels += [put(release, an_author(str(depth)), levels[-1])]
    beside = put(release, an_author("beside"), levels[1])

    (thread,) = remarks_page(Subject(release), NOBODY, Order.NEWEST).threads

    assert [branch.line.comment for branch in thread.branches] == [levels[1], levels[2], beside]
    assert [[line.comment for line in branch.folded] for branch in thread.branches] == [[], levels[3:], []]
    assert thread.branches[1].line.replied_to == levels[1]
    assert thread.whole is None


def test_of_many_replies_the_first_are_shown_and_all_of_them_on_a_page_of_their_own() -> None:
    release = a_release()
    top = put(release, an_author("0"))
    replies = [put(release, an_author(f"r{n}"), top) for n in range(5)]
    with patch.object(threads, "FIRST_REPLIES", 3):
        (thread,) = remarks_page(Subject(release), NOBODY, Order.NEWEST).threads

    assert [branch.line.comment for branch in thread.branches] == replies[:3]
    assert thread.whole == top
    with patch.object(threads, "REPLIES_A_PAGE", 2):
        pages: list[list[Comment]] = []
        after = ""
        while not pages or after:
            page = whole_thread(top, NOBODY, after)
            pages.append([line.comment for line in page.replies])
            after = page.following
    assert pages == [replies[:2], replies[2:4], replies[4:]]


def test_the_page_of_a_late_reply_begins_with_the_way_to_it() -> None:
    release = a_release()
    top = put(release, an_author("0"))
    for n in range(4):
        put(release, an_author(f"before {n}"), top)
    branch = put(release, an_author("branch"), top)
    late = put(release, an_author("late"), put(release, an_author("between"), branch))
    with patch.object(threads, "REPLIES_A_PAGE", 3):
        page = whole_thread(late, NOBODY)
        from_start = whole_thread(late, NOBODY, from_start=True)

    assert page.begins_late
    assert [line.comment.author.name for line in page.replies] == ["branch", "between", "late"]
    assert [line.comment.author.name for line in from_start.replies] == ["before 0", "before 1", "before 2"]


def test_what_is_gone_stays_as_a_line_where_replies_stay() -> None:
    release = a_release()
    removed = put(release, an_author("a"), status=Status.REMOVED, reason="insult")
    answer = put(release, an_author("b"), removed)
    put(release, an_author("c"), status=Status.REMOVED)
    put(release, an_author("d"), status=Status.WITHDRAWN)

    (thread,) = remarks_page(Subject(release), NOBODY, Order.NEWEST).threads

    assert (thread.line.comment, thread.line.is_readable) == (removed, False)
    assert [branch.line.comment for branch in thread.branches] == [answer]
    with patch.object(threads, "FIRST_REPLIES", 1):
        put(release, an_author("e"), removed)
        (thread,) = remarks_page(Subject(release), NOBODY, Order.NEWEST).threads
    assert thread.whole == answer


@pytest.mark.parametrize("status", [Status.REMOVED, Status.WITHDRAWN, Status.WAITING, Status.REJECTED])
def test_the_name_of_one_that_is_gone_stands_beside_no_reply(status: Status, client: Client) -> None:
    release = a_release()
    top = put(release, an_author("top"))
    gone = put(release, an_author("gone"), top, name="Call 1-800-SPAM")
    answer = put(release, an_author("answer"), gone)
    Comment.objects.filter(pk=gone.pk).update(status=status)

    for address in (f"/comments/releases/{release.slug}/", f"/comments/{answer.pk}/", f"/comments/{top.pk}/"):
        page = client.get(address).content.decode()
        assert f'id="comment-{answer.pk}"' in page
        assert "SPAM" not in page


def test_a_reply_that_waits_is_there_for_its_author_alone() -> None:
    release, writer = a_release(), a_browser("w" * 32)
    nothing_waits()
    top = remark(release, an_account("other"))
    CommentSettings.objects.update(holds_open_participants=True)
    waiting = reply(top, writer, "I was there and can say the same of the pilot zones")

    def seen(by: Visitor) -> list[Comment]:
        (thread,) = remarks_page(Subject(release), by, Order.NEWEST).threads
        return [branch.line.comment for branch in thread.branches]

    assert waiting.status == Status.WAITING
    assert (seen(writer), seen(NOBODY), seen(a_browser("x" * 32))) == ([waiting], [], [])
