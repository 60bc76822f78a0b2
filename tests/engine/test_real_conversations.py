"""The laws on real conversations, as large and as untidy as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from tests.engine.figures import Matched, assert_same_figures, assert_same_map, assert_same_slate, not_finite
from yishiting.engine import VoteTable, analyse
from yishiting.formats import read_conversation

if TYPE_CHECKING:
    from pathlib import Path


def test_names_and_order_change_nothing(real_conversation: Path) -> None:
    """People and statements renamed so that they stand in any order: same figures, verdicts, map and slate."""
    table = read_conversation(real_conversation).table
    rng = np.random.default_rng(0)
    people, statements = rng.permutation(table.n_participants), rng.permutation(table.n_statements)
    renamed = VoteTable.from_arrays(people[table.participant_index()], statements[table.statement_index], table.votes)

    old, new = analyse(table), analyse(renamed)

    matched = Matched.of(old, new, statements, people)
    assert_same_figures(old, new, matched)
    assert_same_map(old, new, matched)
    assert_same_slate(old, new, matched)
    assert not_finite(new) == []
