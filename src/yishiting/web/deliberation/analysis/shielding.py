"""Keeps answers of single people out of what is shown: no figure about fewer than ten whose answers are not public.

trust.md calls a set of people with fewer than ten in it a cell that is suppressed. Here that is a law about what
anybody can see *or subtract*:

1. A constituency or tier is shown when none, or ten or more, of its people answer off the record. Delegations that
   answer on record are public by themselves; everybody else never is.
2. What is hidden of one kind is none or ten people together, the undeclared counted, so that the figures of one
   hidden constituency cannot be had by taking the shown ones from the whole. Where it would be fewer, the smallest
   shown one is hidden too. The same holds for every other figure that one kind could be taken from: a tier, a
   constituency of another kind, several of them together, and what these leave of the whole.
3. Where a hidden constituency keeps a say in the verdict, all who are in none of the shown ones stand together in one
   row, so that a statement held back by one of them still says so. The row tells no more than a subtraction.
4. Tallies of a shown set, or of everybody, on one statement are withheld where fewer than ten answered off the record,
   and what is withheld of one kind is again none or ten answers, of the whole and of every other such figure.
5. Opinion groups are found, not declared: nobody can tell who is in them. Their support is shown; rule 4 holds for
   their tallies.
6. On the map people stand near their places, not on them (`scattering`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from math import erf, sqrt
from typing import TYPE_CHECKING

import numpy as np

from yishiting.engine.results import PeopleSet
from yishiting.web.deliberation.analysis.scattering import scattered
from yishiting.web.deliberation.analysis.withholding import FEWEST, Rows, is_whole_shown, withheld_tallies

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yishiting.engine import Analysis
    from yishiting.engine.results import Support
    from yishiting.formats import Conversation, Names
    from yishiting.web.deliberation.analysis.scattering import Scatter

    Truths = NDArray[np.bool_]
    Integers = NDArray[np.int64]

WITHHELD = -1  # in place of a tally
EVERYBODY_ELSE = "*"  # the label of the row that stands for all hidden constituencies of a kind; no short name is that
_IN_WORDS = {"en": "Everybody else, each too few to show", "zh-hans": "其余合计（各自人数过少，不单独列出）"}
_ONE_SIDED_90 = 1.6449  # half the width of a 90 % interval, in standard deviations


@dataclass(frozen=True)
class Shielded:
    """What may be shown: a conversation and its analysis without figures about a few people, nor anybody's place."""

    conversation: Conversation
    analysis: Analysis


def shielded(conversation: Conversation, analysis: Analysis, scatter: Scatter, *, is_on_record: bool) -> Shielded:
    """Hide what is about too few people; ``is_on_record`` says that delegations' answers are public."""
    people = _People.of(conversation, analysis, is_on_record=is_on_record)
    rows = [row for row in range(len(analysis.support.sets)) if row not in _hidden_rows(people)]
    shown = _Rows.of(people, rows)
    support = shown.support()
    return Shielded(
        replace(conversation, constituencies=_makeups(people), names=_names(conversation)),
        replace(
            analysis,
            support=support,
            map=scattered(analysis.map, conversation.table, scatter),
            blocking=tuple(shown.renumbered(found) for found in analysis.blocking),
            slate=replace(
                analysis.slate,
                checks=tuple(replace(check, witness_people=np.empty(0, np.int64)) for check in analysis.slate.checks),
            ),
        ),
    )


