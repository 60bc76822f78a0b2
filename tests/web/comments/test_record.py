"""The public record: what was decided against comments, without texts and names."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.comments.made_comments import NOW
from yishiting.web.comments.actions.moderation import Seen, Verdict, decide_comments, undo_decisions
from yishiting.web.comments.models import Comment, Decision
from yishiting.web.press.models import Release

if TYPE_CHECKING:
    from tests.web.cast import Cast

WHERE = "/comments/record/"
Status = Comment.Status
REJECT, REMOVE = Verdict(Status.REJECTED, "insult", "A note to its author"), Verdict(Status.REMOVED, "off_topic")


def _decide(cast: Cast, name: str, verdict: Verdict, minutes: int = 0) -> str:
    seen = [Seen.of(Comment.objects.get(pk=cast.comments[name].pk))]
    by = cast.people.organiser.account
    return decide_comments(seen=seen, verdict=verdict, by=by, now=NOW + timedelta(minutes=minutes)).batch


def _page(query: str = "") -> str:
    return Client().get(WHERE + query).content.decode()


def _rows(page: str) -> list[list[str]]:
    rows = re.findall(r"<tr>(<td.*?)</tr>", page, re.DOTALL)
    cells = [re.findall(r"<td[^>]*>(.*?)</td>", row, re.DOTALL) for row in rows]
    return [[re.sub(r"<[^>]+>", "", cell).strip() for cell in row[2:]] for row in cells]


def test_refusals_and_removals_stand_there_the_latest_first(cast: Cast) -> None:
    _decide(cast, "public-waiting", REJECT)
    _decide(cast, "exhibit-accepted", REMOVE, minutes=1)
    _decide(cast, "exhibit-waiting", Verdict(Status.ACCEPTED), minutes=2)
    assert _rows(_page()) == [["removed", "Not about this"], ["not accepted", "Insults or threatens"]]


def test_what_was_taken_back_stands_beside_it(cast: Cast) -> None:
    batch = _decide(cast, "public-waiting", REJECT)
    undo_decisions(batch=batch, by=None, now=NOW + timedelta(minutes=1))
    assert [row[0] for row in _rows(_page())] == ["taken back: waits again", "not accepted"]


def test_neither_text_nor_name_nor_note_nor_moderator_is_said(cast: Cast) -> None:
    _decide(cast, "public-waiting", REJECT)
    comment, me = cast.comments["public-waiting"], cast.people.organiser.account
    assert me is not None
    page = _page()
    for hidden in (comment.text, comment.author.name, "A note to its author", me.name):
        assert hidden not in page


def test_things_that_are_not_public_are_not_named(cast: Cast) -> None:
    _decide(cast, "withdrawn-waiting", REJECT)
    _decide(cast, "hidden_exhibit-accepted", REMOVE)
    page = _page()
    assert len(_rows(page)) == 2
    assert page.count("something that is no longer public") == 2
    for name in ("withdrawn-waiting", "hidden_exhibit-accepted"):
        comment = cast.comments[name]
        thing = comment.release or comment.exhibit
        assert thing is not None
        assert str(thing.title) not in page


def test_one_thing_has_its_own_record(cast: Cast) -> None:
    _decide(cast, "public-waiting", REJECT)
    _decide(cast, "exhibit-accepted", REMOVE)
    release, exhibit = cast.comments["public-waiting"].release, cast.comments["exhibit-accepted"].exhibit
    assert release is not None
    assert exhibit is not None
    assert [row[0] for row in _rows(_page(f"?release={release.slug}"))] == ["not accepted"]
    assert [row[0] for row in _rows(_page(f"?exhibit={exhibit.slug}"))] == ["removed"]


def test_a_thing_under_embargo_has_no_record_of_its_own(cast: Cast) -> None:
    hidden = Release.objects.exclude(pk=cast.press.releases["public"].pk).filter(issued_at=None).first()
    assert hidden is not None
    page = _page(f"?release={hidden.slug}")
    assert str(hidden.title) not in page


@pytest.mark.parametrize("n", [1, 3])
def test_the_record_asks_the_database_as_often_for_three_as_for_one(cast: Cast, n: int) -> None:
    comment = cast.comments["public-waiting"]
    Decision.objects.bulk_create(
        Decision(comment=comment, status_before="waiting", status="rejected", reason="insult") for _ in range(n)
    )
    _page()
    with CaptureQueriesContext(connection) as queries:
        assert len(_rows(_page())) == n
    assert len(queries) == 4


@pytest.mark.parametrize("query", ["?release=%00", "?exhibit=%00", "?release=a%00b", "?page=%00"])
@pytest.mark.usefixtures("cast")
def test_an_address_that_no_database_takes_names_nothing(query: str) -> None:
    assert Client().get(WHERE + query).status_code == 200
