"""The compiled pass over people × statements that adds up support: every person on every statement.

Notation as in `kernels`. The predictive probability of a pair is P = σ(κ m) with κ = (1 + c v)^(−1/2), m and v the
mean and variance of its logit and c = `VARIANCE_SCALE`; its derivative P' = κ P (1 − P) carries uncertainty to the
mean over people.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from yishiting.engine.kernels import compiled, exactly_compiled, fill_person_moments
from yishiting.engine.layout import N_CHANNELS, VARIANCE_SCALE
from yishiting.engine.sweeps import run_side_by_side

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yishiting.engine.kernels import Posteriors

    Floats = NDArray[np.float64]


class StatementRows(NamedTuple):
    """Statements' agreement moments with statements along the rows' length, for vector instructions.

    ``means`` (d + 1, n_statements): a, v_1 … v_d; ``second`` (Q, n_statements); ``outer`` (Q, n_statements):
    packed products of the means alone, with which a person's covariance gives their own share of the variance.
    """

    means: Floats
    second: Floats
    outer: Floats


class People(NamedTuple):
    """Who is counted: posteriors, weights, the sets each belongs to, and whether gradients are wanted.

    ``sets`` (n_people, n_kinds) holds rows of the sums, −1 for none.
    """

    means: Floats
    covariances: Floats
    weights: Floats
    sets: NDArray[np.int32]
    with_gradient: NDArray[np.bool_]


class Answers(NamedTuple):
    """Votes in compressed rows, as in `VoteTable`."""

    row_starts: NDArray[np.int64]
    statement_index: NDArray[np.int32]
    votes: NDArray[np.int8]


class Sums(NamedTuple):
    """Weighted sums over people.

    ``share`` (n_sets, n_statements): P; ``shortfall`` (n_statements,): max(threshold − P, 0) over the people of row 0;
    ``observed``, ``expected`` and ``information`` (n_sets, n_statements), over those who agreed or disagreed:
    agreements, P, and P (1 − P). Over people with a gradient: ``square`` (n_sets, n_statements): P²; ``gradient``
    (n_sets, d + 1, n_statements): P' × (1, u); ``own`` (n_sets, n_statements): weight² × P'² × the person's own
    variance. ``votes`` (3, n_sets, n_statements) counts disagreements, passes and agreements.
    """

    share: Floats
    shortfall: Floats
    observed: Floats
    expected: Floats
    information: Floats
    square: Floats
    gradient: Floats
    own: Floats
    votes: NDArray[np.int64]


LOG2_E = 1.4426950408889634
LN_2_HIGH, LN_2_LOW = 6.93147180369123816490e-01, 1.90821492927058770002e-10
ROUNDING = 6755399441055744.0  # 1.5 × 2^52: adding it leaves the nearest whole number in the lowest bits
EXPONENT_BITS = 52
EXPONENT_BIAS = 1023 << EXPONENT_BITS
LARGEST_LOGIT = 40.0
MATRIX_PART = 500


class Scratch(NamedTuple):
    """Rows of numbers that one pass uses again and again; ``bits`` sees the memory of ``power`` as integers."""

    logit: Floats
    variance: Floats
    slope: Floats
    power: Floats
    bits: NDArray[np.int64]


def _scratch(n_statements: int) -> Scratch:
    power = np.empty(n_statements)
    return Scratch(np.empty(n_statements), np.empty(n_statements), np.empty(n_statements), power, power.view(np.int64))


# Not reassociated: (x + ROUNDING) − ROUNDING must round. A loop with math.exp cannot use vector instructions; this
# one does and is right to twelve digits (exp(x) = 2^n × exp(r), the second by its series to r^9).
@exactly_compiled
def _logistic_row(x: Any, scratch: Any, out: Any) -> None:
    """1 / (1 + exp(−x)) for a row."""
    power, bits = scratch.power, scratch.bits
    for s in range(x.shape[0]):
        negative = min(max(-x[s], -LARGEST_LOGIT), LARGEST_LOGIT)
        shifted = negative * LOG2_E + ROUNDING
        power[s] = shifted
        whole = shifted - ROUNDING
        r = (negative - whole * LN_2_HIGH) - whole * LN_2_LOW
        high = ((r / 362880.0 + 1.0 / 40320.0) * r + 1.0 / 5040.0) * r + 1.0 / 720.0
        middle = ((high * r + 1.0 / 120.0) * r + 1.0 / 24.0) * r + 1.0 / 6.0
        series = ((middle * r + 0.5) * r + 1.0) * r + 1.0
        out[s] = series
    for s in range(x.shape[0]):
        bits[s] = (bits[s] << EXPONENT_BITS) + EXPONENT_BIAS
    for s in range(x.shape[0]):
        out[s] = 1.0 / (1.0 + out[s] * power[s])


@compiled
def _chance_row(scratch: Any, out: Any) -> None:
    """P(agree) of one person on every statement from the logits' means and variances; ``slope`` gets κ."""
    logit, slope = scratch.logit, scratch.slope
    for s in range(out.shape[0]):
        slope[s] = 1.0 / math.sqrt(1.0 + VARIANCE_SCALE * scratch.variance[s])
        logit[s] *= slope[s]
    _logistic_row(logit, scratch, out)


