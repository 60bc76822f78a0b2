"""From support to verdicts: each verdict, each edge, and how near is too near to be sure."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest

from yishiting.engine import Rule
from yishiting.engine.results import PeopleSet, Support
from yishiting.engine.support import WIDENING
from yishiting.engine.verdicts import judge, votes_wanted

if TYPE_CHECKING:
    from yishiting.engine.rule import Verdict

SETS = (
    PeopleSet("overall", "", "overall", 100, counts=True),
    PeopleSet("group", "", "A", 70, counts=True),
    PeopleSet("group", "", "B", 4, counts=False),
    PeopleSet("constituency", "region", "Asia", 26, counts=True),
)


@dataclass(frozen=True)
class Given:
    """One statement: P(support reached) in each of `SETS`, P(opposed) and the interval's width overall."""

    supported: tuple[float, float, float, float]
    opposed: float = 0.0
    width: float = 0.1
    cast: int = 50

    @property
    def support(self) -> Support:
        """As the engine would hand it over."""
        column = np.array(self.supported, dtype=np.float64)[:, None]
        low = np.full((len(SETS), 1), 0.5)
        cast, nothing = np.full((len(SETS), 1), self.cast), np.zeros((len(SETS), 1), dtype=np.int64)
        return Support(
            SETS, low, low, low + self.width, column, np.full_like(column, self.opposed), cast, nothing, nothing
        )


EXAMPLES: dict[str, tuple[Given, Verdict, bool, tuple[int, ...]]] = {
    "all agree": (Given((0.99, 0.95, 0.99, 0.95)), "consensus", False, ()),
    "a set without a say does not": (Given((0.99, 0.95, 0.0, 0.95)), "consensus", False, ()),
    "just enough": (Given((0.9, 0.9, 0.9, 0.9)), "consensus", True, ()),
    "enough, at a distance": (Given((0.906, 0.906, 0, 0.906)), "consensus", False, ()),
    "one group fails": (Given((0.99, 0.5, 0.99, 0.95)), "broad_support", False, (1,)),
    "a constituency fails": (Given((0.99, 0.95, 0.99, 0.2)), "broad_support", False, (3,)),
    "both fail": (Given((0.99, 0.5, 0.99, 0.2)), "broad_support", False, (1, 3)),
    "one group nearly passes": (Given((0.99, 0.897, 0.99, 0.95)), "broad_support", True, (1,)),
    "overall just fails": (Given((0.897, 0.95, 0.95, 0.95)), "divided", True, (0,)),
    "overall fails": (Given((0.5, 0.95, 0.95, 0.95)), "divided", False, (0,)),
    "opposed": (Given((0.0, 0.0, 0.0, 0.0), opposed=0.95), "opposed", False, (0, 1, 3)),
    "just opposed": (Given((0.0, 0.0, 0.0, 0.0), opposed=0.9), "opposed", True, (0, 1, 3)),
    "nearly opposed": (Given((0.0, 0.0, 0.0, 0.0), opposed=0.896), "divided", True, (0, 1, 3)),
    "not opposed": (Given((0.0, 0.0, 0.0, 0.0), opposed=0.89), "divided", False, (0, 1, 3)),
    "opposed although wide": (Given((0, 0, 0, 0), opposed=0.95, width=0.45), "opposed", False, (0, 1, 3)),
    "consensus although wide": (Given((0.95, 0.95, 0, 0.95), width=0.45), "consensus", False, ()),
    "too few votes": (Given((0.5, 0.95, 0.95, 0.95), width=0.4), "not_enough_votes", False, (0,)),
    "just too few votes": (Given((0.5, 0.95, 0.95, 0.95), width=0.302), "not_enough_votes", True, (0,)),
    "just enough votes": (Given((0.5, 0.95, 0.95, 0.95), width=0.298), "divided", True, (0,)),
    "nobody answered": (Given((0.99, 0.99, 0.99, 0.99), cast=0), "not_enough_votes", False, (0, 1, 3)),
    "both supported and opposed": (Given((0.95, 0.95, 0.95, 0.95), opposed=0.95), "consensus", False, ()),
}


@pytest.mark.parametrize(("given", "verdict", "is_borderline", "blocking"), EXAMPLES.values(), ids=EXAMPLES)
def test_verdict(given: Given, verdict: Verdict, is_borderline: bool, blocking: tuple[int, ...]) -> None:
    judgement = judge(given.support, Rule())

    assert judgement.verdicts == (verdict,)
    assert judgement.is_borderline.tolist() == [is_borderline]
    assert judgement.blocking == (blocking,)


def test_thresholds_are_those_of_the_rule() -> None:
    given = Given((0.6, 0.6, 0.6, 0.6), width=0.2)

    assert judge(given.support, Rule(confidence=0.55)).verdicts == ("consensus",)
    assert judge(given.support, Rule(confidence=0.65)).verdicts == ("divided",)
    assert judge(given.support, Rule(confidence=0.65, widest_interval=0.1)).verdicts == ("not_enough_votes",)


def test_tolerance_is_that_of_the_rule() -> None:
    given = Given((0.93, 0.93, 0.93, 0.93))

    assert judge(given.support, Rule(tolerance=0.02)).is_borderline.tolist() == [False]
    assert judge(given.support, Rule(tolerance=0.04)).is_borderline.tolist() == [True]


def test_without_tolerance_nothing_is_borderline() -> None:
    assert judge(Given((0.9, 0.9, 0.9, 0.9)).support, Rule(tolerance=0.0)).is_borderline.tolist() == [False]


def wanted(width: float, *, cast: int = 12, share: float = 0.5) -> int:
    """Votes wanted on a statement with this interval, by a rule that asks for 0.3."""
    low, middle = np.full((1, 1), share - width / 2), np.full((1, 1), share)
    counts = [np.full((1, 1), each) for each in (cast - cast // 3, cast // 3, 50)]
    support = Support(SETS[:1], middle, low, low + width, middle, middle, *counts)
    return int(votes_wanted(support, Rule())[0])


@pytest.mark.parametrize("width", [0.3, 0.1])
def test_no_votes_are_wanted_where_the_interval_is_narrow_enough(width: float) -> None:
    assert wanted(width) == 0


def test_one_vote_is_wanted_where_nobody_answered() -> None:
    assert wanted(0.2, cast=0) == 1


def test_votes_wanted_by_hand() -> None:
    """Width .6 about one half: sd .6 / (2 × 1.645 × .25) = .7295 logits; 3 / .7295² more, each .25 / `WIDENING`²."""
    assert wanted(0.6) == math.ceil(WIDENING**2 * 3 / 0.7295**2 / 0.25)


def test_the_wider_the_interval_the_more_votes_are_wanted() -> None:
    found = [wanted(width) for width in (0.301, 0.35, 0.4, 0.5, 0.6)]

    assert found == sorted(found)
    assert found[0] >= 1
    assert found[-1] > 2 * found[1]
