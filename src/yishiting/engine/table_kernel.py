"""The compiled part of making a table: rows by participant, statements rising, the last vote of a pair kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from yishiting.engine.kernels import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray

SHORT_ROW = 64  # rows up to this length are sorted by insertion, which keeps the order of equals and needs no memory


class Rows(NamedTuple):
    """Votes as they came: positions of people and statements in any order of ids (int32), and the votes (int8).

    ``participant_rank`` and ``statement_rank`` (int32) turn those positions into positions among sorted ids.
    """

    participants: NDArray[np.int32]
    statements: NDArray[np.int32]
    votes: NDArray[np.int8]
    participant_rank: NDArray[np.int32]
    statement_rank: NDArray[np.int32]


@compiled
def _sort_by_statement(row: Any) -> None:
    """Sort one person's packed votes by statement, equal statements in their old order."""
    if row.shape[0] > SHORT_ROW:
        row[:] = row[np.argsort(row >> 2, kind="mergesort")]
        return
    for place in range(1, row.shape[0]):
        one = row[place]
        before = place - 1
        while before >= 0 and row[before] >> 2 > one >> 2:
            row[before + 1] = row[before]
            before -= 1
        row[before + 1] = one


@compiled
def _scatter(rows: Any, begins: Any, packed: Any) -> None:
    """Put every vote into its person's stretch of ``packed``, in order of arrival; ``begins`` (n_participants + 1,)."""
    for at in range(rows.votes.shape[0]):
        begins[rows.participant_rank[rows.participants[at]] + 1] += 1
    for person in range(begins.shape[0] - 1):
        begins[person + 1] += begins[person]
    free = begins[:-1].copy()
    for at in range(rows.votes.shape[0]):
        person = rows.participant_rank[rows.participants[at]]
        # Statement and vote share 32 bits, so that scattering misses the processor's cache once, not twice.
        packed[free[person]] = (rows.statement_rank[rows.statements[at]] << 2) | (rows.votes[at] + 1)
        free[person] += 1


@compiled
def _keep_last(begins: Any, packed: Any, counts: Any, votes: Any) -> int:
    """Sort each row, move the last vote of each pair to the front of ``packed`` and ``votes``, return their number."""
    kept = 0
    for person in range(counts.shape[0]):
        begin, end = begins[person], begins[person + 1]
        _sort_by_statement(packed[begin:end])
        for place in range(begin, end):
            statement = packed[place] >> 2
            if place + 1 < end and packed[place + 1] >> 2 == statement:
                continue  # a later vote on the same statement follows
            votes[kept] = (packed[place] & 3) - 1
            packed[kept] = statement  # never ahead of `place`: nothing unread is overwritten
            counts[person] += 1
            kept += 1
    return kept


def order_rows(rows: Rows) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int8]]:
    """Votes a participant (n_participants,), and statements and votes of the last row of each pair, in order.

    Time grows with the votes, memory by five bytes a vote; statements must be fewer than 2^29.
    """
    begins = np.zeros(len(rows.participant_rank) + 1, dtype=np.int64)
    packed = np.empty(len(rows.votes), dtype=np.int32)
    _scatter(rows, begins, packed)
    counts = np.zeros(len(rows.participant_rank), dtype=np.int64)
    votes = np.empty(len(rows.votes), dtype=np.int8)
    kept = _keep_last(begins, packed, counts, votes)
    return counts, packed[:kept], votes[:kept]
