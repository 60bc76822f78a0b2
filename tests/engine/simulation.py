"""Votes made up on purpose: camps with planted opinions, and votes drawn from the model itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yishiting.engine import VoteTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Planted:
    """A table with what lies behind it: ``chances`` (n_people, n_statements) and the ``camp`` of each person."""

    table: VoteTable
    chances: Floats
    camp: NDArray[np.int64]
    seen: NDArray[np.bool_]


def sigmoid(logit: Floats) -> Floats:
    """The logistic function."""
    result: Floats = 1 / (1 + np.exp(-logit))
    return result


def votes_from(
    rng: np.random.Generator, chances: Floats, *, camp: NDArray[np.int64], answered: float, passing: float = 0.0
) -> Planted:
    """Votes drawn from chances of agreement: each pair is seen with chance ``answered``, everybody sees one."""
    n_people, n_statements = chances.shape
    votes = np.where(rng.random(chances.shape) < chances, 1, -1)
    votes[rng.random(chances.shape) < passing] = 0
    seen = rng.random(chances.shape) < answered
    seen[np.arange(n_people), rng.integers(0, n_statements, n_people)] = True
    participants, statements = np.nonzero(seen)
    return Planted(VoteTable.from_arrays(participants, statements, votes[seen]), chances, camp, seen)


def camp_votes(
    *, people_per_camp: int, statements: int, camps: int, seed: int, answered: float, passing: float = 0.0
) -> Planted:
    """Camps of one size that surely differ: all agree on statement 0, all reject 1, the others divide them.

    With chance 0.9 a person answers as their camp does; on every other statement half of the camps agree.
    """
    rng = np.random.default_rng(seed)
    leaning = np.resize([0.9, 0.1], (camps, statements))
    for statement in range(2, statements):
        agreeing = rng.permutation(camps) < camps / 2
        leaning[:, statement] = np.where(agreeing, 0.9, 0.1)
    leaning[:, 0], leaning[:, 1] = 0.93, 0.07
    camp = np.repeat(np.arange(camps), people_per_camp)
    return votes_from(rng, leaning[camp], camp=camp, answered=answered, passing=passing)


def model_votes(*, people: int, statements: int, dimensions: int, answered: float, seed: int) -> Planted:
    """Votes drawn from the model: offsets of people and statements, and opinions that meet loadings."""
    rng = np.random.default_rng(seed)
    logit = rng.normal(0, 0.5, (people, 1)) + rng.normal(0.5, 1.0, (1, statements))
    logit += rng.normal(0, 1, (people, dimensions)) @ rng.normal(0, 1.3, (dimensions, statements))
    return votes_from(rng, sigmoid(logit), camp=np.zeros(people, dtype=np.int64), answered=answered)


def random_votes(
    *, people: int, statements: int, camps: int, seed: int, passing: float = 0.1, weighted: bool = False
) -> VoteTable:
    """A small table of camps that differ."""
    rng = np.random.default_rng(seed)
    leaning = rng.normal(0.5, 1.5, (camps, statements))
    camp = rng.integers(0, camps, people)
    planted = votes_from(rng, sigmoid(leaning[camp]), camp=camp, answered=0.6, passing=passing)
    if not weighted:
        return planted.table
    rows = planted.table.participant_index()
    weights = rng.choice([0.5, 1.0, 3.0], planted.table.n_participants)
    return VoteTable.from_arrays(rows, planted.table.statement_index, planted.table.votes, weights[rows])


def cut_votes() -> VoteTable:
    """Enough people and votes that sweeps and sums of support are cut into several parts."""
    rng = np.random.default_rng(21)
    leaning = rng.normal(0.5, 1.5, (3, 12))
    camp = rng.integers(0, 3, 9_000)
    return votes_from(rng, sigmoid(leaning[camp]), camp=camp, answered=0.6, passing=0.1).table
