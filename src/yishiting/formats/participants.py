"""Who people are, as declared: ``participants.csv`` with an id, an optional tier and any constituency columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from yishiting.formats.conversation import Tier
from yishiting.formats.csv_rows import not_one_of, read_records
from yishiting.formats.labels import labels_of, places
from yishiting.formats.problems import Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from yishiting.formats.arrow import Labels
    from yishiting.formats.csv_rows import Record
    from yishiting.formats.input_reading import InputReading

FILE = "participants.csv"
ID, TIER = "id", "tier"
TIERS: tuple[str, ...] = get_args(Tier)


@dataclass(frozen=True)
class ParticipantRows:
    """Listed people: ids, and one list of declared labels a column, all of one length."""

    ids: list[str]
    columns: dict[str, list[str]]

    def aligned(self, column: str, with_people: Labels, missing: str = "") -> NDArray[Any]:
        """Values of a column for other people's ids, shape (n_people,); ``missing`` for those not listed."""
        found = places(with_people, labels_of(self.ids))
        values = np.array([*self.columns[column], missing], dtype=np.str_)
        return values[found]  # -1, not found, is the last: `missing`


def read_participants(reading: InputReading) -> ParticipantRows:
    """Read the list of people; ids that stand twice and tiers that are none are rejected."""
    seen: dict[str, int] = {}
    columns: dict[str, list[str]] = {}
    ids = []
    for record in read_records(reading.source, FILE, reading.log, (ID,)):
        problems = list(_faults(record, seen))
        reading.log.reject(*problems)
        seen.setdefault(record.cells[ID].strip(), record.line)
        if not problems:
            ids.append(record.cells[ID].strip())
            for column, cell in record.cells.items():
                columns.setdefault(column, []).append(cell.strip())
    columns.pop(ID, None)
    _require_groupings(reading, columns)
    return ParticipantRows(ids, columns)


def _faults(record: Record, seen: dict[str, int]) -> Iterator[Problem]:
    person = record.cells[ID].strip()
    if not person:
        yield not_one_of(FILE, record.line, ID, "an id", person)
    if person in seen:
        yield Problem(
            FILE, record.line, ID, "an id of its own", f"{quoted(person)} again, first in line {seen[person]}"
        )
    tier = record.cells.get(TIER, "").strip()
    if tier and tier not in TIERS:
        yield not_one_of(FILE, record.line, TIER, "delegation, verified or open", tier)


def _require_groupings(reading: InputReading, columns: dict[str, list[str]]) -> None:
    most = reading.options.limits.labels
    for column, cells in columns.items():
        n_labels = len(set(cells))
        if n_labels > most:
            expected = f"a constituency with at most {most} different labels (leave out names and addresses)"
            reading.log.refuse(Problem(FILE, 1, column, expected, f"{n_labels:,}"))
