"""How people vote: when they come, what they see, how long they stay, when they pass.

Nobody answers everything. People come once or twice, most of them early; they see in random order what is open by
then; after each answer one in eighteen leaves. So half of the people give about twelve answers of twenty, and a
statement put forward on the last day is seen by a handful.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yishiting.sample.dice import CERTAIN, Dice

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yishiting.sample.design import DeliberationDesign
    from yishiting.sample.dice import Integers
    from yishiting.sample.opinions import Opinions

OPEN_SECONDS = 10 * 24 * 60 * 60
"""A deliberation is open for ten days."""

_ONE_IN_LEAVES = 18
_RETURN_PERCENT = 30
_PACE_SECONDS = (6, 40)


@dataclass(frozen=True, eq=False)
class CastVotes:
    """Votes in order of time; all arrays have shape (n_votes,).

    ``participant`` and ``statement`` are positions in the people and in the design's statements; ``vote`` is agree
    +1, pass 0, disagree -1; ``seconds`` counts from the opening of the deliberation.
    """

    participant: Integers
    statement: Integers
    vote: NDArray[np.int8]
    seconds: Integers


@dataclass(frozen=True, eq=False)
class _Visits:
    first: Integers
    last: Integers


def cast_votes(design: DeliberationDesign, opinions: Opinions, seed: int) -> CastVotes:
    """Let everybody answer what they come to see."""
    dice = Dice.named(seed, "votes", design.name)
    n_people = len(opinions.chances)
    visits = _visits(n_people, dice)
    order, is_answered = _answering_order(design, visits, dice)
    votes = _answers(design, opinions, dice)
    seconds = _moments(design, visits, order, dice)
    participant, statement = np.nonzero(is_answered)
    by_time = np.argsort(seconds[is_answered], kind="stable")
    return CastVotes(
        participant=participant[by_time],
        statement=statement[by_time],
        vote=votes[is_answered][by_time],
        seconds=seconds[is_answered][by_time],
    )


def _visits(n_people: int, dice: Dice) -> _Visits:
    # The earlier of two even draws: three of four come in the first half of the time.
    first = dice.below(OPEN_SECONDS, (2, n_people)).min(axis=0)
    comes_back = dice.below(100, n_people) < _RETURN_PERCENT
    later = first + (OPEN_SECONDS - first) * dice.below(1000, n_people) // 1000
    return _Visits(first, np.where(comes_back, later, first))


def _opening_seconds(design: DeliberationDesign) -> Integers:
    opens = np.array([statement.opens for statement in design.statements], dtype=np.int64)
    return opens * OPEN_SECONDS // 100


def _answering_order(design: DeliberationDesign, visits: _Visits, dice: Dice) -> tuple[Integers, NDArray[np.bool_]]:
    shape = (len(visits.first), len(design.statements))
    opens = _opening_seconds(design)
    is_unseen_first = opens > visits.first[:, None]
    is_never_seen = opens > visits.last[:, None]
    # 1. What is open at the first visit comes first, then what has been added by the last, then the unseen.
    drawn = dice.below(2**32, shape)
    key = (is_unseen_first.astype(np.int64) + is_never_seen) * 2**32 + drawn
    order = np.argsort(np.argsort(key, axis=1, kind="stable"), axis=1, kind="stable")
    # 2. People answer in that order until they leave.
    leaves = dice.below(_ONE_IN_LEAVES, shape) == 0
    patience = np.where(leaves.any(axis=1), leaves.argmax(axis=1) + 1, shape[1])
    return order, ~is_never_seen & (order < patience[:, None])


def _answers(design: DeliberationDesign, opinions: Opinions, dice: Dice) -> NDArray[np.int8]:
    shape = opinions.chances.shape
    passes = np.array([statement.passes for statement in design.statements])
    # Some people pass half as often as the statement's percentage says, some half as often again.
    readiness = dice.below(101, shape[0]) + 50
    is_pass = dice.below(CERTAIN, shape) < passes * readiness[:, None]
    is_agree = dice.below(CERTAIN, shape) < opinions.chances
    return np.where(is_pass, 0, np.where(is_agree, 1, -1)).astype(np.int8)


def _moments(design: DeliberationDesign, visits: _Visits, order: Integers, dice: Dice) -> Integers:
    slowest, quickest = max(_PACE_SECONDS), min(_PACE_SECONDS)
    pace = quickest + dice.below(slowest - quickest, len(visits.first))
    is_first_visit = _opening_seconds(design) <= visits.first[:, None]
    visit = np.where(is_first_visit, visits.first[:, None], visits.last[:, None])
    moments: Integers = visit + pace[:, None] * (order + 1)
    return moments
