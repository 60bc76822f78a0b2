"""A refit with `previous`: the map and the letters stay with the people, the figures are nearly those of a cold fit."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.engine.simulation import Planted, camp_votes
from yishiting.engine import Analysis, VoteTable, analyse


@pytest.fixture(scope="module")
def planted() -> Planted:
    return camp_votes(people_per_camp=50, statements=20, camps=3, seed=53, answered=0.7)


def rows(planted: Planted, kept: np.ndarray) -> VoteTable:
    """Only some of the votes."""
    table = planted.table
    return VoteTable.from_arrays(table.participant_index()[kept], table.statement_index[kept], table.votes[kept])


@pytest.fixture(scope="module")
def earlier(planted: Planted) -> Analysis:
    """As it stood with nine tenths of the votes and without the last ten people."""
    kept = np.random.default_rng(1).random(planted.table.n_votes) < 0.9
    return analyse(rows(planted, kept & (planted.table.participant_index() < 140)))


def test_people_stay_where_they_were(planted: Planted, earlier: Analysis) -> None:
    later = analyse(planted.table, previous=earlier)

    moved = later.map.people[:140] - earlier.map.people
    width = earlier.map.people.std()
    assert np.linalg.norm(moved, axis=1).mean() < 0.35 * width
    assert np.isfinite(later.map.people).all()


def test_an_earlier_map_that_was_turned_turns_the_new_one(planted: Planted, earlier: Analysis) -> None:
    angle = 2.0
    turn = np.array([[np.cos(angle), np.sin(angle)], [np.sin(angle), -np.cos(angle)]])  # and reflected
    turned = replace(earlier, map=replace(earlier.map, people=earlier.map.people @ turn))

    usual, later = (analyse(planted.table, previous=each) for each in (earlier, turned))

    np.testing.assert_allclose(later.map.people, usual.map.people @ turn, atol=1e-6)
    np.testing.assert_allclose(later.map.statements, usual.map.statements @ turn, atol=1e-6)
    np.testing.assert_allclose(later.groups.centres, usual.groups.centres @ turn, atol=1e-6)


def test_groups_keep_their_letters_also_where_their_sizes_change(planted: Planted) -> None:
    """The largest group loses most of its people: it stays A, though it is now the smallest."""
    first = analyse(planted.table)
    largest = np.flatnonzero(first.groups.membership == 0)
    fewer = planted.table.keep(~np.isin(np.arange(planted.table.n_participants), largest[:30]))

    cold, warm = analyse(fewer), analyse(fewer, previous=first)

    stayed = np.isin(fewer.participant_ids, largest)
    assert warm.groups.labels == ("A", "B", "C")
    assert set(letters(warm)[stayed]) == {"A"}
    assert "A" not in set(letters(cold)[stayed])


def letters(result: Analysis) -> np.ndarray:
    """The letter of each person, "" for none."""
    return np.array([*result.groups.labels, ""])[result.groups.membership]


def test_everybody_keeps_their_letter(planted: Planted, earlier: Analysis) -> None:
    later = analyse(planted.table, previous=earlier)

    assert later.groups.n_groups == earlier.groups.n_groups == 3
    assert (letters(later)[:140] == letters(earlier)).mean() > 0.95


def test_swapped_letters_stay_swapped(planted: Planted, earlier: Analysis) -> None:
    """Letters follow the people of the earlier result, not the sizes."""
    swapped = replace(
        earlier, groups=replace(earlier.groups, membership=np.array([2, 0, 1, -1])[earlier.groups.membership])
    )

    later = analyse(planted.table, previous=swapped)

    assert (letters(later)[:140] == letters(swapped)).mean() > 0.95
    rows_of_groups = [later.support.sets[row].label for row in later.support.rows("group")]
    assert rows_of_groups == ["A", "B", "C"]


def test_a_refit_is_nearly_a_cold_fit(planted: Planted, earlier: Analysis) -> None:
    warm, cold = analyse(planted.table, previous=earlier), analyse(planted.table)

    np.testing.assert_allclose(warm.support.share[0], cold.support.share[0], atol=0.02)
    np.testing.assert_allclose(warm.consensus, cold.consensus, atol=0.03)


def test_new_statements_and_new_people_are_taken_in(planted: Planted, earlier: Analysis) -> None:
    table = planted.table
    people = np.concatenate((table.participant_index(), np.repeat(np.arange(500, 520), 2)))
    statements = np.concatenate((table.statement_index, np.tile([0, 77], 20)))
    larger = VoteTable.from_arrays(people, statements, np.concatenate((table.votes, np.ones(40, dtype=np.int8))))

    later = analyse(larger, previous=earlier)

    assert later.statement_ids.tolist() == [*range(20), 77]
    assert later.support.share[0, 20] > 0.7
    assert later.turnout.n_participants == 170


def test_an_earlier_result_about_others_is_no_help_and_no_harm(planted: Planted, earlier: Analysis) -> None:
    table = planted.table
    names = np.array([f"p{at}" for at in range(table.n_participants)])
    renamed = VoteTable.from_arrays(names[table.participant_index()], table.statement_index, table.votes)

    later = analyse(renamed, previous=earlier)

    assert later.groups.labels == ("A", "B", "C")
    assert np.isfinite(later.support.share).all()
