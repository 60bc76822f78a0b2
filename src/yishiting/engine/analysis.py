"""`analyse`: one deliberation's votes in, the whole result out."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from threadpoolctl import threadpool_limits

from yishiting import __version__
from yishiting.engine.model import OpinionModel
from yishiting.engine.results import Analysis, Groups, Slate, Turnout
from yishiting.engine.rule import Rule

if TYPE_CHECKING:
    from collections.abc import Mapping

    from numpy.typing import ArrayLike, NDArray

    from yishiting.engine.fitting import Fit
    from yishiting.engine.grouping import Grouping
    from yishiting.engine.opinion_map import OpinionSpace
    from yishiting.engine.results import OpinionMap
    from yishiting.engine.votes import VoteTable

    Floats = NDArray[np.float64]
    Truths = NDArray[np.bool_]

INFORMED_ANSWERS = 7
LEAST_ANSWERS = 3
SLATE_PEOPLE = 5_000


@dataclass(frozen=True)
class Electors:
    """Whose votes shape the model: ``counted`` (n_participants,), everybody or only the tiers that carry it."""

    tiers: NDArray[np.str_] | None
    counted: Truths

    @property
    def are_everybody(self) -> bool:
        """Whether nobody is merely placed."""
        return bool(self.counted.all())


def analyse(
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
    from yishiting.engine.sweeps import available_threads

    rule = rule or Rule()
    n_threads = n_threads or available_threads()
    labels = {
        name: people_sets.check_labels(name, values, table.n_participants)
        for name, values in (constituencies or {}).items()
    }
    electors = _electors(people_sets.check_tiers(tiers, table.n_participants), table, rule)
    model = _fit(table, electors, previous, seed, n_threads)
    with threadpool_limits(1, "blas"):
        return _Analyser(table, electors, rule, previous, model, n_threads).run(labels)


def _electors(tiers: NDArray[np.str_] | None, table: VoteTable, rule: Rule) -> Electors:
    everybody = np.ones(table.n_participants, dtype=bool)
    if tiers is None or rule.fit_on == "everybody":
        return Electors(tiers, everybody)
    trusted = tiers != "open"
    return Electors(tiers, trusted if trusted.sum() >= rule.minimum_model_people else everybody)


def _fit(table: VoteTable, electors: Electors, previous: Analysis | None, seed: int, n_threads: int) -> OpinionModel:
    start = None if previous is None else previous.model
    if electors.are_everybody:
        return OpinionModel(seed=seed, n_threads=n_threads).fit(table, start)
    model = OpinionModel(seed=seed, n_threads=n_threads).fit(table.keep(electors.counted), start)
    return model.placing(table)


@dataclass(frozen=True)
class _Analyser:
    """The steps from a fitted model to a result; each method is one of them."""

    table: VoteTable
    electors: Electors
    rule: Rule
    previous: Analysis | None
    model: OpinionModel
    n_threads: int

    @property
    def fit(self) -> Fit:
        return self.model.fitted

    @property
    def counted_weights(self) -> Floats:
        """Weights of those who shape the result; a millionth for the merely placed, so that no mean is empty."""
        return np.where(self.electors.counted, self.table.weights, 1e-12)

    def run(self, labels: Mapping[str, NDArray[np.str_]]) -> Analysis:
        from yishiting.engine.defining import defining_statements
        from yishiting.engine.opinion_map import draw_map, opinion_space
        from yishiting.engine.people_sets import build_sets
        from yishiting.engine.support import sum_support, support_of
        from yishiting.engine.verdicts import judge, votes_wanted

        # 1. Where people stand, and which groups there are.
        space = opinion_space(self.fit)
        opinion_map = draw_map(space, self.fit, self.counted_weights, self._previous_positions())
        groups = self._groups(space, opinion_map)
        # 2. Support in every set of people, and what the rule makes of it.
        membership = build_sets(
            (groups.labels, groups.membership), labels, self.electors.tiers, self.electors.counted, self.rule
        )
        sums = sum_support(self.fit, self.table, membership, self.rule, self.n_threads)
        support = support_of(sums, membership, self.table, self.rule)
        judgement = judge(support, self.rule)
        # 3. What tells groups apart, and what represents everybody.
        groups = replace(groups, defining=defining_statements(support))
        return Analysis(
            participant_ids=self.table.participant_ids,
            statement_ids=self.table.statement_ids,
            turnout=self._turnout(groups),
            map=opinion_map,
            groups=groups,
            support=support,
            consensus=sums.worst_off,
            division=sums.division,
            verdicts=judgement.verdicts,
            is_borderline=judgement.is_borderline,
            blocking=judgement.blocking,
            votes_wanted=votes_wanted(support, self.rule),
            slate=self._slate(support.share[0]),
            rule=self.rule,
            fitted_on="everybody" if self.electors.are_everybody else "delegations_and_verified",
            seed=self.model.seed,
            engine_version=__version__,
            model=self.model,
        )

    def _answers(self) -> NDArray[np.int64]:
        """Agreements and disagreements given by each person."""
        given = self.table.participant_index()[self.table.votes != 0]
        return np.bincount(given, minlength=self.table.n_participants)

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

        answers = self._answers()
        enough = min(INFORMED_ANSWERS, max(1, self.table.n_statements // 2))
        informed = (answers >= enough) & self.electors.counted
        found = find_groups(space, self.counted_weights, informed)
        least = min(LEAST_ANSWERS, enough) if len(found.centres) > 1 else 0
        membership = np.where(answers >= least, found.membership, -1)
        labels, order = self._letters(membership, len(found.centres))
        place = np.empty(len(order) + 1, dtype=np.int64)
        place[order], place[-1] = np.arange(len(order)), -1
        membership = place[membership]
        centres = np.array([_mean_position(opinion_map.people, membership == g, self.table.weights) for g in range(len(order))])
        opinion_centres = found.centres[order] / np.maximum(space.scale, 1e-12)
        return Groups(labels, membership, found.certainty, centres, opinion_centres, (), found.trials)

    def _letters(self, membership: NDArray[np.int64], n_groups: int) -> tuple[tuple[str, ...], NDArray[np.int64]]:
        """Letters and order of the groups: the largest is A, unless an earlier result named them already."""
        from yishiting.engine.people_sets import LETTERS

        inside = (membership >= 0) & self.electors.counted
        sizes = np.bincount(membership[inside], weights=self.table.weights[inside], minlength=n_groups)
        order = np.argsort(-sizes, kind="stable")
        letters = list(LETTERS[:n_groups])
        if self.previous is not None:
            kept = self._kept_letters(membership, n_groups)
            free = iter(letter for letter in LETTERS if letter not in kept.values())
            letters = [kept.get(int(group)) or next(free) for group in order]
            named = np.argsort(letters, kind="stable")
            order, letters = order[named], [letters[at] for at in named]
        return tuple(letters), order

    def _kept_letters(self, membership: NDArray[np.int64], n_groups: int) -> dict[int, str]:
        """Letters that groups keep: those of the earlier groups with which they share most people."""
        assert self.previous is not None
        old = self.previous.groups
        rows, old_rows = _shared(self.table.participant_ids, self.previous.participant_ids)
        pairs = np.zeros((n_groups, old.n_groups))
        both = (membership[rows] >= 0) & (old.membership[old_rows] >= 0)
        np.add.at(pairs, (membership[rows][both], old.membership[old_rows][both]), 1.0)
        # At most a handful of groups: every way to pair them is tried, the first of the best ones is taken.
        size = max(pairs.shape)
        square = np.zeros((size, size))
        square[: pairs.shape[0], : pairs.shape[1]] = pairs
        best = max(itertools.permutations(range(size)), key=lambda pairing: square[range(size), pairing].sum())
        return {n: old.labels[o] for n, o in enumerate(best) if square[n, o] > 0}

    def _slate(self, overall: Floats) -> Slate:
        from yishiting.engine.slate import APPROVAL, Electorate, elect
        from yishiting.engine.support import statement_rows
        from yishiting.engine.support_kernel import predict_matrix

        people = np.flatnonzero(self.electors.counted)
        if len(people) > SLATE_PEOPLE:
            people = people[np.linspace(0, len(people) - 1, SLATE_PEOPLE).astype(np.int64)]
        solved = self.fit.people
        chances = predict_matrix(people, solved.means, solved.covariances, statement_rows(self.fit))
        order = np.argsort(-np.round(overall, 9), kind="stable")
        rank = np.empty(len(order), dtype=np.int64)
        rank[order] = np.arange(len(order))
        return elect(Electorate(chances >= APPROVAL, self.table.weights[people], rank))

    def _turnout(self, groups: Groups) -> Turnout:
        table = self.table
        given = np.diff(table.row_starts)
        return Turnout(
            n_participants=table.n_participants,
            n_grouped=int((groups.membership >= 0).sum()),
            n_statements=table.n_statements,
            n_votes=table.n_votes,
            n_agree=int((table.votes > 0).sum()),
            n_disagree=int((table.votes < 0).sum()),
            n_pass=int((table.votes == 0).sum()),
            median_votes_per_person=float(np.median(given)),
            share_answered=table.n_votes / (table.n_participants * table.n_statements),
        )


def _shared(new: NDArray[Any], old: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Rows of the ids that two results share, in the new and in the old one."""
    if new.dtype.kind != old.dtype.kind:
        nothing = np.empty(0, dtype=np.int64)
        return nothing, nothing
    _, rows, old_rows = np.intersect1d(new, old, assume_unique=True, return_indices=True)
    return rows, old_rows


def _mean_position(positions: Floats, inside: Truths, weights: Floats) -> Floats:
    if not inside.any():
        return np.zeros(2)
    result: Floats = np.average(positions[inside], axis=0, weights=weights[inside])
    return result
