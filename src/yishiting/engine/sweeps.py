"""One sweep over people: partitions side by side, statement-sized sums added up in a fixed order.

People never leave their partition and only the sums travel, so the same sweep can run on a cluster. The number
of partitions depends on the table alone, never on the number of threads: the same votes give the same bytes.
"""

from __future__ import annotations

import itertools
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from yishiting.engine.kernels import Posteriors, StatementMoments, VoteColumns, sweep_people

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from numpy.typing import NDArray

    from yishiting.engine.kernels import PersonPrior

Item = TypeVar("Item")
Outcome = TypeVar("Outcome")

MOST_PARTITIONS = 16
VOTES_PER_PARTITION = 8_192


def available_threads() -> int:
    """Processors that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run_side_by_side(work: Callable[[Item], Outcome], items: Sequence[Item], n_threads: int) -> list[Outcome]:
    """Apply ``work`` to each item on up to ``n_threads`` threads; answers come in the order of the items."""
    if n_threads == 1 or len(items) == 1:
        return [work(item) for item in items]
    with ThreadPoolExecutor(min(n_threads, len(items))) as pool:
        return list(pool.map(work, items))


def partition(columns: VoteColumns, people: NDArray[np.int64]) -> list[slice]:
    """Cut ``people`` into runs with about equally many votes; at least one run."""
    votes = np.cumsum(columns.row_starts[people + 1] - columns.row_starts[people])
    total = int(votes[-1]) if len(votes) else 0
    n_parts = max(1, min(MOST_PARTITIONS, total // VOTES_PER_PARTITION))
    cuts = np.searchsorted(votes, np.arange(1, n_parts) * (total / n_parts)).tolist()
    edges = [0, *cuts, len(people)]
    return [slice(low, high) for low, high in itertools.pairwise(edges)]


@dataclass(frozen=True)
class Sweep:
    """What stays the same from sweep to sweep: the votes, who is swept, and how the work is cut."""

    columns: VoteColumns
    people: NDArray[np.int64]
    parts: list[slice]
    n_threads: int

    @classmethod
    def over(cls, columns: VoteColumns, people: NDArray[np.int64], n_threads: int) -> Sweep:
        """Plan sweeps over ``people``, row numbers of ``columns``."""
        return cls(columns, people, partition(columns, people), n_threads)

    def run(
        self, prior: PersonPrior, moments: StatementMoments, solved: Posteriors, n_steps: int = 1
    ) -> StatementMoments:
        """Solve everybody in place in ``solved`` (aligned with ``people``) and return the statements' sums."""

        def solve(part: slice) -> StatementMoments:
            sums = StatementMoments(np.zeros_like(moments.first), np.zeros_like(moments.second))
            rows = Posteriors(solved.means[part], solved.covariances[part])
            sweep_people(self.people[part], self.columns, prior, moments, n_steps, rows, sums)
            return sums

        partial = run_side_by_side(solve, self.parts, self.n_threads)
        return StatementMoments(sum(p.first for p in partial), sum(p.second for p in partial))  # type: ignore[arg-type]
