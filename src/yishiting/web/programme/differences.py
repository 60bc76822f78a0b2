"""What is different about a session since somebody last knew of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yishiting.web.content import Content
from yishiting.web.programme.models import SessionChange

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from yishiting.web.programme.models import Session

What = SessionChange.What


@dataclass(frozen=True)
class Differences:
    """A session and how it was before: `None` where it is as it was; an empty ``room`` is none at all."""

    session: Session
    time: tuple[datetime | None, datetime | None] | None = None
    room: Content | None = None
    was_cancelled: bool | None = None

    def __bool__(self) -> bool:
        return not (self.time is None and self.room is None and self.was_cancelled is None)


def differences(session: Session, changes: Iterable[SessionChange]) -> Differences:
    """Compare a session with what it was before the first of some changes; what was changed back is no difference."""
    first: dict[str, SessionChange] = {}
    for change in sorted(changes, key=lambda each: (each.made_at, each.pk)):
        # To be cancelled and to be restored are changes of the same fact.
        fact = What.CANCELLED if change.what == What.RESTORED else change.what
        first.setdefault(fact, change)
    return Differences(
        session,
        _time_before(session, first.get(What.TIME)),
        _room_before(session, first.get(What.ROOM)),
        _was_cancelled(session, first.get(What.CANCELLED)),
    )


def _time_before(session: Session, change: SessionChange | None) -> tuple[datetime | None, datetime | None] | None:
    if change is None or (change.began_at, change.ended_at) == (session.begins_at, session.ends_at):
        return None
    return change.began_at, change.ended_at


def _room_before(session: Session, change: SessionChange | None) -> Content | None:
    now = session.room.name if session.room else Content()
    return None if change is None or change.room == now else change.room


def _was_cancelled(session: Session, change: SessionChange | None) -> bool | None:
    if change is None:
        return None
    before = change.what == What.RESTORED
    return None if before == session.is_cancelled else before
