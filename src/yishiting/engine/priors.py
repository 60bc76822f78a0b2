"""Priors of people and statements, and how they are learned from the posteriors (empirical Bayes)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yishiting.engine.kernels import PersonPrior, Posteriors
from yishiting.engine.layout import N_CHANNELS
from yishiting.engine.moments import StatementPrior

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

# Weights of the hyperpriors, in units of one statement or person. The statements' strength was chosen on split votes
# of public conversations, where 5 and 20 did as well (docs/decisions/0004-opinion-model.md); the others are weak.
STATEMENT_STRENGTH, STATEMENT_VARIANCE = 10.0, 0.5
PERSON_STRENGTH, PERSON_VARIANCE = 1.0, 0.25
RIDGE = 1.0


@dataclass(frozen=True)
class Priors:
    """Learned priors. Vectors are laid out as in `kernels`; d is the number of opinion dimensions.

    ``statement_effects`` (2, 2 (d + 1)): base and slope on exposure; ``statement_covariance``
    (2 (d + 1), 2 (d + 1)); ``person_slope`` (d + 2,): on activity; ``person_covariance`` (d + 2, d + 2), in which
    the opinions' block is the identity (their scale lives in the statements).
    """

    statement_effects: Floats
    statement_covariance: Floats
    person_slope: Floats
    person_covariance: Floats

    @classmethod
    def initial(cls, n_dimensions: int) -> Priors:
        """Where learning starts: statements somewhat agreed, passes rare, nothing known of exposure."""
        size = N_CHANNELS * (n_dimensions + 1)
        effects = np.zeros((2, size))
        effects[0, n_dimensions + 1] = -1.5
        covariance = np.eye(size)
        covariance[0, 0] = 2.0
        person = np.eye(n_dimensions + N_CHANNELS)
        person[0, 0] = 0.5
        return cls(effects, covariance, np.zeros(n_dimensions + N_CHANNELS), person)

    def for_people(self) -> PersonPrior:
        """The persons' prior as the kernels take it."""
        return PersonPrior(self.person_slope, _inverse(self.person_covariance))

    def for_statements(self, exposure: Floats) -> StatementPrior:
        """The statements' prior, one mean each; ``exposure`` has shape (n_statements,)."""
        means = self.statement_effects[0] + exposure[:, None] * self.statement_effects[1]
        return StatementPrior(means, _inverse(self.statement_covariance))

    def rotated(self, turn: Floats) -> Priors:
        """The same priors after opinions are turned by ``turn`` (kept dimensions × dimensions)."""
        statement, person = statement_turn(turn), person_turn(turn)
        return Priors(
            self.statement_effects @ statement.T,
            statement @ self.statement_covariance @ statement.T,
            person @ self.person_slope,
            person @ self.person_covariance @ person.T,
        )


def _inverse(matrix: Floats) -> Floats:
    return np.asarray(np.linalg.inv(matrix), dtype=np.float64)


def statement_turn(turn: Floats) -> Floats:
    """The matrix that turns a statement's vector when opinions are turned."""
    kept, size = turn.shape
    full = np.zeros((N_CHANNELS * (kept + 1), N_CHANNELS * (size + 1)))
    for channel in range(N_CHANNELS):
        row, column = channel * (kept + 1), channel * (size + 1)
        full[row, column] = 1.0
        full[row + 1 : row + 1 + kept, column + 1 : column + 1 + size] = turn
    return full


def person_turn(turn: Floats) -> Floats:
    """The matrix that turns a person's vector when opinions are turned."""
    kept, size = turn.shape
    full = np.zeros((N_CHANNELS + kept, N_CHANNELS + size))
    full[:N_CHANNELS, :N_CHANNELS] = np.eye(N_CHANNELS)
    full[N_CHANNELS:, N_CHANNELS:] = turn
    return full


@dataclass(frozen=True)
class Crowd:
    """Solved people with what their prior knows: ``activity`` and ``weights``, shapes (n_people,)."""

    people: Posteriors
    activity: Floats
    weights: Floats


def learn(statements: Posteriors, exposure: Floats, crowd: Crowd) -> Priors:
    """Priors that make the posteriors likeliest; statements without any answer are left out by the caller."""
    effects, covariance = _learn_statements(statements, exposure)
    slope, person_covariance = _learn_people(crowd)
    return Priors(effects, covariance, slope, person_covariance)


def _learn_statements(statements: Posteriors, exposure: Floats) -> tuple[Floats, Floats]:
    size = statements.means.shape[1]
    design = np.column_stack((np.ones(len(exposure)), exposure))
    normal = design.T @ design + np.diag((1e-6, RIDGE))
    effects = np.asarray(np.linalg.solve(normal, design.T @ statements.means), dtype=np.float64)
    even = np.ones(len(exposure))
    spread = _second_moment(statements.means - design @ effects, statements.covariances, even)
    spread += STATEMENT_STRENGTH * STATEMENT_VARIANCE * np.eye(size)
    return effects, spread / (len(exposure) + STATEMENT_STRENGTH)


def _learn_people(crowd: Crowd) -> tuple[Floats, Floats]:
    people, activity, weights = crowd.people, crowd.activity, crowd.weights
    size = people.means.shape[1]
    pull = weights * activity
    slope = np.einsum("p,pi->i", pull, people.means) / (np.einsum("p,p->", pull, activity) + RIDGE)
    # Zeal tells where people stand, not whether they agree with everything: with a slope on b_0, the least
    # active, of whom least is known, would be taken to agree with little.
    slope[0] = 0.0
    spread = _second_moment(people.means - activity[:, None] * slope, people.covariances, weights)
    spread += PERSON_STRENGTH * PERSON_VARIANCE * np.eye(size)
    covariance = np.eye(size)
    offsets = slice(0, N_CHANNELS)
    covariance[offsets, offsets] = spread[offsets, offsets] / (weights.sum() + PERSON_STRENGTH)
    return slope, covariance


def _second_moment(deviations: Floats, covariances: Floats, weights: Floats) -> Floats:
    outer = np.einsum("ni,nj->ij", weights[:, None] * deviations, deviations)
    total: Floats = outer + np.einsum("n,nij->ij", weights, covariances)
    return total
