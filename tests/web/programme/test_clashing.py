"""What clashes: the quick way finds what comparing each with each finds."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import permutations
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yishiting.web.programme.clashing import Slot, clashing
from yishiting.web.programme.models import Appearance, Session
from yishiting.web.programme.queries.clashes import clashes_of, clashing_sessions

if TYPE_CHECKING:
    from tests.web.cast import Cast, Person

MORNING = datetime(2026, 7, 1, 9, tzinfo=UTC)
HOUR = timedelta(hours=1)

_slots = st.lists(
    st.builds(
        lambda begins, lasts, needs: (begins, begins + lasts, needs),
        st.integers(0, 12),
        st.integers(1, 6),
        st.frozensets(st.sampled_from("abc")),
    ),
    max_size=9,
)


@given(_slots)
def test_all_clashes_are_found_and_no_others(given_slots: list[tuple[int, int, frozenset[str]]]) -> None:
    slots = [
        Slot(key, MORNING + begins * HOUR, MORNING + ends * HOUR, needs)
        for key, (begins, ends, needs) in enumerate(given_slots)
    ]

    found = {
        one.key
        for one, other in permutations(slots, 2)
        if one.needs & other.needs and one.begins_at < other.ends_at and other.begins_at < one.ends_at
    }

    assert clashing(slots) == found


@pytest.fixture
def two(cast: Cast) -> tuple[Session, Session]:
    """A session of the own forum, and a draft of another host's at the same time; they share nothing yet."""
    one, other = cast.sessions["own-public"], cast.sessions["others-unpublished"]
    Session.objects.update(room=None)
    Appearance.objects.all().delete()
    for each in (one, other):
        each.begins_at, each.ends_at, each.room = MORNING, MORNING + HOUR, None
        each.save()
    return one, other


def _told(session: Session, who: Person) -> list[tuple[str, str, list[str]]]:
    return [
        (str(each.session and each.session.slug), str(each.room), [speaker.slug for speaker in each.speakers])
        for each in clashes_of(session, who.actor())
    ]


def test_nothing_clashes_that_shares_nothing(cast: Cast, two: tuple[Session, Session]) -> None:
    assert clashes_of(two[0], cast.people.organiser.actor()) == []
    assert clashing_sessions() == set()


def test_a_room_and_a_speaker_are_needed_once_at_a_time(cast: Cast, two: tuple[Session, Session]) -> None:
    for each in two:
        each.room = cast.room
        each.save()
        Appearance.objects.create(session=each, speaker=cast.speakers["public"])

    assert _told(two[0], cast.people.organiser) == [("session-others-unpublished", "Great Hall", ["speaker-public"])]
    assert clashing_sessions() == {each.pk for each in two}


def test_which_session_it_is_they_learn_only_who_may_see_it(cast: Cast, two: tuple[Session, Session]) -> None:
    for each in two:
        each.room = cast.room
        each.save()

    assert _told(two[0], cast.people.chair) == [("None", "Great Hall", [])]
    assert _told(two[1], cast.people.other_chair) == [("session-own-public", "Great Hall", [])]


@pytest.mark.parametrize("change", ["later", "cancelled", "untimed"])
def test_one_after_the_other_or_not_at_all_is_no_clash(cast: Cast, two: tuple[Session, Session], change: str) -> None:
    one, other = two
    Session.objects.filter(pk__in=[one.pk, other.pk]).update(room=cast.room)
    changes: dict[str, dict[str, Any]] = {
        "later": {"begins_at": MORNING + HOUR, "ends_at": MORNING + 2 * HOUR},
        "cancelled": {"is_cancelled": True},
        "untimed": {"begins_at": None, "ends_at": None},
    }
    Session.objects.filter(pk=other.pk).update(**changes[change])
    one.refresh_from_db()
    other.refresh_from_db()

    assert (_told(one, cast.people.organiser), _told(other, cast.people.organiser)) == ([], [])
    assert clashing_sessions() == set()
