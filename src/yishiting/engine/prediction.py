"""Answers of a fitted model for pairs of people and statements, and for a newcomer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yishiting.engine.kernels import Posteriors, StatementMoments, pair_moments
from yishiting.engine.moments import moments_of
from yishiting.engine.one_person import Moments, probability, solve

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yishiting.engine.fitting import Fit
    from yishiting.engine.one_person import Placement

    Floats = NDArray[np.float64]


def predict_pairs(fit: Fit, people: NDArray[np.int64], statements: NDArray[np.int64]) -> Floats:
    """P(agree) for pairs of positions; −1 stands for somebody or something unknown."""
    solved, moments = _with_unknown(fit)
    logit, variance = np.empty(len(people)), np.empty(len(people))
    # Position −1 wraps to the last row, where the unknown stand.
    rows, columns = people % len(solved.means), statements % moments.first.shape[1]
    pair_moments(rows, columns, solved, moments, logit, variance)
    return probability(logit, variance)


def place_person(fit: Fit, statements: NDArray[np.int64], votes: NDArray[np.int8]) -> Placement:
    """Posterior of one person against fixed statements; the order of the votes does not matter."""
    activity = float(fit.activity_scale.scaled(np.array(len(votes))))
    moments = Moments(fit.moments.first[:, statements], fit.moments.second[:, statements])
    return solve(moments, votes, activity * fit.priors.person_slope, fit.priors.person_covariance)


def unknown_statement(fit: Fit) -> StatementMoments:
    """Moments of one statement that nobody has answered: the prior."""
    return moments_of(_unknown_statement(fit))


def _unknown_statement(fit: Fit) -> Posteriors:
    nothing = fit.exposure_scale.scaled(np.zeros(1))
    return Posteriors(fit.priors.for_statements(nothing).means, fit.priors.statement_covariance[None])


def _with_unknown(fit: Fit) -> tuple[Posteriors, StatementMoments]:
    """Posteriors with one more row at the end: somebody of average zeal, something never answered."""
    priors, unknown = fit.priors, _unknown_statement(fit)
    people = Posteriors(
        np.vstack((fit.people.means, np.zeros_like(priors.person_slope))),
        np.concatenate((fit.people.covariances, priors.person_covariance[None])),
    )
    statements = Posteriors(
        np.vstack((fit.statements.means, unknown.means)),
        np.concatenate((fit.statements.covariances, unknown.covariances)),
    )
    return people, moments_of(statements)
