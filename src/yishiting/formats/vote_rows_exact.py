"""The exact reader of vote lists: slower, row by row, and able to say what is wrong on which line."""

from __future__ import annotations

import math
import re
from array import array
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import numpy as np

from yishiting.formats.csv_cells import restore
from yishiting.formats.csv_rows import not_one_of, read_header, read_rows, tidy_name, wrong_length
from yishiting.formats.labels import LabelledRows
from yishiting.formats.problems import Problem
from yishiting.formats.vote_rows import MICROSECONDS, VoteRows

if TYPE_CHECKING:
    from collections.abc import Iterator

    from yishiting.formats.arrow import Labels
    from yishiting.formats.input_reading import InputReading
    from yishiting.formats.vote_rows import VoteColumns

# Spellings that a spreadsheet or a data frame with gaps may give the three answers.
VOTES = {"1": 1, "+1": 1, "1.0": 1, "0": 0, "0.0": 0, "-0.0": 0, "-1": -1, "-1.0": -1}
EXPECTED_VOTE = "-1, 0 or 1"
# Narrower than what Python reads: no digits of other scripts, no 1_000, and no length that int() would refuse.
_WHOLE = re.compile(r"[+-]?[0-9]{1,30}")
_DECIMAL = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def read_exactly(reading: InputReading, name: str, columns: VoteColumns, known: Labels | None) -> VoteRows:
    """Read a vote list row by row; rejects in the log what cannot be a vote."""
    header = [tidy_name(column) for column in read_header(reading.source, name, reading.log)]
    reader = _ExactReader(name, columns, header, None if known is None else frozenset(known.to_pylist()))
    rows = read_rows(reading.source, name, reading.log)
    next(rows)  # the header
    for line, cells in rows:
        reading.log.reject(*reader.take(line, cells))
    if not reader.votes and not reading.log.n_problems:
        reading.log.refuse(Problem(name, 0, "", "one vote or more after the header", "none"))
    return reader.result()


@dataclass
class _ExactReader:
    name: str
    columns: VoteColumns
    header: list[str]
    known: frozenset[str] | None
    participants: dict[str, int] = field(default_factory=dict)
    statements: dict[str, int] = field(default_factory=dict)
    participant_codes: array[int] = field(default_factory=lambda: array("i"))
    statement_codes: array[int] = field(default_factory=lambda: array("i"))
    votes: array[int] = field(default_factory=lambda: array("b"))
    times: array[int] = field(default_factory=lambda: array("q"))
    weights: array[float] = field(default_factory=lambda: array("d"))
    are_numbers: bool | None = None

    def take(self, line: int, cells: list[str]) -> list[Problem]:
        """Add a row, or return what is wrong with it."""
        if len(cells) != len(self.header):
            return [wrong_length(self.name, line, len(self.header), len(cells))]
        row = {column: cell.strip() for column, cell in zip(self.header, cells, strict=True)}
        problems = [not_one_of(self.name, line, column, said, row[column]) for column, said in self._faults(row)]
        if not problems:
            self._add(row)
        return problems

    def _faults(self, row: dict[str, str]) -> Iterator[tuple[str, str]]:
        columns = self.columns
        if not row[columns.participant]:
            yield columns.participant, "an id"
        if not row[columns.statement]:
            yield columns.statement, "an id"
        elif self.known is not None and restore(row[columns.statement]) not in self.known:
            yield columns.statement, "a statement of this conversation"
        if row[columns.vote] not in VOTES:
            yield columns.vote, EXPECTED_VOTE
        if columns.time in row and self._time(row[columns.time]) is None:
            yield columns.time, "a whole number" if self.are_numbers else "a date and time as in ISO 8601"
        if columns.weight in row and not _is_weight(row[columns.weight]):
            yield columns.weight, "a number above 0"

    def _add(self, row: dict[str, str]) -> None:
        columns = self.columns
        self.participant_codes.append(_number(self.participants, restore(row[columns.participant])))
        self.statement_codes.append(_number(self.statements, restore(row[columns.statement])))
        self.votes.append(VOTES[row[columns.vote]])
        if columns.time in row:
            self.times.append(self._time(row[columns.time]) or 0)
        if columns.weight in row:
            self.weights.append(float(row[columns.weight]))

    def _time(self, cell: str) -> int | None:
        if self.are_numbers is None:  # the first row decides for the file, as for the fast reader
            self.are_numbers = "-" not in cell[1:]
        return _whole_number(cell) if self.are_numbers else _microseconds(cell)

    def result(self) -> VoteRows:
        """Return what was added."""
        has_times, has_weights = self.columns.time in self.header, self.columns.weight in self.header
        return VoteRows(
            LabelledRows.from_texts(list(self.participants), np.array(self.participant_codes, dtype=np.int32)),
            LabelledRows.from_texts(list(self.statements), np.array(self.statement_codes, dtype=np.int32)),
            np.array(self.votes, dtype=np.int8),
            np.array(self.times, dtype=np.int64) if has_times else None,
            np.array(self.weights, dtype=np.float64) if has_weights else None,
            MICROSECONDS if has_times and not self.are_numbers else None,
        )


def _number(seen: dict[str, int], text: str) -> int:
    return seen.setdefault(text, len(seen))


def _is_weight(cell: str) -> bool:
    return _DECIMAL.fullmatch(cell) is not None and math.isfinite(float(cell)) and float(cell) > 0


def _whole_number(cell: str) -> int | None:
    number = int(cell) if _WHOLE.fullmatch(cell) else None
    return number if number is not None and -(2**63) <= number < 2**63 else None


def _microseconds(cell: str) -> int | None:
    try:
        time = datetime.fromisoformat(cell)
    except ValueError:
        return None
    aware = time if time.tzinfo else time.replace(tzinfo=UTC)
    span = aware - _EPOCH
    return (span.days * 86_400 + span.seconds) * MICROSECONDS + span.microseconds
