"""Sessions by day and room, as schedules list them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yishiting.formats.programme.model import Programme, Session

# A day of a conference lasts till four in the morning: whoever reads an evening's programme reads it to its end.
_DAY_BREAKS = time(4)
_LONGEST_EVENT = 60  # days; an assembly with wrong dates must not become a list of every day for years


@dataclass(frozen=True)
class Day:
    """One day, numbered from 1; ``rooms`` by name, in the programme's order of rooms."""

    index: int
    day: date
    begins_at: datetime
    ends_at: datetime
    rooms: dict[str, list[Session]]


def days_of(programme: Programme) -> list[Day]:
    """Give the days of a programme: those of the assembly, and any other on which a session begins."""
    zone = ZoneInfo(programme.time_zone)
    by_day: dict[date, list[Session]] = {day: [] for day in _days_of_assembly(programme)}
    for session in programme.sessions:
        by_day.setdefault(_day_of(session.begins_at.astimezone(zone)), []).append(session)
    places = {room.name: place for place, room in enumerate(programme.rooms)}
    return [
        Day(
            index,
            day,
            datetime.combine(day, _DAY_BREAKS, zone),
            datetime.combine(day + timedelta(days=1), _DAY_BREAKS, zone) - timedelta(minutes=1),
            _by_room(sessions, places),
        )
        for index, (day, sessions) in enumerate(sorted(by_day.items()), start=1)
    ]


def _days_of_assembly(programme: Programme) -> Iterator[date]:
    first, last = programme.begins_on, programme.ends_on
    if first is None or last is None:
        return
    for number in range(min((last - first).days + 1, _LONGEST_EVENT)):
        yield first + timedelta(days=number)


def _day_of(moment: datetime) -> date:
    day = moment.date()
    return day - timedelta(days=1) if moment.time() < _DAY_BREAKS else day


def _by_room(sessions: list[Session], places: dict[str, int]) -> dict[str, list[Session]]:
    rooms: dict[str, list[Session]] = {}
    for session in sorted(sessions, key=lambda each: (places.get(each.room, len(places)), each.room)):
        rooms.setdefault(session.room, []).append(session)
    return rooms


def hours_and_minutes(session: Session) -> str:
    """Give how long a session lasts, as schedules say it: hours and minutes, a begun minute counted whole.

    More than a day stays in hours: readers that know no days then read it too.
    """
    seconds = (session.ends_at - session.begins_at).total_seconds()
    hours, minutes = divmod(int(-(-seconds // 60)), 60)
    return f"{hours:02}:{minutes:02}"
