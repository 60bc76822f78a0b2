"""Which tallies are withheld: none about fewer than ten answers can be read, or had by adding and subtracting others.

Whoever knows which delegations belong where can take the tallies of some rows from those of any other figure that
holds the same people: from the whole, from a tier, from a constituency of another kind, from several together.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, combinations
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Truths = NDArray[np.bool_]
    Integers = NDArray[np.int64]

FEWEST = 10
_WHOLE = 0  # the row of everybody
# All sums of so few rows are looked at; of more rows those of one, of two, and of all or all but one.
_FEW_ROWS = 7


@dataclass(frozen=True)
class Rows:
    """Sets of people (n_rows, n_people), everybody first, and how many in each answered each statement.

    ``declared`` lists the rows of each kind whose members can be known; ``groups`` those of the opinion groups.
    ``is_whole_shown`` (n_statements,) says where everybody's own figures are shown.
    """

    members: Truths
    answers: Integers
    declared: list[list[int]]
    groups: list[int]
    is_whole_shown: Truths


@dataclass(frozen=True)
class _Figure:
    """Answers (n_statements,) of some people that can be read or added up, and on which statements."""

    members: Truths
    answers: Integers
    is_known: Truths


def is_whole_shown(answers: Integers) -> Truths:
    """Say of which statements everybody's tallies are shown: those withheld are none or ten answers, all together.

    The answers to all statements are counted together too, and could be subtracted from.
    """
    is_shown: Truths = (answers == 0) | (answers >= FEWEST)
    if 0 < answers[~is_shown].sum() < FEWEST and (answers >= FEWEST).any():
        is_shown[np.argmin(np.where(answers >= FEWEST, answers, np.iinfo(np.int64).max))] = False
    return is_shown


def withheld_tallies(rows: Rows) -> Truths:
    """Say which tallies (n_rows, n_statements) are withheld."""
    # People who are in the same sets are one column: there are few such columns, however many people.
    tallies = _Tallies(np.unique(rows.members, axis=1), rows.answers, np.zeros(rows.answers.shape, dtype=bool))
    tallies.withheld[:, ~rows.is_whole_shown] = True  # its parts would add up to it
    for kind in (*rows.declared, rows.groups):
        tallies.withheld[kind] |= (rows.answers[kind] > 0) & (rows.answers[kind] < FEWEST)
    n_before = -1
    while n_before != tallies.withheld.sum():
        n_before = int(tallies.withheld.sum())
        tallies.protect(rows.groups, tallies.whole)
        for figure in tallies.figures(rows.declared):
            for kind in rows.declared:
                tallies.protect(kind, figure)
    return tallies.withheld


@dataclass(frozen=True)
class _Tallies:
    """What is shown so far; ``withheld`` grows."""

    members: Truths
    answers: Integers
    withheld: Truths

    @property
    def whole(self) -> _Figure:
        return _Figure(self.members[_WHOLE], self.answers[_WHOLE], ~self.withheld[_WHOLE])

    def figures(self, kinds: list[list[int]]) -> Iterator[_Figure]:
        """Everything that can be read or added up: the whole, rows of a kind, and what these leave of the whole."""
        yield self.whole
        for rows in chain.from_iterable(map(_added_up, kinds)):
            yield from self._with_the_rest(self._together(list(rows)))

    def _together(self, rows: list[int]) -> _Figure:
        members, is_withheld = np.any(self.members[rows], axis=0), np.any(self.withheld[rows], axis=0)
        return _Figure(np.asarray(members), self.answers[rows].sum(axis=0), np.asarray(~is_withheld))

    def _with_the_rest(self, figure: _Figure) -> Iterator[_Figure]:
        yield figure
        whole = self.whole
        if not (figure.members & ~whole.members).any():
            left = whole.members & ~figure.members, whole.answers - figure.answers
            yield _Figure(*left, figure.is_known & whole.is_known)

    def protect(self, kind: list[int], figure: _Figure) -> None:
        """Withhold the smallest row of a kind wherever its rows, taken from a figure, leave fewer than ten answers."""
        inside = [row for row in kind if not (self.members[row] & ~figure.members).any()]
        answers = self.answers[inside]
        is_shown = ~self.withheld[inside] & (answers > 0)
        rest = figure.answers - np.where(is_shown, answers, 0).sum(axis=0)
        gives_away = figure.is_known & is_shown.any(axis=0) & (rest > 0) & (rest < FEWEST)
        for statement in np.flatnonzero(gives_away).tolist():
            shown = [row for row, is_one in zip(inside, is_shown[:, statement].tolist(), strict=True) if is_one]
            smallest = min(shown, key=lambda row: int(self.answers[row, statement]))
            self.withheld[smallest, statement] = True


def _added_up(kind: list[int]) -> Iterator[tuple[int, ...]]:
    """Give the rows of a kind that are added up with one another."""
    sizes = range(1, len(kind) + 1) if len(kind) <= _FEW_ROWS else (1, 2, len(kind) - 1, len(kind))
    return chain.from_iterable(combinations(kind, size) for size in sizes)
