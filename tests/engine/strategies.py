"""Deliberations for hypothesis: tables of votes small and medium, and what is declared about their people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from hypothesis import strategies as st

from yishiting.engine import VoteTable, analyse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yishiting.engine import Analysis

    Ids = NDArray[Any]
    Integers = NDArray[np.int64]

TIERS = ("delegation", "verified", "open")
REGIONS = ("", "Africa", "Asia", "欧洲")


@dataclass(frozen=True)
class Deliberation:
    """Rows of votes, and one label, tier and weight a person in the order of ``people``."""

    participants: Ids
    statements: Ids
    votes: Integers
    people: Ids
    weights: NDArray[np.float64] | None = None
    regions: NDArray[np.str_] | None = None
    tiers: NDArray[np.str_] | None = None

    @property
    def table(self) -> VoteTable:
        """The table of all rows."""
        weights = None if self.weights is None else self.weights[_places(self.people, self.participants)]
        return VoteTable.from_arrays(self.participants, self.statements, self.votes, weights)

    def labels(self, values: NDArray[np.str_]) -> NDArray[np.str_]:
        """One value a person, in the order of the table."""
        return values[_places(self.people, self.table.participant_ids)]

    def analyse(self, **settings: Any) -> Analysis:  # noqa: ANN401 - whatever `analyse` takes
        """Analyse with the declared regions and tiers."""
        regions = None if self.regions is None else {"region": self.labels(self.regions)}
        tiers = None if self.tiers is None else self.labels(self.tiers)
        return analyse(self.table, constituencies=regions, tiers=tiers, **settings)

    def in_order(self, rows: Integers) -> Deliberation:
        """The same rows in another order; only for rows in which no pair occurs twice."""
        return replace(
            self, participants=self.participants[rows], statements=self.statements[rows], votes=self.votes[rows]
        )

    def renamed(self, people: Ids, statements: Ids) -> Deliberation:
        """The same with new names; ``people`` and ``statements`` stand in the order of the old ids, sorted."""
        old_people, old_statements = np.sort(self.people), np.unique(self.statements)
        return replace(
            self,
            participants=people[np.searchsorted(old_people, self.participants)],
            statements=statements[np.searchsorted(old_statements, self.statements)],
            people=people[np.searchsorted(old_people, self.people)],
        )


def _places(known: Ids, wanted: Ids) -> Integers:
    order = np.argsort(known)
    found: Integers = order[np.searchsorted(known, wanted, sorter=order)]
    return found


def ids(size: int) -> st.SearchStrategy[Ids]:
    """Names of people or statements in any order: whole numbers, also huge and negative, or texts in any script."""
    whole = st.lists(st.integers(-(2**63), 2**63 - 1), min_size=size, max_size=size, unique=True)
    text = st.lists(
        st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1, max_size=6),
        min_size=size, max_size=size, unique=True,
    )  # fmt: skip
    return st.one_of(whole.map(lambda values: np.array(values, dtype=np.int64)), text.map(np.array))


@st.composite
def tiny_deliberations(draw: st.DrawFn) -> Deliberation:
    """A few people and statements, every vote drawn by itself: whatever can be odd is found here."""
    n_people, n_statements = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    pairs = draw(
        st.lists(
            st.tuples(st.integers(0, n_people - 1), st.integers(0, n_statements - 1)),
            min_size=1,
            max_size=20,
            unique=True,
        )
    )
    votes = draw(st.lists(st.sampled_from((1, -1, 0)), min_size=len(pairs), max_size=len(pairs)))
    people = np.unique([person for person, _ in pairs])
    bare = Deliberation(
        np.array([person for person, _ in pairs]),
        np.array([statement for _, statement in pairs]),
        np.array(votes),
        people,
    )
    return draw(_declared(bare))


@st.composite
def medium_deliberations(draw: st.DrawFn, *, least_people: int = 25, most_people: int = 90) -> Deliberation:
    """Camps that differ, on a handful of statements; most cells empty, some odd people and twin statements."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    n_people, n_statements = draw(st.integers(least_people, most_people)), draw(st.integers(3, 12))
    votes = _camp_votes(rng, n_people, n_statements, draw(st.integers(1, 3)))
    votes[rng.random(votes.shape) < draw(st.sampled_from((0.0, 0.1, 0.4)))] = 0
    if draw(st.booleans()):
        votes[0] = 0  # somebody who passes on everything
    if draw(st.booleans()):
        votes[:, 1] = votes[:, 0]  # two statements that say the same
    seen = rng.random(votes.shape) < draw(st.sampled_from((0.3, 0.7, 1.0)))
    seen[np.arange(n_people), rng.integers(0, n_statements, n_people)] = True
    participants, statements = np.nonzero(seen)
    bare = Deliberation(participants, statements, votes[seen], np.arange(n_people))
    return draw(_declared(bare))


def _camp_votes(rng: np.random.Generator, n_people: int, n_statements: int, n_camps: int) -> Integers:
    leaning = rng.normal(0.5, 1.5, (n_camps, n_statements))
    chances = 1 / (1 + np.exp(-leaning[rng.integers(0, n_camps, n_people)]))
    return np.where(rng.random(chances.shape) < chances, 1, -1)


@st.composite
def _declared(draw: st.DrawFn, bare: Deliberation) -> Deliberation:
    """The same votes with names, and with or without weights, regions and tiers."""
    size = len(bare.people)
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    weights = rng.choice([0.25, 1.0, 3.0], size) if draw(st.booleans()) else None
    regions = rng.choice(REGIONS, size) if draw(st.booleans()) else None
    tiers = rng.choice(TIERS, size) if draw(st.booleans()) else None
    named = bare.renamed(draw(ids(size)), draw(ids(len(np.unique(bare.statements)))))
    return replace(named, weights=weights, regions=regions, tiers=tiers)


def deliberations() -> st.SearchStrategy[Deliberation]:
    """Any deliberation, tiny or medium."""
    return st.one_of(tiny_deliberations(), medium_deliberations())
