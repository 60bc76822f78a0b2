"""Support of every statement in every set of people, with intervals, and the consensus score.

Support is the mean of P(agree) over *everybody* in a set, voters or not, so that who happened to see a statement
does not decide (poststratification: Park, Gelman & Bafumi, Political Analysis 12, 2004). Its interval says where
support would lie among other people of the same kind. The variance has four parts: the statement's own uncertainty,
common to all people (gᵀ C g with g the mean derivative); each person's, which averages out; that other people
would have come; and the set's local shift.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yishiting.engine.count_scales import weighted_quantile
from yishiting.engine.kernels import Posteriors, writeable
from yishiting.engine.participation import at_even_distances
from yishiting.engine.results import PeopleSet, Support
from yishiting.engine.support_kernel import Answers, People, StatementRows, Sums, add_support, predict_matrix
from yishiting.engine.sweeps import run_side_by_side

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yishiting.engine.fitting import Fit
    from yishiting.engine.rule import Rule
    from yishiting.engine.votes import VoteTable

    Floats = NDArray[np.float64]

# Mean-field posteriors are too narrow. Standard deviations of support are widened by this factor, so that 90 %
# intervals cover the other half of real conversations as often as they say: bench/coverage.py.
WIDENING = 2.0
NORMAL_90 = 1.6448536269514722
MOST_PARTS = 8
PEOPLE_PER_PART = 1_000
GRADIENT_PEOPLE = 20_000
THRESHOLD_PEOPLE = 10_000
LEAST_SHARE = 1e-4
LEAST_WEIGHT = 1e-12  # of a set; smaller ones are empty
UNKNOWN_SD = 5.0  # logits: an interval from nought to one


@dataclass(frozen=True)
class Membership:
    """Which people belong to which sets: ``rows`` (n_participants, n_kinds) are positions in ``sets``, −1 for none."""

    sets: tuple[PeopleSet, ...]
    rows: NDArray[np.int32]


@dataclass(frozen=True)
class SupportSums:
    """Support on the logit scale, where its posterior is nearest to a Gaussian.

    ``logit`` and ``sd`` (n_sets, n_statements); over all people ``worst_off`` and ``division`` (n_statements,);
    ``votes`` (3, n_sets, n_statements) counts disagreements, passes and agreements.
    """

    logit: Floats
    sd: Floats
    worst_off: Floats
    division: Floats
    votes: NDArray[np.int64]


def sum_support(
    fit: Fit,
    table: VoteTable,
    membership: Membership,
    rule: Rule,
    n_threads: int,
    *,
    shaped_the_model: bool = True,
) -> SupportSums:
    """Add up everybody's predicted answers, in partitions that depend on the number of people alone.

    ``shaped_the_model`` says whether the model was fitted on these people, row 0 holding all of them.
    """
    n_people, n_statements = table.n_participants, table.n_statements
    answers = Answers(*map(writeable, (table.row_starts, table.statement_index, table.votes)))
    rows = statement_rows(fit)
    wanted = _with_gradient(membership)
    people = People(fit.people.means, fit.people.covariances, writeable(table.weights), membership.rows, wanted)
    thresholds = _thresholds(people, rows, rule.worst_off_share, n_threads)
    n_parts = max(1, min(MOST_PARTS, n_people // PEOPLE_PER_PART))
    edges = np.linspace(0, n_people, n_parts + 1).astype(int).tolist()

    def add(part: slice) -> Sums:
        sums = _empty_sums(len(membership.sets), n_statements, fit.n_dimensions + 1)
        add_support(part, people, answers, rows, thresholds, sums)
        return sums

    parts = run_side_by_side(add, [slice(low, high) for low, high in itertools.pairwise(edges)], n_threads)
    total = Sums(*(sum(pieces) for pieces in zip(*parts, strict=True)))
    return _means(total, fit, people, thresholds, rule, shaped_the_model=shaped_the_model)


def _with_gradient(membership: Membership) -> NDArray[np.bool_]:
    """Whose derivatives are added up: everybody, but in very large sets people at even distances."""
    wanted = np.zeros(len(membership.rows), dtype=bool)
    for kind in range(membership.rows.shape[1]):
        rows = membership.rows[:, kind]
        for row in np.unique(rows[rows >= 0]).tolist():
            inside = np.flatnonzero(rows == row)
            wanted[inside[at_even_distances(len(inside), GRADIENT_PEOPLE)]] = True
    return wanted


def _thresholds(people: People, rows: StatementRows, share: float, n_threads: int) -> Floats:
    """P(agree) below which the least favourable ``share`` of the people in row 0 lie, nearly, per statement.

    Taken from people at even distances where there are very many: the mean below it (see `_lowest_mean`) errs
    only by the square of the threshold's error.
    """
    inside = np.flatnonzero(people.sets[:, 0] == 0)
    inside = inside[at_even_distances(len(inside), THRESHOLD_PEOPLE)]
    chances = predict_matrix(inside, Posteriors(people.means, people.covariances), rows, n_threads)
    weights = people.weights[inside]
    if (weights == weights[0]).all():
        at = min(int(share * len(inside)), len(inside) - 1)
        result: Floats = np.partition(np.ascontiguousarray(chances.T), at, axis=1)[:, at]
        return result
    return np.array([weighted_quantile(column, weights, share) for column in chances.T])


def statement_rows(fit: Fit) -> StatementRows:
    """The agreement moments laid out for `support_kernel`."""
    moments = fit.moments
    first = moments.first[0]
    rows, columns = np.triu_indices(first.shape[1])
    return StatementRows(
        np.ascontiguousarray(first[:, 1:].T),
        np.ascontiguousarray(moments.second[0].T),
        np.ascontiguousarray((first[:, rows] * first[:, columns]).T),
    )


def _empty_sums(n_sets: int, n_statements: int, size: int) -> Sums:
    return Sums(
        share=np.zeros((n_sets, n_statements)),
        square=np.zeros((n_sets, n_statements)),
        gradient=np.zeros((n_sets, size, n_statements)),
        own=np.zeros((n_sets, n_statements)),
        votes=np.zeros((3, n_sets, n_statements), dtype=np.int64),
        observed=np.zeros((n_sets, n_statements)),
        expected=np.zeros((n_sets, n_statements)),
        information=np.zeros((n_sets, n_statements)),
        shortfall=np.zeros(n_statements),
    )


def _set_weights(people: People, n_sets: int, counted: NDArray[np.bool_]) -> Floats:
    total = np.zeros(n_sets)
    for kind in range(people.sets.shape[1]):
        rows = people.sets[:, kind]
        inside = (rows >= 0) & counted
        total += np.bincount(rows[inside], weights=people.weights[inside], minlength=n_sets)
    return total


def _means(
    sums: Sums, fit: Fit, people: People, thresholds: Floats, rule: Rule, *, shaped_the_model: bool
) -> SupportSums:
    n_sets = len(sums.share)
    whole = np.maximum(_set_weights(people, n_sets, np.ones(len(people.weights), dtype=bool)), LEAST_WEIGHT)[:, None]
    sampled = np.maximum(_set_weights(people, n_sets, people.with_gradient), LEAST_WEIGHT)[:, None]
    share = sums.share / whole
    size = fit.n_dimensions + 1
    gradient = sums.gradient / sampled[:, None]
    covariances = fit.statements.covariances[:, :size, :size]
    common = np.einsum("gis,sij,gjs->gs", gradient, covariances, gradient, optimize=True)
    own = sums.own / (sampled * whole)
    spread = np.maximum(sums.square / sampled - share**2, 0.0)
    within = np.clip(share, LEAST_SHARE, 1 - LEAST_SHARE)
    slope = within * (1 - within)
    # When everybody's logit moves by one, the logit of the mean moves by less, the more so the more people differ.
    carried = np.clip(1 - spread / slope, 0.0, 1.0)
    shift, shift_variance = _local_shift(sums, shaped_the_model=shaped_the_model)
    drawn = np.maximum(np.minimum(whole, _effective_numbers(people, n_sets)), LEAST_WEIGHT)
    variance = (WIDENING**2 * (common + own) + spread / drawn) / slope**2 + carried**2 * shift_variance
    is_empty = whole <= LEAST_WEIGHT  # a group that nobody has answered enough to be in: anything may be true of it
    return SupportSums(
        logit=np.where(is_empty, 0.0, np.log(within / (1 - within)) + carried * shift),
        sd=np.where(is_empty, UNKNOWN_SD, np.sqrt(variance)),
        worst_off=_lowest_mean(sums.shortfall / whole[0], thresholds, rule.worst_off_share),
        division=np.sqrt(spread[0]),
        votes=sums.votes,
    )


def _lowest_mean(shortfall: Floats, thresholds: Floats, share: float) -> Floats:
    """Mean over the lowest ``share`` of people: t − E[max(t − P, 0)] / share, for t about that quantile.

    Rockafellar & Uryasev, Journal of Risk 2 (2000), theorem 1: the quantile itself gives the largest value, so
    a nearby t gives nearly the same.
    """
    return np.clip(thresholds - shortfall / share, 0.0, 1.0)


def _effective_numbers(people: People, n_sets: int) -> Floats:
    """(Σ w)² / Σ w² of each set, shape (n_sets, 1)."""
    everybody = np.ones(len(people.weights), dtype=bool)
    total = _set_weights(people, n_sets, everybody)
    squares = _set_weights(people._replace(weights=people.weights**2), n_sets, everybody)
    return (total**2 / np.maximum(squares, 1e-12))[:, None]


def _local_shift(sums: Sums, *, shaped_the_model: bool) -> tuple[Floats, Floats]:
    """How far people's answers in each set lie from what the model expects there, in logits of a person.

    A group or constituency may differ on one statement in a way that no opinion dimension carries. The shift of a
    statement is its residual, shrunk by how much shifts vary in the set; that is found by the method of moments
    with the mean held at nought (after DerSimonian & Laird, Controlled Clinical Trials 7, 1986). Where the
    model has seen the answers, it has taken up part of the residuals. How much is seen in the whole, row 0, which
    cannot differ from itself; in a set, as much of it as the set has of the statement's information. Shift and
    variance have shape (n_sets, n_statements).
    """
    known = sums.information > 0
    information = np.where(known, sums.information, 1.0)
    residual = np.where(known, (sums.observed - sums.expected) / information, 0.0)
    scatter = sums.information * residual**2
    freedom = known.astype(np.float64)
    if shaped_the_model:
        left_over = min(scatter[0].sum() / max(known[0].sum(), 1), 1.0)
        freedom -= sums.information / information[0] * (1 - left_over)
    excess = (scatter - freedom).sum(axis=1, keepdims=True)
    between = np.maximum(excess / np.maximum(sums.information.sum(axis=1, keepdims=True), 1e-12), 0.0)
    kept = between * sums.information / (1 + between * sums.information)
    return kept * residual, between * (1 - kept)


def support_of(sums: SupportSums, membership: Membership, rule: Rule) -> Support:
    """Shares with their intervals and probabilities, and the votes behind them."""
    from scipy.special import expit, logit, ndtr

    centre, spread = sums.logit, np.maximum(sums.sd, 1e-9)
    disagree, passed, agree = sums.votes
    return Support(
        sets=membership.sets,
        share=expit(centre),
        low=expit(centre - NORMAL_90 * spread),
        high=expit(centre + NORMAL_90 * spread),
        p_supported=ndtr((centre - logit(rule.support_threshold)) / spread),
        p_opposed=ndtr((logit(rule.opposition_threshold) - centre) / spread),
        n_agree=agree,
        n_disagree=disagree,
        n_pass=passed,
    )
