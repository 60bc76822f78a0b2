"""The model and the sums of support once more, plainly: dense matrices, one person after the other, nothing packed.

Written from the formulas in the engine's docstrings, not from its code; only settings (numbers that were chosen) are
taken from the engine. Vectors: a person z = (b_0, b_1, u), a statement w = (a_0, v_0, a_1, v_1); for channel g
(0 "agrees", 1 "passes") x_g = J_g z + e_1 = (b_g, 1, u) and y_g = K_g w + e_0 = (1, a_g, v_g); logit = x_g · y_g.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yishiting.engine import priors as chosen
from yishiting.engine import start as chosen_start
from yishiting.engine.layout import VARIANCE_SCALE
from yishiting.engine.support import LEAST_SHARE, WIDENING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from yishiting.engine import VoteTable

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

CHANNELS = (0, 1)
SWEEPS, SWEEPS_WITH_FIXED_PRIORS = 20, 3
SMALLEST_LOGIT = 1e-6


@dataclass
class Gaussian:
    """Mean and covariance of one person or one statement."""

    mean: Floats
    covariance: Floats


@dataclass
class PlainPriors:
    """People: mean slope × activity and covariance. Statements: mean base + slope × exposure and covariance."""

    person_slope: Floats
    person_covariance: Floats
    statement_base: Floats
    statement_slope: Floats
    statement_covariance: Floats


@dataclass
class PlainFit:
    """Everybody's and every statement's posterior, and the priors that were learned."""

    people: list[Gaussian]
    statements: list[Gaussian]
    priors: PlainPriors

    def logit(self, person: int, statement: int, channel: int) -> tuple[float, float]:
        """Posterior mean and variance of one logit."""
        d = len(self.people[person].mean) - 2
        mean_x, moments_x = _expanded(self.people[person], _person_axes(d, channel), _unit(d + 2, 1))
        mean_y, moments_y = _expanded(self.statements[statement], _statement_axes(d, channel), _unit(d + 2, 0))
        mean = float(mean_x @ mean_y)
        return mean, float((moments_x * moments_y).sum()) - mean**2


def _unit(size: int, at: int) -> Floats:
    vector = np.zeros(size)
    vector[at] = 1.0
    return vector


def _person_axes(d: int, channel: int) -> Floats:
    """J_g, by which x_g = J_g z + e_1."""
    axes = np.zeros((d + 2, d + 2))
    axes[0, channel] = 1.0
    for j in range(d):
        axes[2 + j, 2 + j] = 1.0
    return axes


def _statement_axes(d: int, channel: int) -> Floats:
    """K_g, by which y_g = K_g w + e_0."""
    axes = np.zeros((d + 2, 2 * (d + 1)))
    for j in range(d + 1):
        axes[1 + j, channel * (d + 1) + j] = 1.0
    return axes


def _expanded(posterior: Gaussian, axes: Floats, constant: Floats) -> tuple[Floats, Floats]:
    mean = axes @ posterior.mean + constant
    return mean, np.outer(mean, mean) + axes @ posterior.covariance @ axes.T


def _omega(second_moment: float) -> float:
    """tanh(xi / 2) / (2 xi) at xi = sqrt(E[eta²])."""
    xi = max(float(np.sqrt(second_moment)), SMALLEST_LOGIT)
    return float(np.tanh(xi / 2) / (2 * xi))


def _answers(vote: int) -> Iterator[tuple[int, float]]:
    """Channel and kappa = y − 1/2 of each question that a vote answers; a pass says nothing about agreement."""
    if vote != 0:
        yield 0, 0.5 if vote > 0 else -0.5
    yield 1, 0.5 if vote == 0 else -0.5


def _votes_by_person(table: VoteTable) -> list[list[tuple[int, int]]]:
    found: list[list[tuple[int, int]]] = [[] for _ in range(table.n_participants)]
    for person, statement, vote in zip(table.participant_index(), table.statement_index, table.votes, strict=True):
        found[person].append((int(statement), int(vote)))
    return found


def _scaled(values: Floats) -> Floats:
    spread = values.std()
    result: Floats = (values - values.mean()) / (spread if spread > 1e-9 else 1.0)
    return result


def exposure_of(table: VoteTable) -> Floats:
    """Log of answers received, people counted by weight, centred and scaled."""
    received = np.zeros(table.n_statements)
    for person, statement in zip(table.participant_index(), table.statement_index, strict=True):
        received[statement] += table.weights[person]
    return _scaled(np.log(1 + received))


def activity_of(table: VoteTable) -> Floats:
    """Answers given as n / (n + median), centred and scaled, people counted by weight."""
    given, weights = np.diff(table.row_starts).astype(np.float64), table.weights
    median = min(n for n in given if weights[given <= n].sum() >= weights.sum() / 2 * (1 - 1e-12))
    shares = given / (given + median)
    centre = (weights * shares).sum() / weights.sum()
    spread = np.sqrt((weights * (shares - centre) ** 2).sum() / weights.sum())
    result: Floats = (shares - centre) / (spread if spread > 1e-9 else 1.0)
    return result


def first_loadings(table: VoteTable, d: int) -> Floats:
    """Main directions of agreement that statements and people do not explain by themselves."""
    votes = np.zeros((table.n_participants, table.n_statements))
    votes[table.participant_index(), table.statement_index] = table.votes
    given, weights = votes != 0, table.weights[:, None]
    counts, total = (weights * given).sum(axis=0), table.weights.sum()
    residuals = np.where(given, votes - (weights * votes).sum(axis=0) / (counts + 2), 0.0)
    residuals = np.where(given, residuals - (residuals.sum(axis=1) / (given.sum(axis=1) + 3))[:, None], 0.0)
    strengths, directions = np.linalg.eigh(residuals.T @ (weights * residuals))
    strengths, directions = strengths[::-1], directions[:, ::-1]
    loadings = np.zeros((table.n_statements, d))
    for j in range(_untied(strengths, d)):
        strength = np.sqrt(max(strengths[j], 0.0) / total)
        reach = np.sqrt(total / np.maximum(counts, chosen_start.LEAST_ANSWERS))
        loadings[:, j] = chosen_start.START_SCALE * directions[:, j] * strength * reach
    return loadings


def _untied(strengths: Floats, d: int) -> int:
    """How many directions to take so that the last one is stronger than the first one left out."""
    kept = min(d, len(strengths))
    while 0 < kept < len(strengths) and strengths[kept - 1] - strengths[kept] <= 1e-6 * strengths[0]:
        kept -= 1
    return kept


def _first_priors(d: int) -> PlainPriors:
    base = np.zeros(2 * (d + 1))
    base[d + 1] = -1.5
    statement, person = np.eye(2 * (d + 1)), np.eye(d + 2)
    statement[0, 0], person[0, 0] = 2.0, 0.5
    return PlainPriors(np.zeros(d + 2), person, base, np.zeros(2 * (d + 1)), statement)


def cold_fit(table: VoteTable, d: int) -> PlainFit:
    """Fit from nothing: 20 sweeps, priors learned after the third."""
    votes, exposure, activity = _votes_by_person(table), exposure_of(table), activity_of(table)
    priors = _first_priors(d)
    people = [Gaussian(np.zeros(d + 2), priors.person_covariance.copy()) for _ in votes]
    loadings = first_loadings(table, d)
    statements = []
    for at in range(table.n_statements):
        mean = priors.statement_base.copy()
        mean[1 : d + 1] = loadings[at]
        statements.append(Gaussian(mean, 0.1 * np.eye(2 * (d + 1))))
    fit = PlainFit(people, statements, priors)
    for turn in range(SWEEPS):
        fit.people = [_solve_person(fit, at, votes[at], activity[at]) for at in range(len(votes))]
        fit.statements = _solve_statements(fit, votes, table.weights, exposure)
        if turn >= SWEEPS_WITH_FIXED_PRIORS:
            fit.priors = _learn(fit, votes, exposure, table.weights, activity)
    return fit


def _solve_person(fit: PlainFit, at: int, votes: list[tuple[int, int]], activity: float) -> Gaussian:
    size = len(fit.people[at].mean)
    d = size - 2
    precision = np.linalg.inv(fit.priors.person_covariance)
    target = precision @ (activity * fit.priors.person_slope)
    for statement, vote in votes:
        for channel, kappa in _answers(vote):
            axes, constant = _person_axes(d, channel), _unit(d + 2, 1)
            _, moments_x = _expanded(fit.people[at], axes, constant)
            mean_y, moments_y = _expanded(fit.statements[statement], _statement_axes(d, channel), _unit(d + 2, 0))
            omega = _omega(float((moments_x * moments_y).sum()))
            precision += omega * axes.T @ moments_y @ axes
            target += axes.T @ (kappa * mean_y - omega * moments_y @ constant)
    covariance = np.linalg.inv(precision)
    return Gaussian(covariance @ target, covariance)


def _solve_statements(
    fit: PlainFit, votes: list[list[tuple[int, int]]], weights: Floats, exposure: Floats
) -> list[Gaussian]:
    """All statements against the people just solved; the bound is taken at the statements' old posteriors."""
    d = len(fit.people[0].mean) - 2
    inverse = np.linalg.inv(fit.priors.statement_covariance)
    precisions = [inverse.copy() for _ in exposure]
    targets = [inverse @ (fit.priors.statement_base + each * fit.priors.statement_slope) for each in exposure]
    for person, given in enumerate(votes):
        for statement, vote in given:
            for channel, kappa in _answers(vote):
                axes, constant = _statement_axes(d, channel), _unit(d + 2, 0)
                mean_x, moments_x = _expanded(fit.people[person], _person_axes(d, channel), _unit(d + 2, 1))
                _, moments_y = _expanded(fit.statements[statement], axes, constant)
                omega = _omega(float((moments_x * moments_y).sum()))
                precisions[statement] += weights[person] * omega * axes.T @ moments_x @ axes
                targets[statement] += weights[person] * axes.T @ (kappa * mean_x - omega * moments_x @ constant)
    covariances = [np.linalg.inv(precision) for precision in precisions]
    return [Gaussian(c @ target, c) for c, target in zip(covariances, targets, strict=True)]


