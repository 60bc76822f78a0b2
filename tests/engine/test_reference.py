"""The compiled kernels against the plain reference: the same figures to six digits."""

from __future__ import annotations

from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.engine import reference
from tests.engine.simulation import random_votes, sigmoid, votes_from
from yishiting.engine import OpinionModel, Rule, VoteTable, analyse
from yishiting.engine.fitting import Schedule, cold_fit
from yishiting.engine.layout import VARIANCE_SCALE
from yishiting.engine.results import PeopleSet
from yishiting.engine.support import Membership, sum_support
from yishiting.formats import read_conversation

if TYPE_CHECKING:
    from pathlib import Path

    from yishiting.engine.fitting import Fit

TABLES = {
    "no camp": random_votes(people=30, statements=8, camps=1, seed=1),
    "two camps, passes": random_votes(people=40, statements=12, camps=2, seed=2, passing=0.3),
    "weights": random_votes(people=25, statements=6, camps=2, seed=3, weighted=True),
    "few statements": random_votes(people=20, statements=2, camps=2, seed=4),
    "one vote": VoteTable.from_arrays([7], ["only"], [1]),
    "only passes": VoteTable.from_arrays([1, 2, 2], [1, 1, 2], [0, 0, 0]),
}
DIMENSIONS = 3


def fit_both(table: VoteTable, dimensions: int = DIMENSIONS) -> tuple[Fit, reference.PlainFit]:
    fast = cold_fit(table, dimensions, Schedule(cold_sweeps=reference.SWEEPS), seed=0, n_threads=1)
    return fast, reference.cold_fit(table, dimensions)


def logits(fit: reference.PlainFit, channel: int) -> tuple[np.ndarray, np.ndarray]:
    """Means and variances of all pairs' logits in the reference."""
    pairs = [[fit.logit(p, s, channel) for s in range(len(fit.statements))] for p in range(len(fit.people))]
    both = np.array(pairs)
    return both[:, :, 0], both[:, :, 1]


def as_plain(fit: Fit) -> reference.PlainFit:
    """The kernels' posteriors in the reference's form, so that its plain formulas read both."""
    learned = fit.priors
    base, slope = learned.statement_effects
    priors = reference.PlainPriors(
        learned.person_slope, learned.person_covariance, base, slope, learned.statement_covariance
    )
    return reference.PlainFit(
        [reference.Gaussian(*each) for each in zip(fit.people.means, fit.people.covariances, strict=True)],
        [reference.Gaussian(*each) for each in zip(fit.statements.means, fit.statements.covariances, strict=True)],
        priors,
    )


def assert_same_fit(fast: Fit, plain: reference.PlainFit) -> None:
    """Opinions may be turned against each other; what does not depend on the turn must agree."""
    d = fast.n_dimensions
    for channel in reference.CHANNELS:
        for ours, theirs in zip(logits(as_plain(fast), channel), logits(plain, channel), strict=True):
            np.testing.assert_allclose(ours, theirs, atol=1e-6)
        at = channel * (d + 1)
        offsets = [statement.mean[at] for statement in plain.statements]
        np.testing.assert_allclose(fast.statements.means[:, at], offsets, atol=1e-6)
        np.testing.assert_allclose(
            fast.people.means[:, channel], [person.mean[channel] for person in plain.people], atol=1e-6
        )
    for posteriors, plainly in ((fast.people, plain.people), (fast.statements, plain.statements)):
        volumes = [np.linalg.det(each.covariance) for each in plainly]
        np.testing.assert_allclose(np.linalg.det(posteriors.covariances), volumes, rtol=1e-6)
    agreement = plain.priors.statement_covariance[1 : d + 1, 1 : d + 1]
    common = np.stack((plain.priors.statement_base, plain.priors.statement_slope))[:, 1 : d + 1]
    relevance = np.linalg.eigvalsh(agreement + common.T @ common)[::-1]
    np.testing.assert_allclose(fast.relevance, relevance, atol=1e-6)
    np.testing.assert_allclose(fast.priors.person_covariance[:2, :2], plain.priors.person_covariance[:2, :2], atol=1e-6)
    np.testing.assert_allclose(fast.priors.person_slope[:2], plain.priors.person_slope[:2], atol=1e-6)
    lengths = [np.linalg.norm(slope[2:]) for slope in (fast.priors.person_slope, plain.priors.person_slope)]
    assert lengths[0] == pytest.approx(lengths[1], abs=1e-6)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_fit_is_that_of_the_plain_formulas(table: VoteTable) -> None:
    assert_same_fit(*fit_both(table))


