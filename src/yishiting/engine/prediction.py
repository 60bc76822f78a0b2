"""Answers of a fitted model for pairs of people and statements, and for a newcomer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yishiting.engine.fitting import PLACING_STEPS
from yishiting.engine.kernels import Posteriors, StatementMoments, pair_moments, solve_person
from yishiting.engine.layout import VARIANCE_SCALE
from yishiting.engine.model import Placement
from yishiting.engine.moments import moments_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yishiting.engine.fitting import Fit

    Floats = NDArray[np.float64]


def probability(logit: Floats, variance: Floats) -> Floats:
    """Mean of a logistic function over a Gaussian logit, nearly (`layout.VARIANCE_SCALE`)."""
    return 1.0 / (1.0 + np.exp(-logit / np.sqrt(1.0 + VARIANCE_SCALE * variance)))


def predict_pairs(fit: Fit, people: NDArray[np.int64], statements: NDArray[np.int64]) -> Floats:
    """P(agree) for pairs of positions; −1 stands for somebody or something unknown."""
    solved, moments = _with_unknown(fit)
    logit, variance = np.empty(len(people)), np.empty(len(people))
    # Position −1 wraps to the last row, where the unknown stand.
    rows, columns = people % len(solved.means), statements % moments.first.shape[1]
    pair_moments(rows, columns, solved, moments, logit, variance)
    return probability(logit, variance)


def place_person(fit: Fit, statements: NDArray[np.int64], votes: NDArray[np.int64]) -> Placement:
    """Posterior of one person against fixed statements; the order of the votes does not matter."""
    mean, covariance = np.zeros(len(fit.priors.person_slope)), fit.priors.person_covariance.copy()
    activity = float(fit.activity_scale.scaled(np.array(len(votes))))
    solve_person(
        statements.astype(np.int32), votes.astype(np.int8), activity, fit.priors.for_people(), fit.moments,
        PLACING_STEPS, mean, covariance,
    )  # fmt: skip
    return Placement(mean, covariance)


def _with_unknown(fit: Fit) -> tuple[Posteriors, StatementMoments]:
    """Posteriors with one more row at the end: somebody of average zeal, something never answered."""
    nothing = fit.exposure_scale.scaled(np.zeros(1))
    priors = fit.priors
    people = Posteriors(
        np.vstack((fit.people.means, np.zeros_like(priors.person_slope))),
        np.concatenate((fit.people.covariances, priors.person_covariance[None])),
    )
    statements = Posteriors(
        np.vstack((fit.statements.means, priors.for_statements(nothing).means)),
        np.concatenate((fit.statements.covariances, priors.statement_covariance[None])),
    )
    return people, moments_of(statements)