@compiled
def _predict_row(mean: Any, covariance: Any, rows: Any, doubled: Any, logit: Any, variance: Any) -> None:
    """Logit mean and variance of one person on every statement."""
    fill_person_moments(mean, covariance, 0, doubled)
    for s in range(logit.shape[0]):
        logit[s] = mean[0] + rows.means[0, s]
        variance[s] = 0.0
    for j in range(1, rows.means.shape[0]):
        opinion = mean[N_CHANNELS + j - 1]
        for s in range(logit.shape[0]):
            logit[s] += opinion * rows.means[j, s]
    for q in range(doubled.shape[0]):
        factor = doubled[q]
        for s in range(logit.shape[0]):
            variance[s] += factor * rows.second[q, s]
    for s in range(logit.shape[0]):
        variance[s] = max(variance[s] - logit[s] * logit[s], 0.0)


@compiled
def _add_gradient(person: int, people: Any, rows: Any, share: Any, scratch: Any, sums: Any) -> None:
    """Add one person's squares and derivatives to each of their sets; ``scratch.slope`` holds κ."""
    mean, covariance, weight = people.means[person], people.covariances[person], people.weights[person]
    slope, own = scratch.slope, scratch.variance
    packed = np.empty(rows.outer.shape[0])
    fill_person_moments(np.zeros_like(mean), covariance, 0, packed)
    packed[rows.means.shape[0] + 1] = 0.0  # the constant has no variance
    for s in range(own.shape[0]):
        slope[s] *= share[s] * (1.0 - share[s])
        own[s] = 0.0
    for q in range(packed.shape[0]):
        for s in range(own.shape[0]):
            own[s] += packed[q] * rows.outer[q, s]
    for kind in range(people.sets.shape[1]):
        row = people.sets[person, kind]
        if row < 0:
            continue
        for s in range(own.shape[0]):
            sums.square[row, s] += weight * share[s] * share[s]
            sums.own[row, s] += (weight * slope[s]) ** 2 * max(own[s], 0.0)
            sums.gradient[row, 0, s] += weight * slope[s]
        for j in range(1, rows.means.shape[0]):
            opinion = weight * mean[N_CHANNELS + j - 1]
            for s in range(own.shape[0]):
                sums.gradient[row, j, s] += opinion * slope[s]


@compiled
def _add_answers(person: int, people: Any, votes: Any, share: Any, sums: Any) -> None:
    """Add what one person really answered, beside what was expected of them, to each of their sets."""
    weight = people.weights[person]
    for at in range(votes.row_starts[person], votes.row_starts[person + 1]):
        s, vote = votes.statement_index[at], votes.votes[at]
        for kind in range(people.sets.shape[1]):
            row = people.sets[person, kind]
            if row < 0:
                continue
            sums.votes[vote + 1, row, s] += 1
            if vote != 0:
                sums.observed[row, s] += weight if vote > 0 else 0.0
                sums.expected[row, s] += weight * share[s]
                sums.information[row, s] += weight * share[s] * (1.0 - share[s])


@compiled
def _add_support(
    start: int, stop: int, people: Any, votes: Any, rows: Any, thresholds: Any, scratch: Any, sums: Any
) -> None:
    n_statements = rows.means.shape[1]
    doubled = np.empty(rows.second.shape[0])
    share = np.empty(n_statements)
    for person in range(start, stop):
        _predict_row(people.means[person], people.covariances[person], rows, doubled, scratch.logit, scratch.variance)
        _chance_row(scratch, share)
        weight = people.weights[person]
        for kind in range(people.sets.shape[1]):
            row = people.sets[person, kind]
            if row >= 0:
                for s in range(n_statements):
                    sums.share[row, s] += weight * share[s]
        if people.sets[person, 0] >= 0:
            for s in range(n_statements):
                sums.shortfall[s] += weight * max(thresholds[s] - share[s], 0.0)
        _add_answers(person, people, votes, share, sums)
        if people.with_gradient[person]:
            _add_gradient(person, people, rows, share, scratch, sums)


def add_support(
    part: slice, people: People, votes: Answers, rows: StatementRows, thresholds: Floats, sums: Sums
) -> None:
    """Add a part of the people to ``sums``; the first kind of set holds row 0 or −1. ``thresholds`` (n_statements,)."""
    scratch = _scratch(rows.means.shape[1])
    _add_support(part.start, part.stop, people, votes, rows, thresholds, scratch, sums)


@compiled
def _predict_matrix(people: Any, means: Any, covariances: Any, rows: Any, scratch: Any, out: Any) -> None:
    doubled = np.empty(rows.second.shape[0])
    for at in range(people.shape[0]):
        person = people[at]
        _predict_row(means[person], covariances[person], rows, doubled, scratch.logit, scratch.variance)
        _chance_row(scratch, out[at])


def predict_matrix(people: NDArray[np.int64], solved: Posteriors, rows: StatementRows, n_threads: int) -> Floats:
    """P(agree) of the given people (row numbers) on every statement, shape (n, n_statements)."""
    out = np.empty((len(people), rows.means.shape[1]))

    def predict(part: slice) -> None:
        scratch = _scratch(rows.means.shape[1])
        _predict_matrix(people[part], solved.means, solved.covariances, rows, scratch, out[part])

    parts = [slice(start, start + MATRIX_PART) for start in range(0, len(people), MATRIX_PART)]
    run_side_by_side(predict, parts, n_threads)
    return out
