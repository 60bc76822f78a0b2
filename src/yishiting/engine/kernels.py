"""The compiled inner loops of the opinion model: one pass over the votes of a partition of people.

Notation, used by every function here (d dimensions, channel g = 0 "agrees", g = 1 "passes"):

    person     x_g = (b_g, 1, u_1 … u_d)     size q = d + 2; the stored vector is (b_0, b_1, u_1 … u_d)
    statement  y_g = (1, a_g, v_g1 … v_gd)   size q
    logit      eta_g = x_g · y_g = b_g + a_g + u · v_g

People and statements are independent under the variational posterior, so E[eta²] is one inner product of
their second moments. Those are symmetric and stored packed, row by row from the diagonal: Q = q (q + 1) / 2
numbers. Persons' packed moments carry their off-diagonal entries twice, which makes the product a plain dot.

Everything is single-threaded and releases the interpreter's lock; `sweeps` runs partitions side by side.
Reassociation is allowed (sums become vector instructions); NaN and infinity keep their meaning.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, NamedTuple

import numba
import numpy as np

from yishiting.engine.kernel_cache import kept_by_sources
from yishiting.engine.layout import N_CHANNELS

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_FAST = {"reassoc", "contract", "nsz", "arcp"}


def compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile a function at its first call and keep the machine code on disk, where a folder can be written."""
    return _compile(function, fastmath=_FAST)


def exactly_compiled(function: Callable[..., Any]) -> Callable[..., Any]:
    """Compile as `compiled` does, every operation in the order in which it is written."""
    return _compile(function, fastmath=False)


def _compile(function: Callable[..., Any], fastmath: set[str] | bool) -> Callable[..., Any]:  # noqa: FBT001
    options: dict[str, Any] = {"nogil": True, "fastmath": fastmath, "error_model": "numpy"}
    try:
        with kept_by_sources():
            return numba.njit(cache=True, **options)(function)  # type: ignore[no-any-return]
    except RuntimeError:  # no folder at all can be written
        return numba.njit(**options)(function)  # type: ignore[no-any-return]


SMALLEST_LOGIT = 1e-6  # below it tanh(xi/2)/(2 xi) is 1/4 to twelve digits


def writeable(array: Any) -> Any:
    """The array itself, or a copy where it is read-only: the compiler takes these for two types, and works twice."""
    return np.require(array, requirements=("C", "W"))


class VoteColumns(NamedTuple):
    """Votes in compressed rows (`VoteTable`), with one weight and one activity a person."""

    row_starts: NDArray[np.int64]
    statement_index: NDArray[np.int32]
    votes: NDArray[np.int8]
    weights: Floats
    activity: Floats


class PersonPrior(NamedTuple):
    """Prior of a person's vector: mean ``activity × slope`` (q,), precision (q, q)."""

    slope: Floats
    precision: Floats


class StatementMoments(NamedTuple):
    """E[y] (2, n_statements, q) and packed E[y yᵀ] (2, n_statements, Q) of both channels."""

    first: Floats
    second: Floats


class Posteriors(NamedTuple):
    """Gaussian posteriors, one row an individual: means (n, q) and covariances (n, q, q)."""

    means: Floats
    covariances: Floats


@compiled
def _omega(second_moment: float) -> float:
    """tanh(xi/2) / (2 xi) at xi = sqrt(E[eta²]): the curvature of Jaakkola and Jordan's bound."""
    xi = math.sqrt(max(second_moment, SMALLEST_LOGIT * SMALLEST_LOGIT))
    decay = math.exp(-xi)
    return (1.0 - decay) / ((1.0 + decay) * 2.0 * xi)


