"""What a process that is already running takes: an analysis, a refit after new votes, one person's place, what next.

    python -m bench.in_process FILE RUNS

prints the seconds of every run as JSON. The clock runs from arrays of ids and votes to the result, the table of
votes included.
"""

from __future__ import annotations

import json
import sys
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np

from yishiting.engine import Candidates, OwnAnswers, Placer, VoteTable, analyse, rank_next

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Columns = tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int8]]

NEW_VOTES = 1_000
PLACED_VOTES = 50
PLACINGS = 2_000
CANDIDATES = 2_000
PREFETCHED = 10


def read(path: str) -> Columns:
    """Columns of a vote list in CSV."""
    from pyarrow import csv

    columns = csv.read_csv(path).columns
    people, statements, votes = (column.to_numpy() for column in columns)
    return people, statements, votes.astype(np.int8)


def seconds(work: Callable[[], Any], n_runs: int) -> dict[str, list[float]]:
    """Seconds of each run by the wall and by the processor, after one run that is not counted."""
    work()
    taken: dict[str, list[float]] = {"wall": [], "cpu": []}
    for _ in range(n_runs):
        begun, begun_cpu = time.perf_counter(), time.process_time()
        work()
        taken["wall"].append(time.perf_counter() - begun)
        taken["cpu"].append(time.process_time() - begun_cpu)
    return taken


def grown(placer: Placer, n_statements: int) -> Placer:
    """The same placer with its statements repeated under other ids, until there are that many."""
    rows = np.arange(n_statements) % len(placer.statement_ids)
    return replace(
        placer,
        statement_ids=np.arange(n_statements),
        first=placer.first[:, rows],
        second=placer.second[:, rows],
    )


def measure(columns: Columns, n_runs: int) -> dict[str, dict[str, list[float]]]:
    """Seconds of each run of each work."""
    earlier: Columns = (columns[0][:-NEW_VOTES], columns[1][:-NEW_VOTES], columns[2][:-NEW_VOTES])
    before = analyse(VoteTable.from_arrays(*earlier))
    rng, placer = np.random.default_rng(0), Placer.of(before)
    answered = rng.choice(before.statement_ids, PLACED_VOTES, replace=False)
    answers = rng.choice([-1, 0, 1], PLACED_VOTES)
    many, own = grown(placer, CANDIDATES + PLACED_VOTES), OwnAnswers.of(np.arange(PLACED_VOTES), answers)
    ids, received = np.arange(PLACED_VOTES, CANDIDATES + PLACED_VOTES), rng.integers(0, 200, CANDIDATES)
    return {
        "analyse": seconds(lambda: analyse(VoteTable.from_arrays(*columns)), n_runs),
        "refit": seconds(lambda: analyse(VoteTable.from_arrays(*columns), previous=before), n_runs),
        "place": seconds(lambda: placer.place(answered, answers), PLACINGS),
        "next": seconds(lambda: rank_next(Candidates.of(ids, received), own, many, seed=1, k=PREFETCHED), PLACINGS),
    }


if __name__ == "__main__":
    print(json.dumps(measure(read(sys.argv[1]), int(sys.argv[2]))))
