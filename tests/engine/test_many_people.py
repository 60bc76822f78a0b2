"""Where there are very many people, samples stand for them; what they say must not depend on it."""

from __future__ import annotations

import numpy as np
import pytest

from tests.engine.figures import assert_same_bytes
from tests.engine.simulation import Planted, camp_votes
from yishiting.engine import Analysis, analyse
from yishiting.engine.fitting import Schedule, cold_fit

LABELS = ("early", "late", "odd", "even")


@pytest.fixture(scope="module")
def planted() -> Planted:
    """More people than a first fit, a gradient or a threshold takes in."""
    return camp_votes(people_per_camp=11_000, statements=10, camps=2, seed=71, answered=0.6)


@pytest.fixture(scope="module")
def result(planted: Planted) -> Analysis:
    """Four constituencies of nine people, at the beginning, at the end, in odd and in even rows."""
    labels = np.full(planted.table.n_participants, "", dtype="<U5")
    labels[:9], labels[-9:] = "early", "late"
    labels[1_001:1_019:2], labels[1_002:1_020:2] = "odd", "even"
    return analyse(planted.table, constituencies={"kind": labels})


def test_samples_are_really_taken(planted: Planted) -> None:
    assert planted.table.n_participants > Schedule().sample_people


def test_a_fit_on_a_sample_is_nearly_the_fit_on_everybody(planted: Planted, result: Analysis) -> None:
    people = np.arange(0, 22_000, 11)
    everybody = cold_fit(planted.table, 6, Schedule(sample_people=10**9), seed=0, n_threads=2)

    ours = result.model.fitted
    for fit in (ours, everybody):
        assert np.isfinite(fit.people.means).all()
    correlation = np.corrcoef(ours.people.means[people, 2], everybody.people.means[people, 2])[0, 1]
    assert abs(correlation) > 0.99
    np.testing.assert_allclose(ours.statements.means[:, 0], everybody.statements.means[:, 0], atol=0.15)


def test_support_is_the_truth(planted: Planted, result: Analysis) -> None:
    np.testing.assert_allclose(result.support.share[0], planted.chances.mean(axis=0), atol=0.015)
    assert result.consensus.argmax() == 0
    assert result.groups.n_groups == 2


def test_consensus_and_division_are_those_of_everybody(planted: Planted, result: Analysis) -> None:
    n_people, n_statements = planted.chances.shape
    people, statements = np.repeat(np.arange(n_people), n_statements), np.tile(np.arange(n_statements), n_people)
    chances = result.model.predict(people, statements).reshape(n_people, n_statements)

    lowest = np.sort(chances, axis=0)[: n_people // 5].mean(axis=0)

    np.testing.assert_allclose(result.consensus, lowest, atol=1e-3)
    np.testing.assert_allclose(result.division, chances.std(axis=0), atol=2e-3)


def test_small_sets_have_wide_intervals_wherever_their_people_stand(result: Analysis) -> None:
    support = result.support
    widths = {each: (support.high - support.low)[support.row("constituency", each, "kind")].mean() for each in LABELS}

    overall = (support.high - support.low)[0].mean()
    assert min(widths.values()) > 4 * overall
    assert max(widths.values()) < 3 * min(widths.values())


def test_the_seed_chooses_the_sample_and_nothing_else(planted: Planted) -> None:
    one, again, other = (analyse(planted.table, seed=seed) for seed in (1, 1, 2))

    assert_same_bytes(one, again)
    assert one.consensus.tobytes() != other.consensus.tobytes()
    np.testing.assert_allclose(one.support.share[0], other.support.share[0], atol=0.01)
    assert one.verdicts == other.verdicts
    assert one.groups.labels == other.groups.labels
