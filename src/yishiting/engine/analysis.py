"""`analyse`: one deliberation's votes in, the whole result out."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from yishiting import __version__
from yishiting.engine.blas import one_blas_thread
from yishiting.engine.model import OpinionModel
from yishiting.engine.participation import (
    INFORMED_ANSWERS,
    LEAST_ANSWERS,
    at_even_distances,
    enough_answers,
    given_answers,
    turnout,
)
from yishiting.engine.results import Analysis, Groups
from yishiting.engine.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    from yishiting.engine.fitting import Fit
    from yishiting.engine.opinion_space import OpinionSpace
    from yishiting.engine.results import OpinionMap, Slate, Support
    from yishiting.engine.votes import VoteTable

    Floats = NDArray[np.float64]
    Truths = NDArray[np.bool_]

SLATE_PEOPLE = 5_000


def analyse(  # noqa: PLR0913 — the public face, all by keyword
    table: VoteTable,
    *,
    constituencies: Mapping[str, ArrayLike] | None = None,
    tiers: ArrayLike | None = None,
    rule: Rule | None = None,
    previous: Analysis | None = None,
    seed: int = 0,
    n_threads: int | None = None,
) -> Analysis:
    """Analyse one deliberation.

    Parameters
    ----------
    table : VoteTable
        Who answered what; one vote or more.
    constituencies : mapping of str to string arrays, shape (n_participants,), optional
        Declared groupings, each a label a person in the order of ``table.participant_ids``, "" for undeclared.
    tiers : string array, shape (n_participants,), values delegation, verified, open, optional
        Where given and ``rule.fit_on`` is "trusted", delegations and verified people shape the model once there
        are ``rule.minimum_model_people`` of them; everybody else is placed in it.
    rule : Rule, optional
        Thresholds of the verdicts.
    previous : Analysis, optional
        An earlier result: the fit starts from it, and map and letters stay with the people.
    seed : int
        Chooses the sample on which very large fits settle.
    n_threads : int, optional
        Threads to use; any number gives the same bytes.

    Raises
    ------
    InvalidSettingError
        No vote, labels that do not match the people, an unknown tier.

    Examples
    --------
    >>> from yishiting.engine import VoteTable, analyse
    >>> table = VoteTable.from_arrays([1, 1, 2, 2, 3, 3], [7, 8, 7, 8, 7, 8], [1, -1, 1, 1, 1, 0])
    >>> result = analyse(table)
    >>> result.statement_ids[result.consensus.argmax()].item()
    7
    """
    from yishiting.engine import people_sets
    from yishiting.engine.beside import with_placed_people
    from yishiting.engine.sweeps import available_threads

    rule = rule or Rule()
    n_threads = n_threads or available_threads()
    labels = {
        name: people_sets.check_labels(name, values, table.n_participants)
        for name, values in (constituencies or {}).items()
    }
    names = people_sets.check_tiers(tiers, table.n_participants)
    electors = _electors(names, table.n_participants, rule)
    counted = table if electors.all() else table.keep(electors)
    model = OpinionModel(seed=seed, n_threads=n_threads).fit(counted, None if previous is None else previous.model)
    with one_blas_thread():
        declared = {name: values[electors] for name, values in labels.items()}
        analyser = _Analyser(counted, rule, previous, model, n_threads)
        result = analyser.run(declared, None if names is None else names[electors])
        if electors.all():
            return result
        return with_placed_people(result, table, electors, n_threads)


def _electors(tiers: NDArray[np.str_] | None, n_participants: int, rule: Rule) -> Truths:
    """Whose votes shape the result, shape (n_participants,): everybody, or only the tiers that can carry it."""
    everybody = np.ones(n_participants, dtype=bool)
    if tiers is None or rule.fit_on == "everybody":
        return everybody
    trusted: Truths = tiers != "open"
    return trusted if trusted.sum() >= rule.minimum_model_people else everybody


@dataclass(frozen=True)
class _Analyser:
    """The steps from a fitted model to a result; each method is one of them."""

    table: VoteTable
    rule: Rule
    previous: Analysis | None
    model: OpinionModel
    n_threads: int

    @property
    def fit(self) -> Fit:
        return self.model.fitted

    def run(self, labels: Mapping[str, NDArray[np.str_]], tiers: NDArray[np.str_] | None) -> Analysis:
        from yishiting.engine.defining import defining_statements
        from yishiting.engine.opinion_map import draw_map
        from yishiting.engine.opinion_space import OpinionSpace
        from yishiting.engine.people_sets import build_sets
        from yishiting.engine.support import sum_support, support_of
        from yishiting.engine.verdicts import judge, votes_wanted

        # 1. Where people stand, and which groups there are.
        space = OpinionSpace.of(self.fit.people.means, self.fit.people.covariances, self.fit.relevance)
        opinion_map = draw_map(space, self.fit, self.table.weights, self._previous_positions())
        groups = self._groups(space, opinion_map)
        # 2. Support in every set of people, and what the rule makes of it.
        membership = build_sets((groups.labels, groups.membership), labels, tiers, self.table.weights, self.rule)
        sums = sum_support(self.fit, self.table, membership, self.rule, self.n_threads)
        support = support_of(sums, membership, self.rule)
        judgement = judge(support, self.rule)
        # 3. What tells groups apart, and what represents everybody.
        groups = replace(groups, defining=defining_statements(support))
        return Analysis(
            participant_ids=self.table.participant_ids,
            statement_ids=self.table.statement_ids,
            turnout=turnout(self.table, groups.membership),
            map=opinion_map,
            groups=groups,
            support=support,
            consensus=sums.worst_off,
            division=sums.division,
            verdicts=judgement.verdicts,
            is_borderline=judgement.is_borderline,
            blocking=judgement.blocking,
            votes_wanted=votes_wanted(support, self.rule),
            slate=self._slate(support),
            rule=self.rule,
            fitted_on="everybody",
            seed=self.model.seed,
            engine_version=__version__,
            model=self.model,
        )

    def _previous_positions(self) -> Floats | None:
        if self.previous is None:
            return None
        old, new = self.previous.participant_ids, self.table.participant_ids
        positions = np.full((len(new), 2), np.nan)
        rows, old_rows = _shared(new, old)
        positions[rows] = self.previous.map.people[old_rows]
        return positions

    def _groups(self, space: OpinionSpace, opinion_map: OpinionMap) -> Groups:
        from yishiting.engine.grouping import find_groups

        answers = given_answers(self.table)
        n_answered = int(self.fit.answered.sum())
        informed = answers >= enough_answers(n_answered, INFORMED_ANSWERS)
        found = find_groups(space, self.table.weights, informed)
        membership = found.membership.copy()
        if len(found.centres) > 1:
            membership[answers < enough_answers(n_answered, LEAST_ANSWERS)] = -1
        labels, order = self._letters(membership, len(found.centres))
        place = np.append(np.argsort(order), -1)
        membership = place[membership]
        return Groups(
            labels=labels,
            membership=membership,
            certainty=found.certainty,
            centres=_mean_positions(opinion_map.people, membership, self.table.weights, len(labels)),
            opinion_centres=found.centres[order] / np.maximum(space.scale, 1e-12),
            defining=(),
            trials=found.trials,
        )

    def _letters(self, membership: NDArray[np.int64], n_groups: int) -> tuple[tuple[str, ...], NDArray[np.int64]]:
        """Letters and order of the groups: the largest is A, unless an earlier result named them already."""
        from yishiting.engine.people_sets import LETTERS

        inside = membership >= 0
        sizes = np.bincount(membership[inside], weights=self.table.weights[inside], minlength=n_groups)
        order = np.argsort(-sizes, kind="stable")
        letters = list(LETTERS[:n_groups])
        if self.previous is not None:
            kept = self._kept_letters(self.previous, membership, n_groups)
            free = iter(letter for letter in LETTERS if letter not in kept.values())
            letters = [kept.get(int(group)) or next(free) for group in order]
            named = np.argsort(letters, kind="stable")
            order, letters = order[named], [letters[at] for at in named]
        return tuple(letters), order

    def _kept_letters(self, previous: Analysis, membership: NDArray[np.int64], n_groups: int) -> dict[int, str]:
        """Letters that groups keep: those of the earlier groups with which they share most people."""
        old = previous.groups
        rows, old_rows = _shared(self.table.participant_ids, previous.participant_ids)
        pairs = np.zeros((n_groups, old.n_groups))
        both = (membership[rows] >= 0) & (old.membership[old_rows] >= 0)
        np.add.at(pairs, (membership[rows][both], old.membership[old_rows][both]), 1.0)
        # At most a handful of groups: every way to pair them is tried, the first of the best ones is taken.
        size = max(pairs.shape)
        square = np.zeros((size, size))
        square[: pairs.shape[0], : pairs.shape[1]] = pairs
        best = max(itertools.permutations(range(size)), key=lambda pairing: square[range(size), pairing].sum())
        return {n: old.labels[o] for n, o in enumerate(best) if square[n, o] > 0}

    def _slate(self, support: Support) -> Slate:
        """Elect among the statements of which enough is known, or among all where that is none."""
        from yishiting.engine.slate import APPROVAL, Electorate, elect
        from yishiting.engine.support import statement_rows
        from yishiting.engine.support_kernel import predict_matrix

        people = at_even_distances(self.table.n_participants, SLATE_PEOPLE)
        chances = predict_matrix(people, self.fit.people, statement_rows(self.fit), self.n_threads)
        approves = chances >= APPROVAL
        # Where a part of the people elects, each stands for as many as were left out.
        weights = self.table.weights[people] * (self.table.weights.sum() / self.table.weights[people].sum())
        known = support.high[0] - support.low[0] <= self.rule.widest_interval
        if known.any():
            approves[:, ~known] = False
        order = np.argsort(-np.round(support.share[0], 9), kind="stable")
        return elect(Electorate(approves, weights, np.argsort(order))).with_witnesses(people)


def _shared(new: NDArray[Any], old: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows of the ids that two results share, in the new and in the old one."""
    if new.dtype.kind != old.dtype.kind:
        nothing = np.empty(0, dtype=np.int64)
        return nothing, nothing
    _, rows, old_rows = np.intersect1d(new, old, assume_unique=True, return_indices=True)
    return rows, old_rows


def _mean_positions(positions: Floats, membership: NDArray[np.int64], weights: Floats, n_groups: int) -> Floats:
    """Centres of the groups on the map, shape (n_groups, 2); a group that nobody is in stands at the origin."""
    centres = np.zeros((n_groups, 2))
    for group in range(n_groups):
        inside = membership == group
        if inside.any():
            centres[group] = np.average(positions[inside], axis=0, weights=weights[inside])
    return centres
