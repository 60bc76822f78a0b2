"""One person against fixed statements, in plain numpy: no compiler is loaded, as a web page must not wait for one.

`kernels.solve_person` is the same for many people; the notation is that of `kernels`, and a test holds both equal.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from yishiting.engine.errors import InvalidSettingError
from yishiting.engine.layout import N_CHANNELS, VARIANCE_SCALE
from yishiting.engine.votes import as_ids

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    Floats = NDArray[np.float64]

PLACING_STEPS = 5  # fixed-point steps to a newcomer's posterior, from the prior
SMALLEST_SQUARE = 1e-12  # of a logit, as in the kernels


@dataclass(frozen=True)
class Placement:
    """Where one person stands in a fixed model: mean and covariance of (b_0, b_1, u), sizes d + 2."""

    mean: Floats
    covariance: Floats


class Moments(NamedTuple):
    """E[y] (2, n_statements, q) and packed E[y yᵀ] (2, n_statements, Q) of both channels."""

    first: Floats
    second: Floats


def known_answers(
    known: NDArray[Any], statements: ArrayLike, votes: ArrayLike
) -> tuple[NDArray[np.int64], NDArray[np.int8]]:
    """Positions in ``known`` (rising) and votes, the last on each statement, those on unknown statements left out.

    Raises `InvalidSettingError` for votes that are not -1, 0 or +1 or not as many as the statements.
    """
    columns, answers = positions(known, statements, "statements")[::-1], np.asarray(votes)[::-1]
    if columns.shape != answers.shape or not np.isin(answers, (-1, 0, 1)).all():
        raise InvalidSettingError("`votes` must be -1, 0 or +1, one for each of `statements`")
    kept, first = np.unique(columns, return_index=True)
    return kept[kept >= 0], answers[first][kept >= 0].astype(np.int8)


def positions(known: NDArray[Any], ids: ArrayLike, name: str) -> NDArray[np.int64]:
    """Position of each id in ``known`` (rising), −1 where it is not there."""
    values = as_ids(ids, name)
    if not len(known) or not len(values) or values.dtype.kind != known.dtype.kind:
        return np.full(len(values), -1)
    at = np.minimum(np.searchsorted(known, values), len(known) - 1)
    return np.where(known[at] == values, at, -1)


def solve(moments: Moments, votes: NDArray[np.int8], prior_mean: Floats, prior_covariance: Floats) -> Placement:
    """Posterior of one person; ``moments`` are those of the statements answered, in the order of ``votes``.

    The fixed point of Jaakkola and Jordan's bound, in `PLACING_STEPS` steps from the prior's spread around nought.
    """
    prior_precision = _inverse(prior_covariance)
    pull = prior_precision @ prior_mean
    second, linear = _heard(moments, votes)
    mean: Floats = np.zeros_like(prior_mean)
    covariance = prior_covariance
    for _ in range(PLACING_STEPS):
        logit = np.sqrt(np.maximum(second @ person_moment(mean, covariance).ravel(), SMALLEST_SQUARE))
        sums = (np.tanh(logit / 2) / (2 * logit) @ second).reshape(len(mean) + 1, len(mean) + 1)
        covariance = _inverse(prior_precision + sums[1:, 1:])
        # What goes with the constant is no unknown of the person: it moves the target.
        mean = covariance @ (pull + linear - sums[1:, 0])
    return Placement(mean, covariance)


def _inverse(matrix: Floats) -> Floats:
    return np.asarray(np.linalg.inv(matrix), dtype=np.float64)


def person_moment(mean: Floats, covariance: Floats) -> Floats:
    """E[z zᵀ] of the person's whole vector z = (1, b_0, b_1, u), shape (d + 3, d + 3)."""
    vector = np.concatenate(([1.0], mean))
    moment = np.multiply.outer(vector, vector)
    moment[1:, 1:] += covariance
    return moment


def _heard(moments: Moments, votes: NDArray[np.int8]) -> tuple[Floats, Floats]:
    """E[y yᵀ] of every answer laid out as `person_moment` is, one row an answer and channel; and the sum of ±½ E[y]."""
    told, size = votes != 0, moments.first.shape[2]
    padded = np.concatenate((moments.second, np.zeros((N_CHANNELS, len(votes), 1))), axis=2)
    rows = [padded[channel][:, in_whole(size, channel).ravel()] for channel in range(N_CHANNELS)]
    pulls = np.where(votes > 0, 0.5, -0.5)[told] @ moments.first[0, told], np.where(told, -0.5, 0.5) @ moments.first[1]
    linear = np.concatenate(([pulls[0][0], pulls[1][0]], pulls[0][2:] + pulls[1][2:]))
    return np.concatenate((rows[0][told], rows[1])), linear


@cache
def in_whole(size: int, channel: int) -> NDArray[np.int64]:
    """Where each entry of z zᵀ finds its partner in a channel's packed y yᵀ; Q, past its end, where it has none.

    Of z = (1, b_0, b_1, u), a channel's x = (b, 1, u) holds one b only.
    """
    packed = np.empty((size, size), dtype=np.int64)
    rows, columns = np.triu_indices(size)
    packed[rows, columns] = packed[columns, rows] = np.arange(len(rows))
    whole = np.full((size + 1, size + 1), len(rows))
    own = np.array([1 + channel, 0, *range(1 + N_CHANNELS, size + 1)])
    whole[own[:, None], own] = packed
    whole.setflags(write=False)  # everybody gets the same array
    return whole


def logit_moments(moments: Moments, person: Placement, channel: int) -> tuple[Floats, Floats]:
    """Mean and variance of one channel's logit on every statement, shapes (n_statements,)."""
    size = moments.first.shape[2]
    own = np.array([1 + channel, 0, *range(1 + N_CHANNELS, size + 1)])
    whole = person_moment(person.mean, person.covariance)[own[:, None], own]
    rows, columns = np.triu_indices(size)
    doubled = whole[rows, columns] * np.where(rows == columns, 1.0, 2.0)
    logit = moments.first[channel] @ whole[1]
    return logit, np.maximum(moments.second[channel] @ doubled - logit**2, 0.0)


def probability(logit: Floats, variance: Floats) -> Floats:
    """Mean of a logistic function over a Gaussian logit, nearly (`layout.VARIANCE_SCALE`)."""
    return 1.0 / (1.0 + np.exp(-logit / np.sqrt(1.0 + VARIANCE_SCALE * variance)))