def _learn(
    fit: PlainFit, votes: list[list[tuple[int, int]]], exposure: Floats, weights: Floats, activity: Floats
) -> PlainPriors:
    answered = sorted({statement for given in votes for statement, _ in given})
    base, slope, statement_covariance = _learn_statements([fit.statements[at] for at in answered], exposure[answered])
    size = len(fit.people[0].mean)
    zeal = sum(w * a * person.mean for w, a, person in zip(weights, activity, fit.people, strict=True))
    person_slope = zeal / ((weights * activity**2).sum() + chosen.RIDGE)
    person_slope[0] = 0.0
    spread = chosen.PERSON_STRENGTH * chosen.PERSON_VARIANCE * np.eye(size)
    for w, a, person in zip(weights, activity, fit.people, strict=True):
        deviation = person.mean - a * person_slope
        spread += w * (np.outer(deviation, deviation) + person.covariance)
    person_covariance = np.eye(size)
    person_covariance[:2, :2] = spread[:2, :2] / (weights.sum() + chosen.PERSON_STRENGTH)
    return PlainPriors(person_slope, person_covariance, base, slope, statement_covariance)


def _learn_statements(statements: list[Gaussian], exposure: Floats) -> tuple[Floats, Floats, Floats]:
    means = np.array([statement.mean for statement in statements])
    normal = np.array([[len(means) + 1e-6, exposure.sum()], [exposure.sum(), (exposure**2).sum() + chosen.RIDGE]])
    base, slope = np.linalg.solve(normal, np.array([means.sum(axis=0), exposure @ means]))
    spread = chosen.STATEMENT_STRENGTH * chosen.STATEMENT_VARIANCE * np.eye(means.shape[1])
    for statement, each in zip(statements, exposure, strict=True):
        deviation = statement.mean - base - each * slope
        spread += np.outer(deviation, deviation) + statement.covariance
    return base, slope, spread / (len(means) + chosen.STATEMENT_STRENGTH)


