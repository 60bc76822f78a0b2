"""Who answered how much: what is enough to be told apart, and the turnout."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yishiting.engine.results import Turnout

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yishiting.engine.votes import VoteTable

INFORMED_ANSWERS = 7  # agreements and disagreements from which groups are learned
LEAST_ANSWERS = 3  # and after which somebody is put into one


def given_answers(table: VoteTable) -> NDArray[np.int64]:
    """Agreements and disagreements given by each person, shape (n_participants,)."""
    # Every person of a table has a vote, so no stretch is empty.
    return np.add.reduceat(table.votes != 0, table.row_starts[:-1], dtype=np.int64)


def enough_answers(n_statements: int, wanted: int) -> int:
    """The wanted number of answers, fewer where there are few statements to answer."""
    return min(wanted, max(1, n_statements // 2))


def at_even_distances(n: int, most: int) -> NDArray[np.int64]:
    """All of 0 … n − 1, or ``most`` of them at even distances."""
    return np.linspace(0, n - 1, min(n, most)).astype(np.int64)


def effective_number(weights: NDArray[np.float64]) -> float:
    """How many equal people would vary as little as these weighted ones: (Σ w)² / Σ w²."""
    scaled = weights / weights.max()
    return float(scaled.sum() ** 2 / (scaled**2).sum())


def turnout(table: VoteTable, membership: NDArray[np.int64]) -> Turnout:
    """Count a table; ``membership`` is -1 for people in no group."""
    return Turnout(
        n_participants=table.n_participants,
        n_grouped=int((membership >= 0).sum()),
        n_statements=table.n_statements,
        n_votes=table.n_votes,
        n_agree=int((table.votes > 0).sum()),
        n_disagree=int((table.votes < 0).sum()),
        n_pass=int((table.votes == 0).sum()),
        median_votes_per_person=float(np.median(np.diff(table.row_starts))),
        share_answered=table.n_votes / (table.n_participants * table.n_statements),
    )
