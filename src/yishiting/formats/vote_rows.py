"""Votes as they stand in a file, one row each, and what becomes of them: one current vote a pair."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import numpy as np

from yishiting.engine import VoteTable
from yishiting.formats.labels import LabelledRows, as_ids

if TYPE_CHECKING:
    from numpy.typing import NDArray

MICROSECONDS = 1_000_000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Largest number that is taken for seconds (until the year 5138), milliseconds, microseconds; else nanoseconds.
_UNITS_BY_SIZE = ((10**11, 1), (10**14, 1_000), (10**17, MICROSECONDS))


@dataclass(frozen=True)
class VoteColumns:
    """Names of the columns of a vote list; ``time`` and ``weight`` may be missing in a file."""

    participant: str
    statement: str
    vote: str
    time: str
    weight: str = "weight"

    @property
    def required(self) -> tuple[str, str, str]:
        """The columns without which there is no vote."""
        return (self.participant, self.statement, self.vote)


@dataclass(frozen=True)
class VoteRows:
    """Valid votes in the order of the file.

    ``votes`` are int8, agree +1; ``times`` are int64; ``weights`` float64, > 0. ``units_per_second`` says how times
    count; where a file does not tell, their size does.
    """

    participants: LabelledRows
    statements: LabelledRows
    votes: NDArray[np.int8]
    times: NDArray[np.int64] | None = None
    weights: NDArray[np.float64] | None = None
    units_per_second: int | None = None

    @property
    def n_rows(self) -> int:
        """Number of votes, superseded ones counted."""
        return len(self.votes)

    def table(self) -> VoteTable:
        """Keep the last vote of each pair: by time where there is one (of equal times the later row), else by row."""
        table = self._table()
        if self.times is None or table.n_votes == self.n_rows or bool((np.diff(self.times) >= 0).all()):
            return table
        return self._table(np.argsort(self.times, kind="stable"))

    def _table(self, order: NDArray[np.int64] | slice = slice(None)) -> VoteTable:
        return VoteTable.from_codes(
            as_ids(self.participants.labels),
            as_ids(self.statements.labels),
            self.participants.codes[order],
            self.statements.codes[order],
            self.votes[order],
            None if self.weights is None else self.weights[order],
        )

    def time_span(self) -> tuple[datetime | None, datetime | None]:
        """First and last time, in UTC; (None, None) without times, or when all are 0, as exports write unknown ones."""
        if self.times is None or not self.times.any():
            return None, None
        first, last = int(self.times.min()), int(self.times.max())
        unit = self.units_per_second or _unit_by_size(last)
        return _moment(first, unit), _moment(last, unit)


def _unit_by_size(time: int) -> int:
    return next((units for limit, units in _UNITS_BY_SIZE if abs(time) < limit), 1_000_000_000)


def _moment(time: int, units_per_second: int) -> datetime | None:
    try:
        return _EPOCH + timedelta(microseconds=time * MICROSECONDS // units_per_second)
    except OverflowError:  # a number, but no time of any calendar
        return None
