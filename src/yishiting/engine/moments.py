"""From statements' Gaussian posteriors to the moments that the kernels read, and from their sums back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yishiting.engine.kernels import Posteriors, StatementMoments, invert_all
from yishiting.engine.layout import N_CHANNELS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True)
class StatementPrior:
    """Prior of a statement's vector (a_0, v_0, a_1, v_1), size 2 (d + 1).

    ``means`` (n_statements, 2 (d + 1)) differ by exposure; ``precision`` is common to all.
    """

    means: Floats
    precision: Floats


def moments_of(statements: Posteriors) -> StatementMoments:
    """Moments of y_g = (1, a_g, v_g) in both channels, second ones packed."""
    n_statements, size = statements.means.shape
    half = size // N_CHANNELS
    rows, columns = np.triu_indices(half + 1)
    first = np.ones((N_CHANNELS, n_statements, half + 1))
    second = np.empty((N_CHANNELS, n_statements, len(rows)))
    for channel in range(N_CHANNELS):
        block = slice(channel * half, (channel + 1) * half)
        first[channel, :, 1:] = statements.means[:, block]
        full = first[channel][:, :, None] * first[channel][:, None, :]
        full[:, 1:, 1:] += statements.covariances[:, block, block]
        second[channel] = full[:, rows, columns]
    return StatementMoments(first, second)


def solve_statements(sums: StatementMoments, prior: StatementPrior) -> Posteriors:
    """Posterior of every statement from the people's sums (closed form, all at once)."""
    half = sums.first.shape[2] - 1
    precision = np.broadcast_to(prior.precision, (len(prior.means), *prior.precision.shape)).copy()
    target = prior.means @ prior.precision
    for channel in range(N_CHANNELS):
        block = slice(channel * half, (channel + 1) * half)
        full = _unpack(sums.second[channel], half + 1)
        precision[:, block, block] += full[:, 1:, 1:]
        target[:, block] += sums.first[channel][:, 1:] - full[:, 0, 1:]
    covariances = invert_all(precision)
    return Posteriors((covariances @ target[:, :, None])[:, :, 0], covariances)


def _unpack(packed: Floats, size: int) -> Floats:
    """Symmetric matrices from packed rows whose off-diagonal entries are doubled."""
    rows, columns = np.triu_indices(size)
    place = np.empty((size, size), dtype=np.int64)
    place[rows, columns] = place[columns, rows] = np.arange(len(rows))
    return np.take(packed * np.where(rows == columns, 1.0, 0.5), place, axis=1)


def rotate(individuals: Posteriors, turn: Floats) -> Posteriors:
    """Posteriors after every vector is multiplied by ``turn`` (new size × old size) from the left."""
    return Posteriors(
        np.ascontiguousarray(individuals.means @ turn.T),
        np.ascontiguousarray(turn @ individuals.covariances @ turn.T),
    )