@compiled
def fill_person_moments(mean: Any, covariance: Any, channel: int, doubled: Any) -> None:
    """Packed E[x xᵀ] of one person in one channel, off-diagonal entries doubled."""
    n_dimensions = mean.shape[0] - N_CHANNELS
    doubled[0] = mean[channel] * mean[channel] + covariance[channel, channel]
    doubled[1] = 2.0 * mean[channel]
    at = 2
    for j in range(N_CHANNELS, N_CHANNELS + n_dimensions):
        doubled[at] = 2.0 * (mean[channel] * mean[j] + covariance[channel, j])
        at += 1
    doubled[at] = 1.0
    at += 1
    for j in range(N_CHANNELS, N_CHANNELS + n_dimensions):
        doubled[at] = 2.0 * mean[j]
        at += 1
    for i in range(N_CHANNELS, N_CHANNELS + n_dimensions):
        doubled[at] = mean[i] * mean[i] + covariance[i, i]
        at += 1
        for j in range(i + 1, N_CHANNELS + n_dimensions):
            doubled[at] = 2.0 * (mean[i] * mean[j] + covariance[i, j])
            at += 1


@compiled
def _add_channel(packed: Any, linear: Any, channel: int, precision: Any, target: Any) -> None:
    """Add one channel's sums over statements to a person's precision matrix and linear term."""
    n_dimensions = precision.shape[0] - N_CHANNELS
    size = n_dimensions + 2
    precision[channel, channel] += packed[0]
    target[channel] += linear[0] - packed[1]
    for j in range(n_dimensions):
        precision[channel, N_CHANNELS + j] += packed[2 + j]
        precision[N_CHANNELS + j, channel] += packed[2 + j]
        target[N_CHANNELS + j] += linear[2 + j] - packed[size + 1 + j]
    at = size + size - 1
    for i in range(n_dimensions):
        precision[N_CHANNELS + i, N_CHANNELS + i] += packed[at]
        at += 1
        for j in range(i + 1, n_dimensions):
            precision[N_CHANNELS + i, N_CHANNELS + j] += packed[at]
            precision[N_CHANNELS + j, N_CHANNELS + i] += packed[at]
            at += 1


@compiled
def _invert(matrix: Any, inverse: Any) -> None:
    """Inverse of a small positive definite matrix by Cholesky; LAPACK's call costs more than the work."""
    size = matrix.shape[0]
    for j in range(size):
        for i in range(j, size):
            total = matrix[i, j]
            for k in range(j):
                total -= matrix[i, k] * matrix[j, k]
            matrix[i, j] = math.sqrt(total) if i == j else total / matrix[j, j]
    for j in range(size):  # the lower triangle now holds L; turn it into L⁻¹ in place, column by column
        matrix[j, j] = 1.0 / matrix[j, j]
        for i in range(j + 1, size):
            total = 0.0
            for k in range(j, i):
                total -= matrix[i, k] * matrix[k, j]
            matrix[i, j] = total / matrix[i, i]
    for i in range(size):
        for j in range(i + 1):
            total = 0.0
            for k in range(i, size):
                total += matrix[k, i] * matrix[k, j]
            inverse[i, j] = total
            inverse[j, i] = total


@compiled
def _invert_all(matrices: Any, inverses: Any) -> None:
    for at in range(matrices.shape[0]):
        _invert(matrices[at], inverses[at])


def invert_all(matrices: Floats) -> Floats:
    """Inverses of many small positive definite matrices, shape (n, size, size); ``matrices`` are used up."""
    inverses = np.empty_like(matrices)
    _invert_all(matrices, inverses)
    return inverses


@compiled
def _add_votes(statements: Any, votes: Any, moments: Any, doubled: Any, packed: Any, linear: Any) -> None:
    """Sum what the votes of one person say about them, given where they stand (``doubled``)."""
    n_packed, n_linear = moments.second.shape[2], moments.first.shape[2]
    for at in range(statements.shape[0]):
        statement, vote = statements[at], votes[at]
        for channel in range(N_CHANNELS):
            if channel == 0 and vote == 0:
                continue
            kappa = 0.5 if (vote > 0 if channel == 0 else vote == 0) else -0.5
            second = moments.second[channel, statement]
            product = 0.0
            for j in range(n_packed):
                product += doubled[channel, j] * second[j]
            omega = _omega(product)
            for j in range(n_packed):
                packed[channel, j] += omega * second[j]
            for j in range(n_linear):
                linear[channel, j] += kappa * moments.first[channel, statement, j]


