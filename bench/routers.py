"""Who chooses the next statement in a replay: the engine, chance, even counts, or Polis' priority."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

import numpy as np

from bench.replay import Given, seen_table
from yishiting.engine import Candidates, OwnAnswers, Placer, Routing, analyse, next_statement

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from yishiting.engine import Analysis

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]


class Router(Protocol):
    """Chooses for one person at a time, and hears now and then what everybody has answered so far."""

    def choose(self, person: int, candidates: Integers, own: Given) -> int:
        """The statement to show among the candidates."""

    def learn(self, everybody: list[Given]) -> None:
        """Take in all answers given so far."""


def counted(everybody: list[Given], n_statements: int) -> Integers:
    """How many answers each statement has received."""
    asked = [statement for given in everybody for statement in given.statements]
    return np.bincount(np.array(asked, dtype=np.int64), minlength=n_statements)


@dataclass
class ByChance:
    """Any of the candidates with the same chance."""

    rng: np.random.Generator
    n_statements: int

    def choose(self, person: int, candidates: Integers, own: Given) -> int:
        """Draw one."""
        del person, own
        return int(self.rng.choice(candidates))

    def learn(self, everybody: list[Given]) -> None:
        """Chance learns nothing."""


@dataclass
class ByCount(ByChance):
    """A candidate with the fewest answers so far, by chance among equals."""

    counts: Integers = field(init=False)

    def __post_init__(self) -> None:
        self.counts = np.zeros(self.n_statements, dtype=np.int64)

    def choose(self, person: int, candidates: Integers, own: Given) -> int:
        """Draw one of the least answered."""
        received = self.counts[candidates]
        chosen = super().choose(person, candidates[received == received.min()], own)
        self.counts[chosen] += 1
        return chosen

    def learn(self, everybody: list[Given]) -> None:
        """Count all answers."""
        self.counts = counted(everybody, self.n_statements)


@dataclass
class ByPolis(ByChance):
    """Chance in proportion to Polis' priority of each statement.

    Described at https://compdemocracy.org/comment-routing/ (what predicts where people stand, what may bring
    consensus, what is new comes more often; what is passed comes less often); the formula is the one of its public
    source (compdemocracy/polis, math/src/polismath/math/conversation.clj, importance-metric and priority-metric).
    """

    priority: Floats | None = None

    def choose(self, person: int, candidates: Integers, own: Given) -> int:
        """Draw one by priority; evenly before anything was learned."""
        if self.priority is None:
            return super().choose(person, candidates, own)
        weights = self.priority[candidates]
        return int(self.rng.choice(candidates, p=weights / weights.sum()))

    def learn(self, everybody: list[Given]) -> None:
        """Priorities from the matrix of votes, unseen ones filled with the statement's mean."""
        votes = np.full((len(everybody), self.n_statements), np.nan)
        for row, given in enumerate(everybody):
            votes[row, given.statements] = given.votes
        self.priority = polis_priority(votes)


def polis_priority(votes: Floats) -> Floats:
    """Polis' priority of each statement, shape (n_statements,); ``votes`` (n_people, n_statements), NaN unseen.

    With S answers, A agreements and P passes: (1 − p) (E + 1) a (1 + 8 · 2^(−S/5)), squared, where p = (P + 1)/(S + 2),
    a = (A + 1)/(S + 2) and E is how far out the statement stands in the first two principal components.
    """
    seen, agreed, passed = np.isfinite(votes).sum(axis=0), (votes == 1).sum(axis=0), (votes == 0).sum(axis=0)
    mean = np.nansum(votes, axis=0) / np.maximum(seen, 1)
    _, _, axes = np.linalg.svd(np.where(np.isfinite(votes), votes - mean, 0.0), full_matrices=False)
    # Somebody who agreed with this statement and saw no other one, scaled up for what they did not see.
    extremity = np.sqrt(votes.shape[1]) * np.abs(1 - mean) * np.linalg.norm(axes[:2], axis=0)
    importance = (1 - (passed + 1) / (seen + 2)) * (extremity + 1) * (agreed + 1) / (seen + 2)
    priority: Floats = (importance * (1 + 8 * 2.0 ** (-seen / 5))) ** 2
    return priority


@dataclass
class ByEngine:
    """The engine's own rule, with a warm refit whenever it learns."""

    seed: int
    n_statements: int
    routing: Routing = field(default_factory=Routing)
    placer: Placer | None = None
    counts: Integers = field(init=False)
    analysis: Analysis | None = None

    def __post_init__(self) -> None:
        self.counts = np.zeros(self.n_statements, dtype=np.int64)

    def choose(self, person: int, candidates: Integers, own: Given) -> int:
        """Ask the engine; everybody has a seed of their own."""
        waiting = Candidates.of(candidates, self.counts[candidates])
        answers = OwnAnswers.of(np.array(own.statements, dtype=np.int64), np.array(own.votes, dtype=np.int64))
        seed = self.seed * 1_000_003 + person
        chosen = int(next_statement(waiting, answers, self.placer, seed=seed, routing=self.routing))
        self.counts[chosen] += 1
        return chosen

    def learn(self, everybody: list[Given]) -> None:
        """Count, and refit from the last result."""
        self.counts = counted(everybody, self.n_statements)
        self.analysis = analyse(seen_table(everybody), previous=self.analysis, n_threads=1)
        self.placer = Placer.of(self.analysis)


ROUTERS: dict[str, Callable[[int, int], Router]] = {
    "yishiting": ByEngine,
    "random": lambda seed, n_statements: ByChance(np.random.default_rng([seed, 2]), n_statements),
    "least answered": lambda seed, n_statements: ByCount(np.random.default_rng([seed, 2]), n_statements),
    "Polis' priority": lambda seed, n_statements: ByPolis(np.random.default_rng([seed, 2]), n_statements),
}
