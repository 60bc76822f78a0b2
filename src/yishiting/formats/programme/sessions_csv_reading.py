"""Read a table of sessions: each line for itself, everything that is wrong with its line and column."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from yishiting.formats.csv_cells import restore
from yishiting.formats.csv_text import BrokenTableError, numbered_rows
from yishiting.formats.programme.faults import Expected, Fault, shown
from yishiting.formats.programme.json_node import FIRST_YEAR, LAST_YEAR
from yishiting.formats.programme.sessions_csv import (
    ABOUT_,
    BEGINS,
    CHAIRS,
    ENDS,
    FORUM,
    KIND_,
    LANGUAGES,
    ROOM,
    SESSION,
    SPEAKERS,
    STATE,
    TITLE_,
    Guest,
    ReadRows,
    SessionRow,
    columns_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MOST_ROWS = 5_000

_SLUG = re.compile(r"[a-z0-9-]{1,60}")
_LANGUAGES = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*([ ,;]+[a-z]{2,3}(-[a-z0-9]{2,8})*)*")
# Years come first in whatever way a table calculation program writes a day: 2026-07-04, 2026/7/4.
_MOMENT = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})[ T]+(\d{1,2}):(\d{2})(?::00)?", re.ASCII)


def read_sessions_csv(text: str, languages: Sequence[str], time_zone: str) -> ReadRows:
    """Read a table; a header that cannot be read leaves no rows.

    Parameters
    ----------
    text : str
        The whole file; commas, semicolons or tabs between the cells.
    languages : sequence of str
        Codes of the languages in which texts may stand.
    time_zone : str
        Zone of the clock at the venue.

    Returns
    -------
    ReadRows
        Lines that are right in themselves, and everything that is wrong.
    """
    return _Reader(columns_of(languages), ZoneInfo(time_zone)).read(text.removeprefix("\ufeff"))


class _Reader:
    """Reads one table; ``read`` is called once."""

    def __init__(self, columns: tuple[str, ...], zone: ZoneInfo) -> None:
        self.columns = columns
        self.zone = zone
        self.faults: list[Fault] = []
        self.lines: dict[str, int] = {}

    def read(self, text: str) -> ReadRows:
        lines = self._lines(text)
        _line, header = next(lines, (1, []))
        names = [name.strip().casefold() for name in header]
        self.faults.extend(self._faults_of_header(names))
        if self.faults:
            return ReadRows(faults=tuple(self.faults))
        rows: list[SessionRow] = []
        for line, cells in lines:
            if len(rows) >= MOST_ROWS:
                self.faults.append(Fault(str(line), "", "", Expected.ROWS, f"{MOST_ROWS:,}"))
                break
            if any(cell.strip() for cell in cells):
                rows.extend(self._row(line, cells, names))
        return ReadRows(tuple(rows), tuple(self.faults))

    def _lines(self, text: str) -> Iterator[tuple[int, list[str]]]:
        try:
            yield from numbered_rows(text)
        except BrokenTableError as error:
            self.faults.append(Fault(str(error.line), "", str(error), Expected.QUOTES))

    def _faults_of_header(self, names: list[str]) -> Iterator[Fault]:
        if SESSION not in names:
            yield Fault("1", "", shown(", ".join(names)), Expected.HEADER, SESSION)
            return
        for place, name in enumerate(names):
            if name and name not in self.columns:
                yield Fault("1", shown(name), shown(name), Expected.COLUMN, ", ".join(self.columns))
            elif name and name in names[:place]:
                yield Fault("1", name, name, Expected.COLUMN_ONCE)

    def _row(self, line: int, cells: list[str], names: list[str]) -> Iterator[SessionRow]:
        n_before = len(self.faults)
        values = {
            name: restore(cell.strip()).replace("\r\n", "\n").strip()
            for name, cell in zip(names, cells, strict=False)
            if name
        }
        if any(cell.strip() for cell in cells[len(names) :]):
            self.faults.append(Fault(str(line), "", str(len(cells)), Expected.CELLS, str(len(names))))
        self._check_slug(line, values[SESSION])
        begins_at, ends_at = self._times(line, values)
        languages = self._languages(line, values.get(LANGUAGES, "").casefold())
        if len(self.faults) > n_before:
            return
        yield SessionRow(
            line,
            values[SESSION],
            {name: value for name, value in values.items() if value and name.startswith((TITLE_, KIND_, ABOUT_))},
            values.get(FORUM, ""),
            values.get(ROOM, ""),
            languages,
            begins_at,
            ends_at,
            _guests(values.get(CHAIRS, "")),
            _guests(values.get(SPEAKERS, "")),
            values.get(STATE, ""),
        )

    def _check_slug(self, line: int, slug: str) -> None:
        if not _SLUG.fullmatch(slug):
            self.faults.append(Fault(str(line), SESSION, shown(slug), Expected.SLUG))
        elif slug in self.lines:
            self.faults.append(Fault(str(line), SESSION, slug, Expected.ONCE, str(self.lines[slug])))
        self.lines.setdefault(slug, line)

    def _times(self, line: int, values: Mapping[str, str]) -> tuple[datetime | None, datetime | None]:
        n_before = len(self.faults)
        begins_at, ends_at = (self._moment(line, name, values.get(name, "")) for name in (BEGINS, ENDS))
        if len(self.faults) == n_before and (begins_at is None) != (ends_at is None):
            self.faults.append(Fault(str(line), ENDS if begins_at else BEGINS, "", Expected.BOTH_TIMES))
        if begins_at and ends_at and ends_at <= begins_at:
            self.faults.append(Fault(str(line), ENDS, values[ENDS], Expected.LATER))
        return begins_at, ends_at

    def _languages(self, line: int, cell: str) -> tuple[str, ...]:
        if cell and not _LANGUAGES.fullmatch(cell):
            self.faults.append(Fault(str(line), LANGUAGES, shown(cell), Expected.LANGUAGES))
        return tuple(dict.fromkeys(code for code in re.split("[ ,;]+", cell) if code))

    def _moment(self, line: int, name: str, text: str) -> datetime | None:
        if not text:
            return None
        found = _MOMENT.fullmatch(text)
        try:
            year, month, day, hour, minute = (int(part) for part in found.groups()) if found else (0, 0, 0, 0, 0)
            if FIRST_YEAR < year < LAST_YEAR:
                clock = datetime(year, month, day, hour, minute, tzinfo=self.zone)
                moment = clock.astimezone(UTC)
                # In the night in which clocks are put forward there is an hour that no clock shows.
                if moment.astimezone(self.zone).replace(fold=0) == clock:
                    return moment
        except ValueError:
            pass
        self.faults.append(Fault(str(line), name, shown(text), Expected.MOMENT))
        return None


def _guests(cell: str) -> tuple[Guest, ...]:
    guests: dict[str, Guest] = {}
    for each in re.split("[;；\n]", cell):
        name, _, affiliation = each.replace("｜", "|").partition("|")
        if name.strip():
            guests.setdefault(name.strip(), Guest(name.strip(), affiliation.strip()))
    return tuple(guests.values())
