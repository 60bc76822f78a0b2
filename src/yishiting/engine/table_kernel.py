"""The compiled part of making a table: rows in the order of people, statements and arrival, without comparisons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from yishiting.engine.kernels import compiled

if TYPE_CHECKING:
    from numpy.typing import NDArray


@compiled
def _scatter(keys: Any, others: Any, votes: Any, n_keys: int, keys_out: Any, others_out: Any, votes_out: Any) -> None:
    """Order rows by key, equal keys in their old order (counting sort)."""
    starts = np.zeros(n_keys + 1, dtype=np.int64)
    for row in range(keys.shape[0]):
        starts[keys[row] + 1] += 1
    for key in range(n_keys):
        starts[key + 1] += starts[key]
    for row in range(keys.shape[0]):
        at = starts[keys[row]]
        starts[keys[row]] = at + 1
        keys_out[at], others_out[at], votes_out[at] = keys[row], others[row], votes[row]


@compiled
def _keep_last(participants: Any, statements: Any, votes: Any, counts: Any) -> int:
    """Move the last row of each pair to the front, count rows per participant, and return their number."""
    kept = 0
    n_rows = participants.shape[0]
    for row in range(n_rows):
        following = row + 1
        if (
            following < n_rows
            and participants[following] == participants[row]
            and statements[following] == statements[row]
        ):
            continue
        statements[kept], votes[kept] = statements[row], votes[row]
        counts[participants[row]] += 1
        kept += 1
    return kept


def order_rows(
    participants: NDArray[Any],
    statements: NDArray[Any],
    votes: NDArray[np.int8],
    n_participants: int,
    n_statements: int,
) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.int8]]:
    """Rows a participant (n_participants,), and statements and votes of the last row of each pair, in order."""
    first = np.empty(len(votes), np.int32), np.empty(len(votes), np.int32), np.empty(len(votes), np.int8)
    _scatter(statements, participants, votes, n_statements, *first)
    second = np.empty(len(votes), np.int32), np.empty(len(votes), np.int32), np.empty(len(votes), np.int8)
    _scatter(first[1], first[0], first[2], n_participants, *second)
    counts = np.zeros(n_participants, dtype=np.int64)
    kept = _keep_last(*second, counts)
    return counts, second[1][:kept], second[2][:kept]