def test_fit_of_a_real_conversation_is_that_of_the_plain_formulas(real_conversations: Path) -> None:
    table = read_conversation(real_conversations / "london.youth.policing").table

    assert_same_fit(*fit_both(table, dimensions=6))


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_support_is_that_of_the_plain_formulas(table: VoteTable) -> None:
    fit, rule = cold_fit(table, DIMENSIONS, Schedule(), seed=0, n_threads=1), Rule()
    halves = [np.flatnonzero(np.arange(table.n_participants) % 3 == part).tolist() for part in range(2)]
    members = [list(range(table.n_participants)), *halves]

    sums = sum_support(fit, table, membership_of(members, table.n_participants), rule, n_threads=1)

    plain = [reference.support(as_plain(fit), table, each, rule.worst_off_share) for each in members if each]
    there = [row for row, each in enumerate(members) if each]
    np.testing.assert_allclose(sums.logit[there], [each.logit for each in plain], atol=1e-6)
    np.testing.assert_allclose(sums.sd[there], [each.sd for each in plain], atol=1e-6)
    np.testing.assert_allclose(sums.division, plain[0].division, atol=1e-6)
    np.testing.assert_allclose(sums.worst_off, plain[0].worst_off, atol=1e-6)


def test_a_stranger_is_the_average_person_of_whom_nothing_is_known() -> None:
    table = TABLES["two camps, passes"]
    model = OpinionModel(DIMENSIONS).fit(table)

    chances = model.predict(np.full(table.n_statements, 999), table.statement_ids)

    plain = as_plain(model.fitted)
    plain.people = [reference.Gaussian(np.zeros(DIMENSIONS + 2), plain.priors.person_covariance)]
    means, variances = logits(plain, channel=0)
    np.testing.assert_allclose(chances, sigmoid(means / np.sqrt(1 + VARIANCE_SCALE * variances))[0], atol=1e-9)


def test_a_set_that_differs_by_itself_is_shifted_as_the_plain_formulas_say() -> None:
    """A third of the people answers otherwise than one dimension can tell: the answers given there decide."""
    rng = np.random.default_rng(0)
    is_third = np.arange(60) % 3 == 0
    chances = np.where(is_third[:, None], rng.choice([0.05, 0.95], 8), 0.5)
    table = votes_from(rng, chances, camp=np.zeros(60, dtype=np.int64), answered=0.8).table
    fit, rule = cold_fit(table, 1, Schedule(), seed=0, n_threads=1), Rule()
    third, everybody = np.flatnonzero(is_third).tolist(), list(range(60))

    sums = sum_support(fit, table, membership_of([everybody, third], 60), rule, n_threads=1)

    plain = [reference.support(as_plain(fit), table, each, rule.worst_off_share) for each in (everybody, third)]
    np.testing.assert_allclose(sums.logit, [each.logit for each in plain], atol=1e-6)
    np.testing.assert_allclose(sums.sd, [each.sd for each in plain], atol=1e-6)
    model_alone = logits(as_plain(fit), channel=0)[0][third].mean(axis=0)
    assert (np.abs(sums.logit[1]) > np.abs(model_alone) + 0.2).all()


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_predictions_are_those_of_the_plain_formulas(table: VoteTable) -> None:
    model = OpinionModel(DIMENSIONS).fit(table)
    n_people, n_statements = table.n_participants, table.n_statements

    chances = model.predict(np.repeat(table.participant_ids, n_statements), np.tile(table.statement_ids, n_people))

    means, variances = logits(as_plain(model.fitted), channel=0)
    expected = sigmoid(means / np.sqrt(1 + VARIANCE_SCALE * variances))
    np.testing.assert_allclose(chances.reshape(n_people, n_statements), expected, atol=1e-9)


@pytest.mark.parametrize("table", TABLES.values(), ids=TABLES)
def test_intervals_and_chances_are_those_of_a_normal_logit(table: VoteTable) -> None:
    """90 % of a normal curve on the logit scale, and its parts beyond either threshold of the rule."""
    rule, normal = Rule(support_threshold=0.6, opposition_threshold=0.2), NormalDist()
    result = analyse(table, rule=rule)

    everybody = list(range(table.n_participants))
    plain = reference.support(as_plain(result.model.fitted), table, everybody, rule.worst_off_share)

    reach = normal.inv_cdf(0.95) * plain.sd
    for figures, logit in (("share", plain.logit), ("low", plain.logit - reach), ("high", plain.logit + reach)):
        np.testing.assert_allclose(getattr(result.support, figures)[0], sigmoid(logit), atol=1e-6)
    for figures, side, threshold in (("p_supported", 1, 0.6), ("p_opposed", -1, 0.2)):
        limit = np.log(threshold / (1 - threshold))
        chances = [normal.cdf(side * (m - limit) / sd) for m, sd in zip(plain.logit, plain.sd, strict=True)]
        np.testing.assert_allclose(getattr(result.support, figures)[0], chances, atol=1e-6)


def membership_of(members: list[list[int]], n_participants: int) -> Membership:
    """Everybody, then sets that do not overlap."""
    rows = np.full((n_participants, 2), -1, dtype=np.int32)
    rows[:, 0] = 0
    for row, each in enumerate(members[1:], start=1):
        rows[each, 1] = row
    sets = tuple(PeopleSet("group", "", str(row), len(each), counts=True) for row, each in enumerate(members))
    return Membership(sets, rows)
