"""Fitting the opinion model: sweeps over people and statements until the schedule is done."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from yishiting.engine.count_scales import LogCounts, SaturatingCounts
from yishiting.engine.kernels import Posteriors, StatementMoments, VoteColumns, writeable
from yishiting.engine.layout import N_CHANNELS
from yishiting.engine.moments import moments_of, rotate, solve_statements
from yishiting.engine.one_person import PLACING_STEPS
from yishiting.engine.priors import Crowd, Priors, learn, person_turn, statement_turn
from yishiting.engine.start import start_loadings
from yishiting.engine.sweeps import Sweep

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yishiting.engine.votes import VoteTable

    Floats = NDArray[np.float64]

FIXED_PRIOR_SWEEPS = 3  # posteriors must mean something before priors are learned from them


@dataclass(frozen=True)
class Schedule:
    """How long to fit. Conversations of more than ``sample_people`` settle on a sample, then take everybody in.

    The number of sweeps is fixed, because sweeping on to the bound's optimum predicts hidden votes slightly
    worse (docs/decisions/0004-opinion-model.md). A fit on a sample drops dimensions that explain less than
    ``relevant_share`` of what the opinions explain, before it takes everybody in.
    """

    cold_sweeps: int = 20
    warm_sweeps: int = 3
    sample_people: int = 10_000
    everybody_sweeps: int = 2
    relevant_share: float = 0.02


@dataclass(frozen=True)
class Fit:
    """A fitted model: posteriors of all statements and people, their priors and the scales of their counts.

    ``relevance`` (d,), falling: spread of logits that each opinion dimension explains between statements;
    ``answered`` (n_statements,): whether anybody answered.
    """

    statements: Posteriors
    people: Posteriors
    priors: Priors
    exposure_scale: LogCounts
    activity_scale: SaturatingCounts
    relevance: Floats
    answered: NDArray[np.bool_]

    @property
    def n_dimensions(self) -> int:
        """Number of opinion dimensions d."""
        return int(self.people.means.shape[1]) - N_CHANNELS

    @cached_property
    def moments(self) -> StatementMoments:
        """The statements' moments as the kernels read them."""
        return moments_of(self.statements)


@dataclass(frozen=True)
class Counted:
    """A table with its counts: how much everybody answered, and how often each statement was answered."""

    columns: VoteColumns
    exposure: Floats
    answered: NDArray[np.bool_]
    exposure_scale: LogCounts
    activity_scale: SaturatingCounts

    @classmethod
    def of(cls, table: VoteTable) -> Counted:
        """Count a table."""
        weights = np.repeat(table.weights, np.diff(table.row_starts))
        counts = np.bincount(table.statement_index, weights=weights, minlength=table.n_statements)
        received = np.asarray(counts, dtype=np.float64)
        given = np.diff(table.row_starts)
        exposure_scale, activity_scale = LogCounts.of(received[received > 0]), SaturatingCounts.of(given, table.weights)
        columns = _columns(table, activity_scale.scaled(given))
        return cls(columns, exposure_scale.scaled(received), received > 0, exposure_scale, activity_scale)


def _columns(table: VoteTable, activity: Floats) -> VoteColumns:
    arrays = (table.row_starts, table.statement_index, table.votes, table.weights, activity)
    return VoteColumns(*map(writeable, arrays))


def cold_fit(table: VoteTable, n_dimensions: int, schedule: Schedule, seed: int, n_threads: int) -> Fit:
    """Fit from nothing."""
    counted = Counted.of(table)
    people = _sample(table.n_participants, schedule.sample_people, seed)
    priors = Priors.initial(n_dimensions)
    statements = _start(counted, people, n_dimensions, priors)
    fit = Fit(
        statements=statements,
        people=_unknown(len(people), priors),
        priors=priors,
        exposure_scale=counted.exposure_scale,
        activity_scale=counted.activity_scale,
        relevance=np.zeros(n_dimensions),
        answered=counted.answered,
    )
    sweep = Sweep.over(counted.columns, people, n_threads)
    fit = _sweep(fit, counted, sweep, schedule.cold_sweeps, FIXED_PRIOR_SWEEPS)
    if len(people) == table.n_participants:
        return by_relevance(fit, 0.0)
    fit = by_relevance(fit, schedule.relevant_share)
    return _take_in_everybody(fit, counted, schedule.everybody_sweeps, n_threads)


def warm_fit(fit: Fit, table: VoteTable, schedule: Schedule, n_threads: int) -> Fit:
    """Fit from where a previous fit stopped; ``fit`` is already aligned with the table."""
    counted = Counted.of(table)
    fit = replace(
        fit,
        exposure_scale=counted.exposure_scale,
        activity_scale=counted.activity_scale,
        answered=counted.answered,
    )
    sweep = Sweep.over(counted.columns, np.arange(table.n_participants), n_threads)
    return by_relevance(_sweep(fit, counted, sweep, schedule.warm_sweeps, 0), 0.0)


def by_relevance(fit: Fit, least_share: float) -> Fit:
    """Turn opinions so that dimensions are uncorrelated between statements, the most relevant first.

    Dimensions that explain less than ``least_share`` of the whole are dropped, the first one never. Signs are
    fixed by rule: more agreement towards the positive side, weighted by how well statements are known.
    """
    size = fit.n_dimensions + 1
    effects = fit.priors.statement_effects[:, 1:size]
    # What all statements have in common, and what goes with exposure, sets people apart as well.
    strengths, axes = np.linalg.eigh(fit.priors.statement_covariance[1:size, 1:size] + effects.T @ effects)
    strengths, axes = strengths[::-1], axes[:, ::-1]
    kept = max(1, int((strengths >= least_share * strengths.sum()).sum())) if len(strengths) else 0
    turn = axes[:, :kept].T
    loadings = fit.statements.means[fit.answered, 1:size] @ turn.T
    turn = turn * np.where(lean(loadings) < 0, -1.0, 1.0)[:, None]
    return replace(
        fit,
        statements=rotate(fit.statements, statement_turn(turn)),
        people=rotate(fit.people, person_turn(turn)),
        priors=fit.priors.rotated(turn),
        relevance=strengths[:kept],
    )


