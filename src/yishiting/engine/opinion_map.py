"""From learned opinions to two dimensions: the projection that keeps distances between people best."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yishiting.engine.fitting import lean
from yishiting.engine.results import OpinionMap

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yishiting.engine.fitting import Fit
    from yishiting.engine.opinion_space import OpinionSpace

    Floats = NDArray[np.float64]


def principal_axes(points: Floats, weights: Floats) -> tuple[Floats, Floats]:
    """Variances along the principal axes, falling, and the axes as columns (d, d)."""
    centre = np.average(points, axis=0, weights=weights)
    deviations = points - centre
    covariance = np.einsum("n,ni,nj->ij", weights, deviations, deviations, optimize=False) / weights.sum()
    variances, axes = np.linalg.eigh(covariance)
    return np.maximum(variances[::-1], 0.0), axes[:, ::-1]


def draw_map(space: OpinionSpace, fit: Fit, weights: Floats, previous: NDArray[np.float64] | None) -> OpinionMap:
    """Project people and statements on two axes, signs fixed by rule.

    Along each axis the statements' mean loading points to the positive side, so that people on the right and
    at the top agree more. ``previous`` (n_people, 2), NaN for newcomers, turns the map to match an earlier one.
    """
    variances, axes = principal_axes(space.points, weights)
    plane = np.zeros((len(space.scale), 2))
    plane[:, : min(2, len(variances))] = axes[:, :2]
    loadings = fit.statements.means[:, 1 : fit.n_dimensions + 1] * space.scale
    plane = plane * np.where(lean(loadings[fit.answered] @ plane) < 0, -1.0, 1.0)
    people = space.points @ plane
    if previous is not None:
        turn = _turn_towards(people, previous)
        plane, people = plane @ turn, people @ turn
    total = variances.sum()
    return OpinionMap(
        people=people,
        people_sd=np.sqrt(np.einsum("ia,nij,ja->na", plane, space.covariances, plane, optimize=True)),
        statements=loadings @ plane,
        kept=float(variances[:2].sum() / total) if total > 0 else 1.0,
        relevance=fit.relevance,
        plane=space.scale[:, None] * plane,
    )


def _turn_towards(people: Floats, previous: Floats) -> Floats:
    """Rotation or reflection that brings shared people nearest to where they were (orthogonal Procrustes)."""
    shared = np.isfinite(previous).all(axis=1)
    if shared.sum() < 3:
        return np.eye(2)
    product = (people[shared] - people[shared].mean(axis=0)).T @ (previous[shared] - previous[shared].mean(axis=0))
    left, _, right = np.linalg.svd(product)
    turn: Floats = left @ right
    return turn
