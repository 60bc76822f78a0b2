"""What was planted is found: chances, camps, and the statement that everybody supports."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.engine.figures import spreads
from tests.engine.simulation import Planted, camp_votes, model_votes, sigmoid, votes_from
from yishiting.engine import OpinionModel, VoteTable, analyse

if TYPE_CHECKING:
    from numpy.typing import NDArray


@pytest.fixture(scope="module")
def drawn() -> Planted:
    """Votes drawn from the model in two dimensions, half of the pairs unseen."""
    return model_votes(people=400, statements=40, dimensions=2, answered=0.5, seed=31)


def predicted(planted: Planted) -> NDArray[np.float64]:
    """P(agree) of all pairs."""
    n_people, n_statements = planted.chances.shape
    people, statements = np.repeat(np.arange(n_people), n_statements), np.tile(np.arange(n_statements), n_people)
    model = OpinionModel().fit(planted.table)
    return model.predict(people, statements).reshape(n_people, n_statements)


def ranking_quality(scores: NDArray[np.float64], is_positive: NDArray[np.bool_]) -> float:
    """Chance that a positive scores above a negative (area under the ROC curve), no ties."""
    ranks = np.argsort(np.argsort(scores)) + 1.0
    n_positive = int(is_positive.sum())
    n_pairs = n_positive * (len(scores) - n_positive)
    return float((ranks[is_positive].sum() - n_positive * (n_positive + 1) / 2) / n_pairs)


def test_predictions_of_unseen_pairs_are_near_the_truth(drawn: Planted) -> None:
    predictions, unseen = predicted(drawn), ~drawn.seen

    correlation = np.corrcoef(predictions[unseen], drawn.chances[unseen])[0, 1]
    votes = np.random.default_rng(0).random(drawn.chances.shape) < drawn.chances
    reached = ranking_quality(predictions[unseen], votes[unseen])
    best = ranking_quality(drawn.chances[unseen], votes[unseen])

    assert correlation > 0.86
    assert reached > best - 0.06
    assert np.abs(predictions[unseen] - drawn.chances[unseen]).mean() < 0.13


def test_predictions_are_calibrated(drawn: Planted) -> None:
    """Of pairs said to be 70 to 80 per cent likely, 70 to 80 per cent agree, give or take six."""
    predictions, unseen = predicted(drawn)[~drawn.seen], drawn.chances[~drawn.seen]

    for low in np.arange(0.1, 0.9, 0.1):
        inside = (predictions >= low) & (predictions < low + 0.1)
        assert unseen[inside].mean() == pytest.approx(predictions[inside].mean(), abs=0.06)


def test_no_more_dimensions_than_there_are_matter(drawn: Planted) -> None:
    relevance = OpinionModel().fit(drawn.table).fitted.relevance

    assert (np.diff(relevance) <= 0).all()
    assert relevance[1] > 3 * relevance[2]


def test_dimensions_lean_towards_agreement(drawn: Planted) -> None:
    """Signs are fixed by rule, so that opinions that are stored can be compared."""
    fit = OpinionModel().fit(drawn.table).fitted

    loadings = fit.statements.means[:, 1 : fit.n_dimensions + 1]
    assert (loadings.sum(axis=0) > 0).all()


def test_support_is_near_the_truth(drawn: Planted) -> None:
    result = analyse(drawn.table)

    truth = drawn.chances.mean(axis=0)
    np.testing.assert_allclose(result.support.share[0], truth, atol=0.08)
    covered = (result.support.low[0] <= truth) & (truth <= result.support.high[0])
    assert covered.mean() >= 0.85


def test_division_ranks_statements_as_the_truth_does(drawn: Planted) -> None:
    result = analyse(drawn.table)

    truth = drawn.chances.std(axis=0)
    assert np.corrcoef(result.division, truth)[0, 1] > 0.92


def test_consensus_is_the_support_of_the_worst_off(drawn: Planted) -> None:
    result = analyse(drawn.table)

    lowest = np.sort(drawn.chances, axis=0)[: len(drawn.chances) // 5].mean(axis=0)
    assert np.corrcoef(result.consensus, lowest)[0, 1] > 0.95
    assert (result.consensus <= result.support.share[0] + 0.02).all()


@pytest.mark.parametrize("camps", [2, 3])
def test_camps_are_found_as_groups(camps: int) -> None:
    planted = camp_votes(people_per_camp=60, statements=16, camps=camps, seed=32, answered=0.8)

    groups = analyse(planted.table).groups

    assert groups.n_groups == camps
    found = groups.membership
    mates = planted.camp[:, None] == planted.camp[None]
    agreeing = (found[:, None] == found[None]) == mates
    assert agreeing.mean() > 0.98


def test_a_planted_consensus_ranks_first_and_is_called_one() -> None:
    planted = camp_votes(people_per_camp=80, statements=16, camps=3, seed=33, answered=0.7)

    result = analyse(planted.table)

    assert result.statement_ids[result.consensus.argmax()] == 0
    assert result.verdicts[0] == "consensus"
    assert result.verdicts[1] == "opposed"
    assert set(result.verdicts[2:]) <= {"divided", "not_enough_votes"}
    assert result.division[2:].min() > result.division[:2].max()


def test_what_one_camp_rejects_is_broad_support_at_most() -> None:
    """Four of five agree, one does not: overall support is there, but the verdict names who is missing."""
    rng = np.random.default_rng(34)
    camp = np.repeat([0, 0, 0, 0, 1], 60)
    chances = np.where(camp[:, None] == 0, 0.95, np.resize([0.1, 0.9], 16)[None])
    planted = votes_from(rng, chances, camp=camp, answered=0.9)

    result = analyse(planted.table)

    assert result.groups.n_groups == 2
    assert result.verdicts[::2] == ("broad_support",) * 8
    assert result.verdicts[1::2] == ("consensus",) * 8
    labels = {result.support.sets[row].label for row in result.blocking[0]}
    assert labels == {"B"}


def test_one_cloud_is_one_group() -> None:
    """Opinions that differ gradually make no camps."""
    rng = np.random.default_rng(35)
    logit = rng.normal(0.5, 1, (1, 20)) + rng.normal(0, 1, (300, 2)) @ rng.normal(0, 1, (2, 20))
    planted = votes_from(rng, sigmoid(logit), camp=np.zeros(300, dtype=np.int64), answered=0.8)

    groups = analyse(planted.table).groups

    assert groups.n_groups == 1
    assert groups.labels == ("A",)
    assert (groups.membership == 0).all()
    assert [trial.n_groups for trial in groups.trials if trial.chosen] == [1]


@pytest.mark.parametrize(("n_statements", "enough"), [(5, 2), (12, 3)])
def test_a_few_answers_are_enough_to_be_put_into_a_group(n_statements: int, enough: int) -> None:
    """Three answers, or half of the statements where these are fewer; passes are no answers."""
    camp = np.repeat([0, 1], 60)
    chances = np.where(camp[:, None] == np.resize([0, 1], n_statements), 0.9, 0.1)
    table = votes_from(np.random.default_rng(42), chances, camp=camp, answered=1.0).table
    answers = np.where(np.arange(n_statements) % 2 == 0, 1, -1)

    def membership(n_answers: int) -> int:
        votes = np.where(np.arange(n_statements) < n_answers, answers, 0)
        with_one_more = VoteTable.from_arrays(
            np.concatenate((table.participant_index(), np.full(n_statements, 999))),
            np.concatenate((table.statement_index, np.arange(n_statements))),
            np.concatenate((table.votes, votes)),
        )
        groups = analyse(with_one_more).groups
        assert groups.n_groups > 1
        return int(groups.membership[-1])

    assert membership(enough - 1) == -1
    assert membership(enough) >= 0


def test_people_of_one_mind_are_one_group() -> None:
    rng = np.random.default_rng(36)
    planted = votes_from(rng, np.full((120, 10), 0.8), camp=np.zeros(120, dtype=np.int64), answered=0.8)

    assert analyse(planted.table).groups.n_groups == 1


def test_camps_stand_apart_on_the_map() -> None:
    planted = camp_votes(people_per_camp=60, statements=16, camps=2, seed=37, answered=0.8)

    people = analyse(planted.table).map.people

    centres = [people[planted.camp == each].mean(axis=0) for each in (0, 1)]
    widths = [people[planted.camp == each].std(axis=0)[0] for each in (0, 1)]
    assert np.linalg.norm(centres[0] - centres[1]) > 3 * max(widths)


def test_statements_point_to_their_supporters_on_the_map() -> None:
    planted = camp_votes(people_per_camp=60, statements=16, camps=2, seed=37, answered=0.8)

    result = analyse(planted.table)

    for statement in range(2, 16):
        agreeing = planted.chances[:, statement] > 0.5
        towards = result.map.people[agreeing].mean(axis=0) - result.map.people[~agreeing].mean(axis=0)
        assert result.map.statements[statement] @ towards > 0


def test_the_map_does_not_flip() -> None:
    """People on the right and at the top agree more, by rule."""
    result = analyse(model_votes(people=200, statements=20, dimensions=2, answered=0.7, seed=38).table)

    assert (result.map.statements.sum(axis=0) > 0).all()
    assert result.map.people[:, 0].std() > result.map.people[:, 1].std()


def test_the_map_says_how_much_it_keeps(drawn: Planted) -> None:
    result = analyse(drawn.table)

    variances = spreads(result)
    assert result.map.kept == pytest.approx(variances[:2].sum() / variances.sum())
    assert result.map.kept > variances[0] / variances.sum() + 0.1


def test_defining_statements_are_those_that_divide() -> None:
    planted = camp_votes(people_per_camp=80, statements=16, camps=2, seed=39, answered=0.8)

    result = analyse(planted.table)

    assert result.groups.n_groups == 2
    for group, defining in enumerate(result.groups.defining):
        assert len(defining) == 5
        camp = int(np.bincount(planted.camp[result.groups.membership == group]).argmax())
        for each in defining:
            assert each.statement >= 2
            assert each.agrees == (planted.chances[planted.camp == camp, each.statement][0] > 0.5)
            assert each.difference == pytest.approx(each.share - each.share_others)
            assert each.low <= each.difference <= each.high
            assert (each.low > 0) == each.agrees
        nearest = [min(abs(each.low), abs(each.high)) for each in defining]
        assert nearest == sorted(nearest, reverse=True)


def test_a_single_group_has_no_defining_statements() -> None:
    planted = model_votes(people=60, statements=6, dimensions=1, answered=0.5, seed=40)
    result = analyse(planted.table)

    assert result.groups.n_groups == 1
    assert result.groups.defining == ((),)
