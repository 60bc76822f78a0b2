"""What is different about a session since somebody last knew of it: what was changed back is not."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from yishiting.web.programme.actions.sessions import cancel_session, change_session, restore_session
from yishiting.web.programme.differences import Differences, differences
from yishiting.web.programme.models import Room, Session

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.cast import Cast

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def session(cast: Cast) -> Session:
    return cast.sessions["own-public"]


def _compare(session: Session) -> Differences:
    fresh = Session.objects.select_related("room").get(pk=session.pk)
    return differences(fresh, fresh.changes.all())


def _move(by: timedelta) -> Callable[[Session, datetime], object]:
    def move(session: Session, now: datetime) -> object:
        fresh = Session.objects.get(pk=session.pk)
        assert fresh.begins_at is not None
        assert fresh.ends_at is not None
        values = {"begins_at": fresh.begins_at + by, "ends_at": fresh.ends_at + by}
        return change_session(session=session, by=None, values=values, now=now)

    return move


def _to_room(slug: str) -> Callable[[Session, datetime], object]:
    def move(session: Session, now: datetime) -> object:
        room = Room.objects.filter(slug=slug).first()
        return change_session(session=session, by=None, values={"room": room}, now=now)

    return move


def _cancel(session: Session, now: datetime) -> object:
    return cancel_session(session=session, by=None, now=now)


def _restore(session: Session, now: datetime) -> object:
    return restore_session(session=session, by=None, now=now)


@pytest.mark.parametrize(
    ("steps", "facts"),
    [
        ([], set()),
        ([_move(HOUR)], {"time"}),
        ([_move(HOUR), _move(HOUR)], {"time"}),
        ([_move(HOUR), _move(-HOUR)], set()),
        ([_to_room("none")], {"room"}),
        ([_to_room("none"), _to_room("great-hall")], set()),
        ([_cancel], {"cancelled"}),
        ([_cancel, _restore], set()),
        ([_cancel, _restore, _cancel], {"cancelled"}),
        ([_move(HOUR), _cancel, _to_room("none")], {"time", "room", "cancelled"}),
    ],
)
def test_only_what_is_different_now_is_told(
    session: Session, steps: list[Callable[[Session, datetime], object]], facts: set[str]
) -> None:
    for number, step in enumerate(steps):
        step(session, NOW + number * HOUR)

    found = _compare(session)

    told = {"time": found.time, "room": found.room, "cancelled": found.was_cancelled}
    assert {name for name, before in told.items() if before is not None} == facts
    assert bool(found) is bool(facts)


def test_it_is_compared_with_what_was_before_the_first_change(session: Session) -> None:
    _move(HOUR)(session, NOW)
    _move(HOUR)(session, NOW + HOUR)
    _to_room("none")(session, NOW + HOUR)

    found = _compare(session)

    assert found.time == (session.begins_at, session.ends_at)
    assert found.room is not None
    assert session.room is not None
    assert found.room == session.room.name


def test_a_session_restored_was_cancelled(session: Session) -> None:
    _cancel(session, NOW)
    session.changes.all().delete()
    _restore(session, NOW)

    assert _compare(session).was_cancelled is True
