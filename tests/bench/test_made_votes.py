from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from bench.made_votes import write
from yishiting.formats import read_conversation

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_votes_are_read_back_and_stand_in_random_order(tmp_path: Path, kind: str) -> None:
    path = tmp_path / f"votes.{kind}"

    write(300, 40, 12, path)

    table = read_conversation(path).table
    assert (table.n_participants, table.n_statements) == (300, 40)
    assert 10 < table.n_votes / 300 < 14
    assert set(np.unique(table.votes).tolist()) == {-1, 0, 1}


def test_both_kinds_of_file_hold_the_same_votes(tmp_path: Path) -> None:
    paths = [tmp_path / "votes.csv", tmp_path / "votes.parquet"]

    for path in paths:
        write(100, 20, 6, path)

    first, second = (read_conversation(path).table.fingerprint() for path in paths)
    assert first == second
    assert [path.name for path in tmp_path.iterdir() if path.suffix == ".part"] == []
