"""A day as a grid: rooms beside each other, times under each other, each session as long as it lasts."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from yishiting.web.programme.models import Room, Session

_STEP, _MOST_STEPS = 15, 8  # minutes; a row is drawn as high as this many steps at most


@dataclass(frozen=True)
class GridColumn:
    """A room, `None` for those sessions that have none; as many lanes as sessions overlap in it."""

    room: Room | None
    n_lanes: int


@dataclass(frozen=True)
class GridCell:
    """A session that begins in this row, or `None` where a lane is empty; how many rows and lanes it reaches over."""

    session: Session | None
    n_rows: int = 1
    n_lanes: int = 1


@dataclass(frozen=True)
class GridRow:
    """From one beginning or end to the next; ``across`` is a session that has the whole assembly's time to itself."""

    begins_at: datetime
    n_steps: int
    cells: list[GridCell]
    across: Session | None = None


@dataclass(frozen=True)
class Grid:
    """A table: columns, then rows."""

    columns: list[GridColumn]
    rows: list[GridRow]

    @property
    def n_lanes(self) -> int:
        """How many cells a row has."""
        return sum(each.n_lanes for each in self.columns)


@dataclass
class Slot:
    """A session that has a time, and the lanes of its room that it takes."""

    session: Session
    begins_at: datetime
    ends_at: datetime
    lane: int = 0
    n_lanes: int = 1

    def overlaps(self, other: Slot) -> bool:
        """Tell whether both are on at some moment."""
        return self.begins_at < other.ends_at and other.begins_at < self.ends_at

    def is_on(self, when: datetime, lane: int) -> bool:
        """Tell whether it takes a lane at a moment."""
        return self.begins_at <= when < self.ends_at and self.lane <= lane < self.lane + self.n_lanes


@dataclass(frozen=True)
class _Room:
    column: GridColumn
    slots: list[Slot]


def grid_of(sessions: Iterable[Session]) -> Grid:
    """Lay out one day; sessions come by time, those without a time are left out."""
    slots = [Slot(each, each.begins_at, each.ends_at) for each in sessions if each.begins_at and each.ends_at]
    across = {each.begins_at: each.session for each in slots if _is_across(each, slots)}
    rooms = _rooms([each for each in slots if across.get(each.begins_at) is not each.session])
    times = sorted({when for each in slots for when in (each.begins_at, each.ends_at)})
    rows = [_row(index, times, rooms, across) for index in range(len(times) - 1)]
    return Grid([each.column for each in rooms], rows)


def _is_across(slot: Slot, everything: Sequence[Slot]) -> bool:
    """Tell whether a session has neither room nor forum, and nothing else beside it: a break, a reception."""
    if slot.session.room_id is not None or slot.session.forum_id is not None:
        return False
    return not any(slot.overlaps(each) for each in everything if each is not slot)


def _rooms(slots: Sequence[Slot]) -> list[_Room]:
    """Give each room its column, in the rooms' order."""
    by_room: dict[Room | None, list[Slot]] = defaultdict(list)
    for slot in slots:
        by_room[slot.session.room].append(slot)
    ordered = sorted(by_room, key=lambda room: (True, 0, "") if room is None else (False, room.order, room.slug))
    return [_Room(GridColumn(room, _spread(by_room[room])), by_room[room]) for room in ordered]


def _spread(slots: Sequence[Slot]) -> int:
    """Give each session of a room the first lane that is free and those beside it that stay so; return their number."""
    ends: list[datetime] = []
    for slot in slots:
        slot.lane = next((lane for lane, end in enumerate(ends) if end <= slot.begins_at), len(ends))
        ends[slot.lane : slot.lane + 1] = [slot.ends_at]
    for slot in slots:
        taken = [each.lane for each in slots if each.lane > slot.lane and each.overlaps(slot)]
        slot.n_lanes = min(taken, default=len(ends)) - slot.lane
    return len(ends)


def _row(index: int, times: Sequence[datetime], rooms: Sequence[_Room], across: Mapping[datetime, Session]) -> GridRow:
    begins_at, ends_at = times[index], times[index + 1]
    if begins_at in across:
        return GridRow(begins_at, 1, [], across[begins_at])
    is_busy = any(each.begins_at <= begins_at < each.ends_at for room in rooms for each in room.slots)
    steps = round((ends_at - begins_at).total_seconds() / 60 / _STEP) if is_busy else 1
    cells = [cell for room in rooms for cell in _cells(room, begins_at, times)]
    return GridRow(begins_at, min(_MOST_STEPS, max(1, steps)), cells)


def _cells(room: _Room, begins_at: datetime, times: Sequence[datetime]) -> Iterable[GridCell]:
    """Give the cells of a room that begin in a row; none where an earlier session is still on."""
    for lane in range(room.column.n_lanes):
        slot = next((each for each in room.slots if each.is_on(begins_at, lane)), None)
        if slot is None:
            yield GridCell(None)
        elif (slot.begins_at, slot.lane) == (begins_at, lane):
            yield GridCell(slot.session, times.index(slot.ends_at) - times.index(begins_at), slot.n_lanes)
