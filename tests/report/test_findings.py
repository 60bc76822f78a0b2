from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.report.conversations import analysis_of, conversation_of, divided_votes
from yishiting.report import findings

if TYPE_CHECKING:
    from yishiting.engine import Analysis

ANALYSIS_OF_NINE = conversation_of(divided_votes(120, 9), ["x"])


@pytest.fixture(scope="module")
def analysis() -> Analysis:
    return analysis_of(ANALYSIS_OF_NINE)


def test_every_statement_stands_under_exactly_one_verdict(analysis: Analysis) -> None:
    kinds = (findings.agreed, findings.broadly_supported, findings.opposed, findings.dividing, findings.unknown)

    assert sorted(position for kind in kinds for position in kind(analysis)) == list(range(9))


def test_a_difference_too_small_to_publish_changes_no_order(analysis: Analysis) -> None:
    everywhere = replace(analysis, verdicts=("consensus",) * 9, consensus=np.full(9, 0.8))
    trembling = replace(everywhere, consensus=everywhere.consensus + np.linspace(0, 1e-6, 9))

    assert findings.agreed(everywhere) == findings.agreed(trembling) == list(range(9))


def test_the_highest_score_comes_first(analysis: Analysis) -> None:
    scores = np.array([0.1, 0.9, 0.5, 0.3, 0.7, 0.2, 0.4, 0.8, 0.6])
    ranked = findings.agreed(replace(analysis, verdicts=("consensus",) * 9, consensus=scores))

    assert ranked == [1, 7, 4, 8, 2, 6, 3, 5, 0]


def test_statements_that_need_the_fewest_more_votes_come_first(analysis: Analysis) -> None:
    wanted = np.array([9, 3, 7, 1, 5, 2, 8, 4, 6])
    ranked = findings.unknown(replace(analysis, verdicts=("not_enough_votes",) * 9, votes_wanted=wanted))

    assert ranked == [3, 5, 1, 7, 4, 8, 2, 6, 0]


def test_only_often_passed_statements_are_named(analysis: Analysis) -> None:
    support = analysis.support
    passes = support.n_pass.copy()
    passes[support.row("overall"), 4] = 1000

    assert findings.often_passed(replace(analysis, support=replace(support, n_pass=passes))) == [4]
    assert findings.often_passed(analysis) == []


def test_broad_support_that_fewer_sides_hold_back_comes_first(analysis: Analysis) -> None:
    blocking = tuple((1, 2) if position < 5 else (2,) for position in range(9))
    scores = np.linspace(0.9, 0.1, 9)
    broad = replace(analysis, verdicts=("broad_support",) * 9, blocking=blocking, consensus=scores)

    assert findings.broadly_supported(broad) == [5, 6, 7, 8, 0, 1, 2, 3, 4]