@dataclass(frozen=True)
class _People:
    """Who is in which set. ``is_private`` (n_participants,): their answers are not public by themselves."""

    conversation: Conversation
    analysis: Analysis
    is_private: Truths

    @classmethod
    def of(cls, conversation: Conversation, analysis: Analysis, *, is_on_record: bool) -> _People:
        n_participants = conversation.table.n_participants
        if conversation.tiers is None or not is_on_record:
            return cls(conversation, analysis, np.ones(n_participants, dtype=bool))
        return cls(conversation, analysis, conversation.tiers != "delegation")

    @cached_property
    def is_counted(self) -> Truths:
        """Those whose votes shape the result; the others are reported as a tier of their own."""
        if self.analysis.fitted_on == "everybody" or self.conversation.tiers is None:
            return np.ones_like(self.is_private)
        counted: Truths = self.conversation.tiers != "open"
        return counted

    @cached_property
    def members(self) -> list[Truths]:
        """Who is in each set, in the order of the analysis."""
        return [self._members(one) for one in self.analysis.support.sets]

    def _members(self, one: PeopleSet) -> Truths:
        tiers, groups = self.conversation.tiers, self.analysis.groups
        if one.kind == "tier" and tiers is not None:
            return np.asarray(tiers == one.label)
        if one.kind == "group":
            return np.asarray(self.is_counted & (groups.membership == groups.labels.index(one.label)))
        if one.kind == "constituency":
            return np.asarray(self.is_counted & (self.conversation.constituencies[one.dimension] == one.label))
        return self.is_counted

    def answers(self, members: Truths) -> Integers:
        """How many of these people answered each statement off the record, shape (n_statements,)."""
        table = self.conversation.table
        theirs = (members & self.is_private)[table.participant_index()]
        return np.bincount(table.statement_index[theirs], minlength=table.n_statements)


def _kinds(sets: tuple[PeopleSet, ...]) -> dict[tuple[str, str], list[int]]:
    """Rows that divide the same people among them. Open participants beside a result are a whole of their own."""
    kinds: dict[tuple[str, str], list[int]] = {}
    for row, one in enumerate(sets):
        if one.kind != "overall":
            kinds.setdefault((one.kind, one.dimension), []).append(row)
    return kinds


def _hidden_rows(people: _People) -> set[int]:
    kinds = [rows for (kind, _), rows in _kinds(people.analysis.support.sets).items() if kind != "group"]
    order = [row for rows in kinds for row in rows]
    members = np.stack([people.is_counted, *(people.members[row] for row in order)]) & people.is_private
    declared = [[1 + order.index(row) for row in rows] for rows in kinds]
    withheld = withheld_tallies(Rows(members, members.sum(axis=1)[:, None], declared, [], np.ones(1, dtype=bool)))
    return {row for row, is_hidden in zip(order, withheld[1:, 0].tolist(), strict=True) if is_hidden}


