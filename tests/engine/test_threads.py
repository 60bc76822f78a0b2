"""The same votes give the same bytes, whatever the number of threads."""

from __future__ import annotations

import os
import subprocess
import sys

import numpy as np
import pytest

from tests.engine.figures import assert_same_bytes
from tests.engine.simulation import cut_votes
from yishiting.engine import OpinionModel, VoteTable, analyse
from yishiting.engine.sweeps import MOST_PARTITIONS, VOTES_PER_PARTITION


@pytest.fixture(scope="module")
def table() -> VoteTable:
    return cut_votes()


def test_the_table_is_large_enough_to_be_cut(table: VoteTable) -> None:
    assert table.n_votes > 4 * VOTES_PER_PARTITION
    assert MOST_PARTITIONS > 4


def test_nobody_is_left_out_where_the_work_is_cut(table: VoteTable) -> None:
    """A sweep moves everybody away from the start, the first and the last of each part as well."""
    means = OpinionModel().fit(table).fitted.people.means

    assert (np.abs(means).sum(axis=1) > 1e-6).all()


def test_analysis_is_the_same_with_any_number_of_threads(table: VoteTable) -> None:
    regions = np.resize(["Africa", "Asia", ""], table.n_participants)

    results = [analyse(table, constituencies={"region": regions}, n_threads=n) for n in (1, 2, 5)]

    assert_same_bytes(results[0], results[1])
    assert_same_bytes(results[0], results[2])


def test_refit_is_the_same_with_any_number_of_threads(table: VoteTable) -> None:
    earlier = analyse(table)

    one, two = (analyse(table, previous=earlier, n_threads=n) for n in (1, 2))

    assert_same_bytes(one, two)


def test_model_is_the_same_with_any_number_of_threads(table: VoteTable) -> None:
    one, two = (OpinionModel(n_threads=n).fit(table) for n in (1, 2))

    assert_same_bytes(one, two)


PRINT_DIGEST = """
import hashlib
from tests.engine.figures import arrays_of
from tests.engine.simulation import cut_votes
from yishiting.engine import analyse
digest = hashlib.sha256()
for path, array in arrays_of(analyse(cut_votes())):
    digest.update(path.encode() + array.tobytes())
print(digest.hexdigest())
"""


def digest_with(n_threads: str) -> str:
    """Analyse in a fresh process in which numerical libraries may use so many threads."""
    limits = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), n_threads)
    path = os.pathsep.join(each for each in sys.path if each)
    done = subprocess.run(
        [sys.executable, "-c", PRINT_DIGEST],
        env={**os.environ, **limits, "PYTHONPATH": os.pathsep.join((".", path))},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    return done.stdout.strip()


def test_another_process_with_other_libraries_threads_says_the_same() -> None:
    digests = {digest_with("1"), digest_with("2")}

    assert len(digests) == 1
    assert len(digests.pop()) == 64
