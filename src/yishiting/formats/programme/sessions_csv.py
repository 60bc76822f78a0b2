"""Sessions as a table: one line each, every text in every language. Here is how it is written.

Times are those of the clock at the venue. A blank cell says nothing: whoever takes the rows in changes nothing there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from yishiting.formats.csv_text import table_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from yishiting.formats.programme.faults import Fault

SESSION, FORUM, ROOM, LANGUAGES, BEGINS, ENDS = "session", "forum", "room", "languages", "begins", "ends"
CHAIRS, SPEAKERS, STATE = "chairs", "speakers", "state"
TITLE_, KIND_, ABOUT_ = "title_", "kind_", "about_"


@dataclass(frozen=True)
class Guest:
    """Somebody as a cell names them: by short name or full name, with what they belong to."""

    name: str
    affiliation: str = ""


@dataclass(frozen=True)
class SessionRow:
    """One line that is right in itself; ``texts`` by column, such as ``title_en``; what is blank says nothing."""

    line: int
    slug: str
    texts: Mapping[str, str] = field(default_factory=dict)
    forum: str = ""
    room: str = ""
    languages: tuple[str, ...] = ()
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    chairs: tuple[Guest, ...] = ()
    speakers: tuple[Guest, ...] = ()
    state: str = ""


@dataclass(frozen=True)
class ReadRows:
    """What a table holds, and what is wrong in it."""

    rows: tuple[SessionRow, ...] = ()
    faults: tuple[Fault, ...] = ()


def columns_of(languages: Sequence[str]) -> tuple[str, ...]:
    """Name the columns of a table whose texts are in these languages."""
    texts = (start + code for start in (TITLE_, KIND_, ABOUT_) for code in languages)
    return (SESSION, FORUM, ROOM, BEGINS, ENDS, LANGUAGES, *texts, CHAIRS, SPEAKERS, STATE)


def write_sessions_csv(rows: Iterable[SessionRow], languages: Sequence[str], time_zone: str) -> str:
    """Write a table, with the mark that tells table calculation programs that it is UTF-8."""
    columns = columns_of(languages)
    zone = ZoneInfo(time_zone)
    lines = (_cells(row, zone) for row in rows)
    return table_text(columns, ([cells.get(name, "") for name in columns] for cells in lines))


def _cells(row: SessionRow, zone: ZoneInfo) -> dict[str, str]:
    return {
        **row.texts,
        SESSION: row.slug,
        FORUM: row.forum,
        ROOM: row.room,
        BEGINS: _clock(row.begins_at, zone),
        ENDS: _clock(row.ends_at, zone),
        LANGUAGES: " ".join(row.languages),
        CHAIRS: _guests_cell(row.chairs),
        SPEAKERS: _guests_cell(row.speakers),
        STATE: row.state,
    }


def _clock(moment: datetime | None, zone: ZoneInfo) -> str:
    return f"{moment.astimezone(zone):%Y-%m-%d %H:%M}" if moment else ""


def _guests_cell(guests: tuple[Guest, ...]) -> str:
    return "; ".join(" | ".join(part for part in (each.name, each.affiliation) if part) for each in guests)
