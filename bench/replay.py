"""Real conversations replayed: the same people and answers, the statements in another order."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import numpy as np

from yishiting.engine import VoteTable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from numpy.typing import NDArray

    from bench.routers import Router

    Integers = NDArray[np.int64]

LEAST_ANSWERS = 20  # of a person: fewer leave nothing to choose
MOST_PEOPLE = 300  # of a conversation, to bound the time
HIDDEN = 0.25
REFITS = 6  # in each round


@dataclass
class Given:
    """Answers that somebody has given so far: positions of statements, and votes."""

    statements: list[int] = field(default_factory=list)
    votes: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Person:
    """What somebody really answered: what the replay may ask for, and what stays hidden to the end."""

    open: dict[int, int]
    hidden: dict[int, int]

    def candidates(self, given: Given) -> Integers:
        """Statements that can still be asked, rising."""
        return np.array(sorted(self.open.keys() - set(given.statements)), dtype=np.int64)

    def whole(self) -> Given:
        """Every answer, the hidden ones included."""
        return Given([*self.open, *self.hidden], [*self.open.values(), *self.hidden.values()])


@dataclass(frozen=True)
class Cast:
    """The people of a replay, in the order in which they came, and how many statements there are."""

    people: tuple[Person, ...]
    n_statements: int

    @classmethod
    def of(cls, table: VoteTable, seed: int) -> Cast:
        """Some of those who answered enough; a quarter of the answers of each is hidden, whoever chooses."""
        rng = np.random.default_rng([seed, 1])
        able = np.flatnonzero(np.diff(table.row_starts) >= LEAST_ANSWERS)
        if len(able) > MOST_PEOPLE:
            able = np.sort(rng.choice(able, MOST_PEOPLE, replace=False))
        return cls(tuple(_person(table, int(row), rng) for row in able), table.n_statements)

    def halves(self, seed: int) -> tuple[Cast, Cast]:
        """Two random halves of the people."""
        order = np.random.default_rng([seed, 3]).permutation(len(self.people)).tolist()
        middle = len(order) // 2
        halves = (tuple(self.people[at] for at in part) for part in (order[:middle], order[middle:]))
        first, second = (Cast(people, self.n_statements) for people in halves)
        return first, second


def _person(table: VoteTable, row: int, rng: np.random.Generator) -> Person:
    rows = slice(table.row_starts[row], table.row_starts[row + 1])
    statements, votes = table.statement_index[rows].tolist(), table.votes[rows].tolist()
    hidden = rng.random(len(votes)) < HIDDEN
    answers = list(zip(statements, votes, hidden.tolist(), strict=True))
    return Person({s: v for s, v, h in answers if not h}, {s: v for s, v, h in answers if h})


def seen_table(everybody: list[Given]) -> VoteTable:
    """The table of all answers given; people are named by their position."""
    people = np.repeat(np.arange(len(everybody)), [len(given.votes) for given in everybody])
    statements = np.array([s for given in everybody for s in given.statements], dtype=np.int64)
    votes = np.array([v for given in everybody for v in given.votes], dtype=np.int64)
    return VoteTable.from_arrays(people, statements, votes)


def answer(person: Person, given: Given, number: int, choose: Callable[[Integers, Given], int]) -> None:
    """Let somebody answer until they have given that many answers, or have none left."""
    while len(given.votes) < min(number, len(person.open)):
        statement = choose(person.candidates(given), given)
        given.statements.append(statement)
        given.votes.append(person.open[statement])


def from_nothing(cast: Cast, router: Router, rounds: tuple[int, ...]) -> Iterator[tuple[int, list[Given]]]:
    """All come and answer the first number of statements, come back for the second, and so on.

    The router hears everything a few times in each round; in the first one sooner, while it knows nothing.
    """
    everybody = [Given() for _ in cast.people]
    for number in rounds:
        even = np.linspace(0, 1, REFITS + 1)
        edges = (len(cast.people) * (even**2 if number == rounds[0] else even)).astype(int)
        for low, high in itertools.pairwise(edges.tolist()):
            for at in range(low, high):
                answer(cast.people[at], everybody[at], number, partial(router.choose, at))
            if high > low:
                router.learn(everybody)
        yield number, everybody