@dataclass(frozen=True)
class PlainSupport:
    """Per statement and for one set of people: logit of support and its sd, the worst-off mean, the division."""

    logit: Floats
    sd: Floats
    worst_off: Floats
    division: Floats


def support(fit: PlainFit, table: VoteTable, members: list[int], worst_off_share: float) -> PlainSupport:
    """Support of every statement among ``members``."""
    shares, slopes, own = _predictions(fit, members, table.n_statements)
    weights = table.weights[members]
    whole = weights.sum()
    share = weights @ shares / whole
    spread = np.maximum(weights @ shares**2 / whole - share**2, 0.0)
    within = np.clip(share, LEAST_SHARE, 1 - LEAST_SHARE)
    common = np.array([_common_variance(fit, members, weights, slopes[:, s], s) for s in range(table.n_statements)])
    variance = common + ((weights[:, None] * slopes) ** 2 * own).sum(axis=0) / whole**2
    drawn = min(whole, whole**2 / (weights**2).sum())
    slope = within * (1 - within)
    carried = np.clip(1 - spread / slope, 0.0, 1.0)
    shift, shift_variance = _shift(fit, table, members, shares)
    return PlainSupport(
        logit=np.log(within / (1 - within)) + carried * shift,
        sd=np.sqrt((WIDENING**2 * variance + spread / drawn) / slope**2 + carried**2 * shift_variance),
        worst_off=np.array([_lowest_mean(shares[:, s], weights, worst_off_share) for s in range(len(share))]),
        division=np.sqrt(spread),
    )


