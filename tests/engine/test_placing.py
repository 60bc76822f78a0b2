"""Placing somebody in a result: the model, the map and the groups stay, and the place is nearly the fitted one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.figures import arrays_of, assert_same_bytes
from tests.engine.simulation import Planted, camp_votes
from yishiting.engine import (
    Analysis,
    EngineError,
    InvalidSettingError,
    NotFittedError,
    OpinionModel,
    VoteTable,
    analyse,
    groups_of,
    place,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Answers = tuple[NDArray[Any], NDArray[np.int8]]


@pytest.fixture(scope="module")
def planted() -> Planted:
    return camp_votes(people_per_camp=60, statements=16, camps=2, seed=41, answered=0.7, passing=0.1)


@pytest.fixture(scope="module")
def result(planted: Planted) -> Analysis:
    return analyse(planted.table)


def votes_of(table: VoteTable, person: int) -> Answers:
    """Statement ids and votes of one person."""
    rows = slice(table.row_starts[person], table.row_starts[person + 1])
    return table.statement_ids[table.statement_index[rows]], table.votes[rows]


def test_a_place_is_nearly_where_the_fit_put_the_person(planted: Planted, result: Analysis) -> None:
    table = planted.table
    places = [place(result, *votes_of(table, person)) for person in range(table.n_participants)]

    positions = np.array([each.position for each in places])
    width = result.map.people.std(axis=0).max()
    assert np.abs(positions - result.map.people).max() < 0.1 * width
    np.testing.assert_allclose([each.position_sd for each in places], result.map.people_sd, rtol=0.04)
    enough = result.groups.membership >= 0
    assert (np.array([each.group for each in places]) == result.groups.membership)[enough].all()
    np.testing.assert_allclose([each.certainty for each in places], result.groups.certainty, atol=0.02)


def test_a_placed_person_s_own_model_is_nearly_the_fitted_one(planted: Planted, result: Analysis) -> None:
    for person in range(0, planted.table.n_participants, 10):
        placement = result.model.place(*votes_of(planted.table, person))

        np.testing.assert_allclose(placement.mean, result.model.fitted.people.means[person], atol=0.08)
        np.testing.assert_allclose(placement.covariance, result.model.fitted.people.covariances[person], atol=0.01)


def test_placing_changes_nothing(planted: Planted, result: Analysis) -> None:
    before = [(path, array.tobytes()) for path, array in arrays_of(result)]

    place(result, *votes_of(planted.table, 3))
    groups_of(result, planted.table)

    assert [(path, array.tobytes()) for path, array in arrays_of(result)] == before


@settings(max_examples=settings().max_examples * 3 // 10)
@given(seed=st.integers(0, 2**32 - 1), person=st.integers(0, 119))
def test_order_of_votes_does_not_matter(seed: int, person: int) -> None:
    planted = PLANTED
    statements, votes = votes_of(planted.table, person)
    order = np.random.default_rng(seed).permutation(len(votes))

    one, other = (OF_PLANTED.model.place(statements[rows], votes[rows]) for rows in (order, np.arange(len(votes))))

    np.testing.assert_allclose(one.mean, other.mean, atol=1e-9)
    np.testing.assert_allclose(one.covariance, other.covariance, atol=1e-9)


PLANTED = camp_votes(people_per_camp=60, statements=16, camps=2, seed=42, answered=0.7)
OF_PLANTED = analyse(PLANTED.table)


def test_the_last_of_two_votes_on_a_statement_counts(result: Analysis) -> None:
    assert_same_bytes(place(result, [3, 2, 3], [1, 1, -1]), place(result, [2, 3], [1, -1]))


def test_votes_on_unknown_statements_are_ignored(result: Analysis) -> None:
    assert_same_bytes(place(result, [3, 999, 2], [1, -1, -1]), place(result, [3, 2], [1, -1]))


def test_more_votes_make_a_place_surer(planted: Planted, result: Analysis) -> None:
    person = int(np.argmax(np.diff(planted.table.row_starts)))
    statements, votes = votes_of(planted.table, person)

    spreads = [place(result, statements[:n], votes[:n]).position_sd[0] for n in (0, 2, 5, len(votes))]

    assert spreads == sorted(spreads, reverse=True)
    assert spreads[-1] < 0.7 * spreads[0]


def test_somebody_without_votes_is_not_taken_further_than_the_least_active(result: Analysis) -> None:
    """Here the least active gave several answers; that somebody gave none must not throw them out of the picture."""
    nobody = place(result, [], [])

    low, high = np.sort(result.groups.centres[:, 0])
    assert low < nobody.position[0] < high
    assert nobody.certainty < 0.75
    prior = result.model.fitted.priors
    scaled = result.model.fitted.activity_scale.scaled(np.array([0, 1, 4, 16, 40]))
    assert np.abs(scaled).max() < 5
    np.testing.assert_allclose(result.model.place([], []).mean, scaled[0] * prior.person_slope, atol=1e-9)


def test_those_who_answer_as_a_camp_does_are_put_into_it(planted: Planted, result: Analysis) -> None:
    for camp in (0, 1):
        members = result.groups.membership[(planted.camp == camp) & (result.groups.membership >= 0)]
        answers = np.where(planted.chances[planted.camp == camp][0] > 0.5, 1, -1)

        stands = place(result, np.arange(16), answers)

        assert stands.group == np.bincount(members).argmax()
        assert stands.certainty > 0.95


def test_groups_of_another_table_are_those_of_its_people(planted: Planted, result: Analysis) -> None:
    others = camp_votes(people_per_camp=60, statements=16, camps=2, seed=41, answered=0.7)

    found = groups_of(result, others.table)

    alone = [place(result, *votes_of(others.table, person)).group for person in range(others.table.n_participants)]
    assert found.tolist() == alone
    assert found.shape == (others.table.n_participants,)
    right = [
        np.bincount(result.groups.membership[(planted.camp == c) & (result.groups.membership >= 0)]).argmax()
        for c in (0, 1)
    ]
    assert (found == np.array(right)[others.camp]).mean() > 0.97


def test_a_placed_table_keeps_those_who_were_fitted(planted: Planted) -> None:
    table = planted.table
    model = OpinionModel().fit(table.keep(np.arange(table.n_participants) % 2 == 0))

    placed = model.placing(table)

    np.testing.assert_array_equal(placed.fitted.people.means[::2], model.fitted.people.means)
    assert_same_bytes(placed.fitted.statements, model.fitted.statements)
    for person in (1, 33):
        alone = model.place(*votes_of(table, person))
        np.testing.assert_allclose(placed.fitted.people.means[person], alone.mean, atol=1e-9)


def test_predictions_for_a_stranger_are_those_of_the_average(planted: Planted, result: Analysis) -> None:
    chances = result.model.predict(np.full(16, 9_999), np.arange(16))

    assert chances[0] == chances.max()
    assert chances[1] == chances.min()
    assert ((chances[2:] > 0.3) & (chances[2:] < 0.7)).all()
    assert 9_999 not in planted.table.participant_ids


def test_a_stranger_and_an_unknown_statement_get_one_prior(result: Analysis) -> None:
    chances = result.model.predict([9_999, 8_888], [7_777, 6_666])

    assert chances[0] == chances[1]
    assert 0 < chances[0] < 1


def test_predictions_do_not_depend_on_who_else_is_asked_for(result: Analysis) -> None:
    people, statements = np.array([5, 9_999, 7]), np.array([3, 2, 9_999])

    together = result.model.predict(people, statements)

    assert together.tolist() == [result.model.predict([p], [s])[0] for p, s in zip(people, statements, strict=True)]


def test_ids_of_any_type_name_the_same_people(result: Analysis) -> None:
    expected = result.model.predict([5, 6], [3, 2])

    for kind in (np.int8, np.uint64, object):
        np.testing.assert_array_equal(result.model.predict(np.array([5, 6], kind), np.array([3, 2], kind)), expected)


REFUSED: dict[str, tuple[list[int], list[int]]] = {
    "a vote of 2": ([3], [2]),
    "more votes than statements": ([3], [1, 1]),
}


@pytest.mark.parametrize(("statements", "votes"), REFUSED.values(), ids=REFUSED)
def test_bad_votes_are_refused_in_these_words(statements: list[int], votes: list[int], result: Analysis) -> None:
    with pytest.raises(InvalidSettingError) as refused:
        result.model.place(statements, votes)

    assert str(refused.value) == "`votes` must be -1, 0 or +1, one for each of `statements`"


def test_pairs_must_be_pairs(result: Analysis) -> None:
    with pytest.raises(InvalidSettingError) as refused:
        result.model.predict([1, 2], [1])

    assert str(refused.value) == "`participants` and `statements` must be of one length, got 2 and 1"


def test_ids_must_stand_in_a_row(result: Analysis) -> None:
    with pytest.raises(EngineError) as refused:
        result.model.predict([[1, 2]], [[1, 2]])

    assert str(refused.value) == "`participants` must be one-dimensional, got shape (1, 2)"


def test_a_model_must_be_fitted_first() -> None:
    with pytest.raises(NotFittedError, match=r"^`fit` must be called first$"):
        OpinionModel().predict([1], [1])
    with pytest.raises(NotFittedError, match=r"^`fit` must be called first$"):
        _ = OpinionModel().fitted


def test_a_table_without_votes_cannot_be_fitted() -> None:
    with pytest.raises(InvalidSettingError, match=r"^`table` must hold one vote or more, got none$"):
        OpinionModel().fit(VoteTable.from_arrays([], [], []))


@pytest.mark.parametrize("dimensions", [0, 17])
def test_dimensions_have_a_range(dimensions: int) -> None:
    with pytest.raises(InvalidSettingError) as refused:
        OpinionModel(dimensions)

    assert str(refused.value) == f"`n_dimensions` must be between 1 and 16, got {dimensions}"


@pytest.mark.parametrize("dimensions", [1, 16])
def test_any_number_of_dimensions_can_be_learned(dimensions: int, planted: Planted) -> None:
    model = OpinionModel(dimensions).fit(planted.table)

    assert model.fitted.relevance.shape == (dimensions,)
    assert np.isfinite(model.predict([1, 2], [3, 4])).all()