def lean(loadings: Floats) -> Floats:
    """To which side a dimension leans: its mean loading, or where that is nought the cube's."""
    mean, scale = loadings.sum(axis=0), np.abs(loadings).sum(axis=0)
    skew: Floats = (loadings**3).sum(axis=0)
    return np.where(np.abs(mean) > 1e-6 * scale, mean, skew)


def _sample(n_participants: int, size: int, seed: int) -> NDArray[np.int64]:
    if n_participants <= size:
        return np.arange(n_participants)
    return np.sort(np.random.default_rng(seed).choice(n_participants, size, replace=False))


def _start(counted: Counted, people: NDArray[np.int64], n_dimensions: int, priors: Priors) -> Posteriors:
    n_statements = len(counted.exposure)
    size = N_CHANNELS * (n_dimensions + 1)
    means = np.tile(priors.statement_effects[0], (n_statements, 1))
    means[:, 1 : n_dimensions + 1] = start_loadings(counted.columns, people, n_statements, n_dimensions)
    return Posteriors(means, np.tile(0.1 * np.eye(size), (n_statements, 1, 1)))


def _unknown(n_people: int, priors: Priors) -> Posteriors:
    size = len(priors.person_slope)
    return Posteriors(np.zeros((n_people, size)), np.tile(priors.person_covariance, (n_people, 1, 1)))


def _sweep(fit: Fit, counted: Counted, sweep: Sweep, n_sweeps: int, n_fixed: int) -> Fit:
    """Sweep over the people of ``fit``, in place, learning the priors after the first ``n_fixed`` sweeps."""
    statements, priors = fit.statements, fit.priors
    known = counted.answered
    for turn in range(n_sweeps):
        sums = sweep.run(priors.for_people(), moments_of(statements), fit.people)
        statements = solve_statements(sums, priors.for_statements(counted.exposure))
        if turn >= n_fixed and known.any():
            answered = Posteriors(statements.means[known], statements.covariances[known])
            activity, weights = counted.columns.activity[sweep.people], counted.columns.weights[sweep.people]
            priors = learn(answered, counted.exposure[known], Crowd(fit.people, activity, weights))
    return replace(fit, statements=statements, priors=priors)


def _take_in_everybody(fit: Fit, counted: Counted, n_sweeps: int, n_threads: int) -> Fit:
    """Full sweeps with the priors of the sample; the first one takes more steps, as people start unknown."""
    n_participants = len(counted.columns.weights)
    sweep = Sweep.over(counted.columns, np.arange(n_participants), n_threads)
    people, statements = _unknown(n_participants, fit.priors), fit.statements
    prior, statement_prior = fit.priors.for_people(), fit.priors.for_statements(counted.exposure)
    for turn in range(n_sweeps):
        sums = sweep.run(prior, moments_of(statements), people, n_steps=2 if turn == 0 else 1)
        statements = solve_statements(sums, statement_prior)
    return replace(fit, statements=statements, people=people)


def aligned(fit: Fit, old: VoteTable, new: VoteTable) -> Fit:
    """The previous posteriors in the order of a new table; newcomers start from the priors."""
    counted = Counted.of(new)
    priors = fit.priors
    statement_prior = priors.for_statements(counted.exposure)
    unseen = Posteriors(statement_prior.means, np.tile(priors.statement_covariance, (new.n_statements, 1, 1)))
    return replace(
        fit,
        statements=_carry_over(fit.statements, old.statement_ids, unseen, new.statement_ids),
        people=_carry_over(fit.people, old.participant_ids, _unknown(new.n_participants, priors), new.participant_ids),
    )


def _carry_over(old: Posteriors, old_ids: NDArray[Any], start: Posteriors, ids: NDArray[Any]) -> Posteriors:
    if old_ids.dtype.kind != ids.dtype.kind:
        return start
    _, old_rows, rows = np.intersect1d(old_ids, ids, assume_unique=True, return_indices=True)
    start.means[rows] = old.means[old_rows]
    start.covariances[rows] = old.covariances[old_rows]
    return start


def placed_fit(fit: Fit, fitted: VoteTable, table: VoteTable, n_threads: int) -> Fit:
    """The same statements with the people of a larger table; those who were fitted keep their posterior."""
    columns = _columns(table, fit.activity_scale.scaled(np.diff(table.row_starts)))
    people = _unknown(table.n_participants, fit.priors)
    people = _carry_over(fit.people, fitted.participant_ids, people, table.participant_ids)
    newcomers = np.flatnonzero(~_are_among(table.participant_ids, fitted.participant_ids))
    placed = _unknown(len(newcomers), fit.priors)
    sweep = Sweep.over(columns, newcomers, n_threads)
    sweep.run(fit.priors.for_people(), fit.moments, placed, n_steps=PLACING_STEPS)
    people.means[newcomers], people.covariances[newcomers] = placed.means, placed.covariances
    return replace(fit, people=people)


def _are_among(ids: NDArray[Any], known: NDArray[Any]) -> NDArray[np.bool_]:
    if ids.dtype.kind != known.dtype.kind:
        return np.zeros(len(ids), dtype=bool)
    return np.isin(ids, known)