@dataclass(frozen=True)
class _Rows:
    """The sets that are shown: who is in each, and the row of the analysis that it was, -1 for everybody else."""

    people: _People
    sets: tuple[PeopleSet, ...]
    members: tuple[Truths, ...]
    origins: tuple[int, ...]

    @classmethod
    def of(cls, people: _People, rows: list[int]) -> _Rows:
        sets = people.analysis.support.sets
        found = [(sets[row], people.members[row], row) for row in rows if sets[row].kind in ("overall", "group")]
        for (kind, dimension), all_rows in _kinds(sets).items():
            if kind == "group":
                continue
            found += [(sets[row], people.members[row], row) for row in all_rows if row in rows]
            if any(sets[row].counts for row in all_rows if row not in rows):
                found.append((*_everybody_else(people, dimension, [row for row in all_rows if row in rows]), -1))
        return cls(people, *(tuple(column) for column in zip(*found, strict=True)))

    def renumbered(self, blocking: tuple[int, ...]) -> tuple[int, ...]:
        """Rows that hold a statement back, among those that are shown."""
        return tuple(sorted({self._row_of(row) for row in blocking}))

    def _row_of(self, row: int) -> int:
        if row in self.origins:
            return self.origins.index(row)
        dimension = self.people.analysis.support.sets[row].dimension
        labels = [(one.dimension, one.label) for one in self.sets]
        return labels.index((dimension, EVERYBODY_ELSE))

    def support(self) -> Support:
        """Figures of the sets that are shown, tallies of a few answers withheld."""
        old = self.people.analysis.support
        figures = {name: getattr(old, name)[list(self.origins)] for name in (*_SHARES, *_TALLIES)}
        for row in [row for row, origin in enumerate(self.origins) if origin < 0]:
            for name, values in self._of_everybody_else(row).items():
                figures[name][row] = values
        withheld = self._withheld()
        for name in _TALLIES:
            figures[name] = np.where(withheld, WITHHELD, figures[name])
        return replace(old, sets=self.sets, **figures)

    def _of_everybody_else(self, row: int) -> dict[str, NDArray[np.float64] | Integers]:
        old, dimension = self.people.analysis.support, self.sets[row].dimension
        together = [
            origin
            for one, origin in zip(self.sets, self.origins, strict=True)
            if one.dimension == dimension and origin > 0
        ]
        hidden = [place for place in _kinds(old.sets)["constituency", dimension] if place not in together]
        whole, n_here = old.row("overall"), max(self.sets[row].n_people, 1)
        sizes = np.array([old.sets[place].n_people for place in together], dtype=np.float64)
        rest = (old.share[whole] * old.sets[whole].n_people - sizes @ old.share[together]) / n_here
        share = np.clip(rest, 0.0, 1.0)
        low = np.clip(share - (old.share[hidden] - old.low[hidden]).max(axis=0), 0.0, 1.0)
        high = np.clip(share + (old.high[hidden] - old.share[hidden]).max(axis=0), 0.0, 1.0)
        tallies = {name: getattr(old, name)[whole] - getattr(old, name)[together].sum(axis=0) for name in _TALLIES}
        return {"share": share, "low": low, "high": high, **self._chances(share, high - low), **tallies}

    def _chances(self, share: NDArray[np.float64], width: NDArray[np.float64]) -> dict[str, NDArray[np.float64]]:
        rule, spread = self.people.analysis.rule, np.maximum(width / (2 * _ONE_SIDED_90), 1e-9)
        return {
            "p_supported": 1 - _normal((rule.support_threshold - share) / spread),
            "p_opposed": _normal((rule.opposition_threshold - share) / spread),
        }

    def _withheld(self) -> Truths:
        answers = np.stack([self.people.answers(members) for members in self.members])
        members = np.stack([members & self.people.is_private for members in self.members])
        kinds = _kinds(self.sets)
        groups = kinds.pop(("group", ""), [])
        return withheld_tallies(Rows(members, answers, list(kinds.values()), groups, is_whole_shown(answers[0])))


_SHARES = ("share", "low", "high", "p_supported", "p_opposed")
_TALLIES = ("n_agree", "n_disagree", "n_pass")


def _everybody_else(people: _People, dimension: str, shown: list[int]) -> tuple[PeopleSet, Truths]:
    members = people.is_counted & ~np.any(
        [np.zeros_like(people.is_counted), *(people.members[r] for r in shown)], axis=0
    )
    return PeopleSet("constituency", dimension, EVERYBODY_ELSE, int(members.sum()), counts=True), members


def _makeups(people: _People) -> dict[str, NDArray[np.str_]]:
    """Kinds whose spread over the opinion groups may be shown: no cell of it is about a few people."""
    shown = {}
    membership = people.analysis.groups.membership
    for kind, labels in people.conversation.constituencies.items():
        private = labels[people.is_private]
        cells = np.unique(
            np.stack([private, membership[people.is_private].astype(np.str_)]), axis=1, return_counts=True
        )[1]
        if not len(private) or cells.min() >= FEWEST:
            shown[kind] = labels
    return shown


def _names(conversation: Conversation) -> Names:
    labels = {
        kind: {**conversation.names.labels.get(kind, {}), EVERYBODY_ELSE: _IN_WORDS}
        for kind in conversation.constituencies
    }
    return replace(conversation.names, labels={**conversation.names.labels, **labels})


def _normal(values: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.array([(1 + erf(value / sqrt(2))) / 2 for value in values.tolist()])