def _predictions(fit: PlainFit, members: list[int], n_statements: int) -> tuple[Floats, Floats, Floats]:
    """P(agree), its derivative by the logit, and the person's own part of the logit's variance, all pairs."""
    shares, slopes, own = np.zeros((3, len(members), n_statements))
    d = len(fit.people[0].mean) - 2
    axes_x, axes_y = _person_axes(d, 0), _statement_axes(d, 0)
    for row, person in enumerate(members):
        for s in range(n_statements):
            mean, variance = fit.logit(person, s, 0)
            kappa = 1 / np.sqrt(1 + VARIANCE_SCALE * variance)
            shares[row, s] = 1 / (1 + np.exp(-kappa * mean))
            slopes[row, s] = kappa * shares[row, s] * (1 - shares[row, s])
            y = axes_x.T @ (axes_y @ fit.statements[s].mean + _unit(d + 2, 0))
            own[row, s] = y @ fit.people[person].covariance @ y
    return shares, slopes, own


def _common_variance(fit: PlainFit, members: list[int], weights: Floats, slopes: Floats, statement: int) -> float:
    """gᵀ C g with g the weighted mean of P' × (1, u)."""
    d = len(fit.people[0].mean) - 2
    gradient = np.zeros(d + 1)
    for weight, slope, person in zip(weights, slopes, members, strict=True):
        gradient += weight * slope * np.concatenate(([1.0], fit.people[person].mean[2:])) / weights.sum()
    return float(gradient @ fit.statements[statement].covariance[: d + 1, : d + 1] @ gradient)


def _shift(fit: PlainFit, table: VoteTable, members: list[int], shares: Floats) -> tuple[Floats, Floats]:
    """Residual of the answers given in the set, shrunk by how much residuals vary beyond what the fit took away."""
    residual, information = _residuals(table, members, shares)
    everybody = list(range(table.n_participants))
    all_residuals, whole = _residuals(table, everybody, _predictions(fit, everybody, table.n_statements)[0])
    left_over = min((all_residuals[whole > 0] ** 2 / whole[whole > 0]).sum() / max((whole > 0).sum(), 1), 1.0)
    known = information > 0
    residual[known] /= information[known]
    freedom = (1 - information[known] / whole[known] * (1 - left_over)).sum()
    between = max(((information * residual**2)[known].sum() - freedom) / max(information.sum(), 1e-12), 0.0)
    kept = between * information / (1 + between * information)
    return kept * residual, between * (1 - kept)


def _residuals(table: VoteTable, members: list[int], shares: Floats) -> tuple[Floats, Floats]:
    """Answers less P, and P (1 − P), added up over those of the set who agreed or disagreed."""
    votes = _votes_by_person(table)
    residual, information = np.zeros((2, table.n_statements))
    for row, person in enumerate(members):
        for statement, vote in votes[person]:
            if vote != 0:
                p = shares[row, statement]
                residual[statement] += table.weights[person] * ((vote > 0) - p)
                information[statement] += table.weights[person] * p * (1 - p)
    return residual, information


def _lowest_mean(shares: Floats, weights: Floats, least: float) -> float:
    """Mean of the lowest ``least`` of the weight, the person on the edge counted in part."""
    wanted = left = least * weights.sum()
    total = 0.0
    for at in np.argsort(shares):
        taken = min(weights[at], left)
        total += taken * shares[at]
        left -= taken
    return float(total / wanted)
