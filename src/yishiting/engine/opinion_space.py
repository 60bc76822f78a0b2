"""Opinions in units of logits: how far people stand apart, and to which centre they are nearest."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yishiting.engine.layout import N_CHANNELS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]


@dataclass(frozen=True)
class OpinionSpace:
    """People's opinions in units of logits: a distance of 1 is a difference of 1 on a typical statement.

    ``points`` (n_people, d), ``covariances`` (n_people, d, d); ``scale`` (d,) turns an opinion into a point.
    """

    points: Floats
    covariances: Floats
    scale: Floats

    @classmethod
    def of(cls, means: Floats, covariances: Floats, relevance: Floats) -> OpinionSpace:
        """Scale each learned dimension by the spread of logits that it explains between statements.

        ``means`` (n_people, d + 2) and ``covariances`` (n_people, d + 2, d + 2) are people's posteriors.
        """
        scale, opinions = np.sqrt(np.maximum(relevance, 0.0)), slice(N_CHANNELS, None)
        return cls(
            points=means[:, opinions] * scale,
            covariances=covariances[:, opinions, opinions] * (scale[:, None] * scale),
            scale=scale,
        )


def squared_distances(points: Floats, centres: Floats) -> Floats:
    """Squared distance of every point from every centre, shape (n_points, n_centres)."""
    squares = (points**2).sum(axis=1)[:, None] - 2.0 * points @ centres.T + (centres**2).sum(axis=1)
    result: Floats = np.maximum(squares, 0.0)
    return result


def nearest(points: Floats, centres: Floats) -> Integers:
    """Position of the nearest centre of each point."""
    result: Integers = np.argmin(squared_distances(points, centres), axis=1)
    return result


def certainties(points: Floats, noise: Floats, centres: Floats) -> Floats:
    """Probability that a point, drawn again with its uncertainty, keeps to its centre rather than any one other."""
    from scipy.special import ndtr

    result: Floats = ndtr(margins(points, noise, centres))
    return result


def margins(points: Floats, noise: Floats, centres: Floats) -> Floats:
    """How far each point is on its centre's side of the nearest border, in its standard deviations across it.

    Infinite where there is one centre only.
    """
    result = np.full(len(points), np.inf)
    own = nearest(points, centres)
    for other in range(len(centres)):
        step = centres[own] - centres[other]
        margin = ((points - (centres[own] + centres[other]) / 2) * step).sum(axis=1)
        spread = np.sqrt(np.maximum(np.einsum("ni,nij,nj->n", step, noise, step), 1e-24))
        result = np.where(own == other, result, np.minimum(result, margin / spread))
    return result
