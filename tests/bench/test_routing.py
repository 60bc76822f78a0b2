"""Replays for the next statement: only real answers are given, hidden ones stay hidden, figures are by hand."""

from __future__ import annotations

import numpy as np
import pytest

from bench.replay import LEAST_ANSWERS, Cast, Given, answer, from_nothing, seen_table
from bench.routers import ROUTERS, polis_priority
from bench.routing import Row, as_text, medians
from bench.routing_figures import (
    figures_from_nothing,
    figures_of_newcomers,
    turned_likeness,
    whole_result,
)
from tests.engine.simulation import camp_votes
from yishiting.engine import Placer

TABLE = camp_votes(people_per_camp=16, statements=40, camps=2, seed=3, answered=0.7, passing=0.1).table


def test_a_quarter_is_hidden_and_the_rest_is_what_they_really_answered() -> None:
    cast = Cast.of(TABLE, seed=0)

    matrix = {(p, s): v for p, s, v in zip(TABLE.participant_index(), TABLE.statement_index, TABLE.votes, strict=True)}
    for row, person in zip(np.flatnonzero(np.diff(TABLE.row_starts) >= LEAST_ANSWERS), cast.people, strict=True):
        assert {(row, s): v for s, v in (person.open | person.hidden).items()}.items() <= matrix.items()
        assert not person.open.keys() & person.hidden.keys()
    hidden = sum(len(person.hidden) for person in cast.people) / seen_table([p.whole() for p in cast.people]).n_votes
    assert 0.22 < hidden < 0.28


@pytest.mark.parametrize("name", ROUTERS)
def test_every_router_asks_only_for_open_answers_each_once(name: str) -> None:
    cast = Cast.of(TABLE, seed=1)

    rounds = {number: seen_table(given) for number, given in from_nothing(cast, ROUTERS[name](1, 40), (3, 8))}

    assert {number: table.n_votes for number, table in rounds.items()} == {
        3: 3 * len(cast.people),
        8: 8 * len(cast.people),
    }
    last = rounds[8]
    for person, statement, vote in zip(last.participant_index(), last.statement_index, last.votes, strict=True):
        assert cast.people[person].open[int(last.statement_ids[statement])] == vote


def test_routers_are_repeatable_and_differ() -> None:
    cast = Cast.of(TABLE, seed=2)

    def asked(name: str) -> list[list[int]]:
        return [
            given.statements for _, all_given in from_nothing(cast, ROUTERS[name](2, 40), (4,)) for given in all_given
        ]

    orders = {name: asked(name) for name in ROUTERS}

    assert orders == {name: asked(name) for name in ROUTERS}
    assert len({str(order) for order in orders.values()}) == len(ROUTERS)


def test_somebody_with_nothing_left_stops() -> None:
    person, given = Cast.of(TABLE, seed=0).people[0], Given()

    answer(person, given, 99, lambda left, _: int(left[0]))

    assert given.statements == sorted(person.open)


def test_polis_priority_by_hand() -> None:
    """Two people who disagree about everything: both axes hold the whole of each statement, its length is 1."""
    extremity = np.sqrt(2) * 1 * 1
    by_hand = ((1 - 1 / 4) * (extremity + 1) * (2 / 4) * (1 + 8 * 2 ** (-2 / 5))) ** 2

    np.testing.assert_allclose(polis_priority(np.array([[1.0, -1.0], [-1.0, 1.0]])), [by_hand, by_hand])


def test_polis_prefers_new_statements_and_avoids_passed_ones() -> None:
    rng = np.random.default_rng(0)
    votes = rng.choice([-1.0, 1.0], (60, 4))
    votes[:, 1] = np.where(np.arange(60) % 4, 0.0, votes[:, 0])
    votes[5:, 2] = np.nan

    plain, passed, new, _ = polis_priority(votes)

    assert passed < plain < new


def test_likeness_of_maps_ignores_turns_mirrors_and_shifts() -> None:
    points = np.random.default_rng(0).standard_normal((50, 2)) * [3, 1]
    turned = points @ np.array([[0.6, 0.8], [0.8, -0.6]]) * 2 + [5, -3]

    assert turned_likeness(turned, points) == pytest.approx(1)
    assert turned_likeness(np.random.default_rng(1).standard_normal((50, 2)), points) < 0.4


def test_who_has_answered_everything_open_is_placed_where_the_truth_is() -> None:
    cast = Cast.of(TABLE, seed=0)
    whole = whole_result(cast)
    everybody = [Given([*person.open], [*person.open.values()]) for person in cast.people]

    newcomers = figures_of_newcomers(cast, everybody, Placer.of(whole))
    fitted = figures_from_nothing(cast, [person.whole() for person in cast.people], whole)

    assert newcomers["map"] == pytest.approx(1)
    assert newcomers["group"] == 1
    assert fitted["map"] == pytest.approx(1)
    assert (fitted["error"], fitted["coverage"]) == (0, 1)
    assert fitted["auc"] > 0.8


def test_medians_are_of_conversations_after_means_of_seeds() -> None:
    rows = [Row(name, "random", "newcomers", 5, {"auc": value}) for name, value in
            (("a", 0.2), ("a", 0.4), ("b", 0.5), ("c", 0.9))]  # fmt: skip

    found = medians(rows)

    assert found == {("newcomers", 5, "random"): {"auc": 0.5}}
    assert "| random | 0.500 |" in as_text(found, markdown=True)