@compiled
def solve_person(
    statements: Any, votes: Any, activity: float, prior: Any, moments: Any, n_steps: int, mean: Any, covariance: Any
) -> None:
    """Posterior of one person from their own votes; ``mean`` and ``covariance`` hold the start and the answer."""
    size = mean.shape[0]
    n_packed = moments.second.shape[2]
    doubled = np.empty((N_CHANNELS, n_packed))
    packed = np.empty((N_CHANNELS, n_packed))
    linear = np.empty((N_CHANNELS, moments.first.shape[2]))
    precision = np.empty((size, size))
    target = np.empty(size)
    for _ in range(n_steps):
        packed[:] = 0.0
        linear[:] = 0.0
        for channel in range(N_CHANNELS):
            fill_person_moments(mean, covariance, channel, doubled[channel])
        _add_votes(statements, votes, moments, doubled, packed, linear)
        for i in range(size):
            target[i] = 0.0
            for j in range(size):
                precision[i, j] = prior.precision[i, j]
                target[i] += prior.precision[i, j] * activity * prior.slope[j]
        for channel in range(N_CHANNELS):
            _add_channel(packed[channel], linear[channel], channel, precision, target)
        _invert(precision, covariance)
        for i in range(size):
            mean[i] = 0.0
            for j in range(size):
                mean[i] += covariance[i, j] * target[j]


@compiled
def _add_person(
    statements: Any, votes: Any, weight: float, mean: Any, covariance: Any, moments: Any, sums: Any
) -> None:
    """Add one solved person to the statement-sized sums (off-diagonal entries stay doubled)."""
    n_packed = moments.second.shape[2]
    doubled = np.empty((N_CHANNELS, n_packed))
    for channel in range(N_CHANNELS):
        fill_person_moments(mean, covariance, channel, doubled[channel])
    for at in range(statements.shape[0]):
        statement, vote = statements[at], votes[at]
        for channel in range(N_CHANNELS):
            if channel == 0 and vote == 0:
                continue
            kappa = weight * (0.5 if (vote > 0 if channel == 0 else vote == 0) else -0.5)
            second = moments.second[channel, statement]
            product = 0.0
            for j in range(n_packed):
                product += doubled[channel, j] * second[j]
            omega = weight * _omega(product)
            sum_second = sums.second[channel, statement]
            for j in range(n_packed):
                sum_second[j] += omega * doubled[channel, j]
            sum_first = sums.first[channel, statement]
            sum_first[0] += kappa * mean[channel]
            sum_first[1] += kappa
            for j in range(N_CHANNELS, mean.shape[0]):
                sum_first[j] += kappa * mean[j]


@compiled
def sweep_people(people: Any, columns: Any, prior: Any, moments: Any, n_steps: int, solved: Any, sums: Any) -> None:
    """Solve people (row numbers of ``columns``) into the rows of ``solved``, and add them to ``sums``.

    ``solved`` holds the start and the answer, aligned with ``people``; ``sums`` has the shape of ``moments``.
    """
    for at in range(people.shape[0]):
        person = people[at]
        start, stop = columns.row_starts[person], columns.row_starts[person + 1]
        statements, votes = columns.statement_index[start:stop], columns.votes[start:stop]
        mean, covariance = solved.means[at], solved.covariances[at]
        solve_person(statements, votes, columns.activity[person], prior, moments, n_steps, mean, covariance)
        _add_person(statements, votes, columns.weights[person], mean, covariance, moments, sums)


@compiled
def pair_moments(people: Any, statements: Any, solved: Any, moments: Any, logit: Any, variance: Any) -> None:
    """Posterior mean and variance of the agreement logit of each (person, statement) pair."""
    doubled = np.empty(moments.second.shape[2])
    for at in range(people.shape[0]):
        person, statement = people[at], statements[at]
        mean = solved.means[person]
        fill_person_moments(mean, solved.covariances[person], 0, doubled)
        total = mean[0] + moments.first[0, statement, 1]
        for j in range(N_CHANNELS, mean.shape[0]):
            total += mean[j] * moments.first[0, statement, j]
        product = 0.0
        for j in range(doubled.shape[0]):
            product += doubled[j] * moments.second[0, statement, j]
        logit[at] = total
        variance[at] = max(product - total * total, 0.0)
