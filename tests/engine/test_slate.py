"""The slate: the method of equal shares beside a plain one, and published examples of justified representation."""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yishiting.engine.slate import Electorate, check_ejr_plus, check_justified, elect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yishiting.engine.results import RepresentationCheck

Ballots = list[list[int]]


def electorate(ballots: Ballots, n_candidates: int, weights: Sequence[float] | None = None) -> Electorate:
    """Everybody weighs one, ties go to the first candidate."""
    approves = np.zeros((len(ballots), n_candidates), dtype=bool)
    for person, ballot in enumerate(ballots):
        approves[person, ballot] = True
    return Electorate(approves, np.array(weights or [1.0] * len(ballots)), np.arange(n_candidates))


# Published examples; candidates are numbered from 0 in the order in which the source names them.
RUNNING_EXAMPLE: Ballots = [*[[0, 1]] * 3, *[[0, 2]] * 3, *[[0, 3]] * 2, [1, 2, 5], [4], [5], [6]]
SHARES_EXAMPLE: Ballots = [*[[2, 3]] * 3, *[[0, 1]] * 2, *[[0, 2]] * 2, [1, 3]]


def test_lackner_and_skowron_example_2_11() -> None:
    """Book, 2023: of the running example (2.1), four seats, equal shares pay only for a; 1/8 from each supporter."""
    slate = elect(electorate(RUNNING_EXAMPLE, 7), 4)

    assert slate.statements[0] == 0
    assert slate.steps[0].price == pytest.approx(1 / 8)
    assert [math.isnan(step.price) for step in slate.steps] == [False, True, True, True]
    assert {1, 2} < set(slate.statements)  # b and c, whichever way the budget's remains are used


def test_lackner_and_skowron_example_2_12() -> None:
    """Book, 2023: {a, c, d} is elected; c costs 1/5, then a 13/40."""
    slate = elect(electorate(SHARES_EXAMPLE, 4), 3)

    assert slate.statements == (2, 0, 3)
    assert [step.price for step in slate.steps] == pytest.approx([1 / 5, 13 / 40, math.nan], nan_ok=True)


EIGHT_IN_PAIRS: Ballots = [[0], [1], [2], [3], [0, 4, 5], [1, 4, 5], [2, 4, 5], [3, 4, 5]]
FIVE_BLOCS: Ballots = [
    *[[0, 1, 2]] * 2, *[[0, 1, 3]] * 2, *[[2, *range(3, 14)]] * 6, *[list(range(3, 14))] * 5, *[list(range(4, 14))] * 9,
]  # fmt: skip
FOUR_AND_SIX: Ballots = [[0], [1], [2], [3], *[[4, 5, 6, 7]] * 6]
RING: Ballots = [[0, 3], [0, 1], [1, 2], [2, 3], *[[0]] * 2, *[[1]] * 2, *[[2]] * 2, *[[3]] * 2]
# Ballots, committee; does justified representation hold; does EJR+; the witness: statement and how many people.
# EJR+ is the stricter, so it fails wherever the source shows that EJR (or PJR) fails.
PUBLISHED: dict[str, tuple[Ballots, list[int], bool, bool, tuple[int, int] | None]] = {
    "Aziz et al. 2017, example 4: EJR fails": (EIGHT_IN_PAIRS, [0, 1, 2, 3], True, False, (4, 4)),
    "Aziz et al. 2017, example 5: EJR fails": (
        [*[[0]] * 2, *[[0, 1, 2]] * 2, *[[1, 2, 3]] * 2, [3, 4], [3, 5]], [0, 3, 4, 5], True, False, (1, 4),
    ),
    "Aziz et al. 2017, example 6: EJR holds": (
        [*[[0, 10]] * 3, *[[0, 11]] * 3, *[list(range(1, 10))] * 14], list(range(10)), True, True, None,
    ),
    "Aziz et al. 2017, example 8: EJR fails": ([*[[0, 1]] * 2, [2], [3, 4]], [0, 2, 3, 4], True, False, (1, 2)),
    "Brill et al. 2024, example 6: EJR fails": (FIVE_BLOCS, list(range(2, 14)), True, False, (0, 4)),
    "Brill et al. 2024, example 7: PJR fails": (
        [*[[0, 1, 2, 3]] * 67, *[[4]] * 12, *[[5]] * 11, *[[6]] * 10], [0, 1, 2, 4, 5, 6], True, False, (3, 67),
    ),
    "Sánchez-Fernández et al. 2017, example 1: PJR fails": (FOUR_AND_SIX, list(range(7)), True, False, (7, 6)),
    "Sánchez-Fernández et al. 2017, example 1: PJR holds": (FOUR_AND_SIX, list(range(1, 8)), True, True, None),
    "Lackner & Skowron 2021, example 20: EJR holds": (RING, [0, 1, 2], True, True, None),
    "one of three left out: JR fails": ([*[[0, 1, 2]] * 2, [3]], [0, 1, 2], False, False, (3, 1)),
}  # fmt: skip


@pytest.mark.parametrize(
    ("ballots", "committee", "is_justified", "is_extended", "witness"), PUBLISHED.values(), ids=PUBLISHED
)
def test_published_examples(
    ballots: Ballots, committee: list[int], is_justified: bool, is_extended: bool, witness: tuple[int, int] | None
) -> None:
    people = electorate(ballots, max(max(ballot) for ballot in ballots) + 1)

    justified = check_justified(people, committee, len(committee))
    extended = check_ejr_plus(people, committee, len(committee))

    assert (justified.holds, extended.holds) == (is_justified, is_extended)
    if witness is None:
        assert (extended.witness_statement, len(extended.witness_people)) == (-1, 0)
    else:
        assert (extended.witness_statement, len(extended.witness_people)) == witness
        assert_is_witness(extended, people, committee)


def test_a_witness_names_who_is_left_out() -> None:
    """Ten people, two seats: four agree on something and get nothing; five would have been enough, four are not."""
    ballots: Ballots = [*[[0, 1]] * 5, *[[2]] * 5]

    failing = check_justified(electorate(ballots, 3), [0, 1], 2)
    holding = check_justified(electorate([*ballots, [0]], 3), [0, 1], 2)

    assert not failing.holds
    assert failing.quota == 5
    assert failing.witness_statement == 2
    assert failing.witness_people.tolist() == [5, 6, 7, 8, 9]
    assert holding.holds
    assert holding.witness_people.tolist() == []


def assert_is_witness(check: RepresentationCheck, people: Electorate, committee: list[int]) -> None:
    """The group is large enough for some number of seats, agrees on something new, and nobody has so many."""
    members = check.witness_people
    having = people.approves[members][:, committee].sum(axis=1)
    deserved = math.floor(people.weights[members].sum() / check.quota + 1e-9)
    assert check.witness_statement not in committee
    assert people.approves[members, check.witness_statement].all()
    assert having.max() < deserved


@st.composite
def electorates(draw: st.DrawFn) -> Electorate:
    n_people, n_candidates = draw(st.integers(1, 6)), draw(st.integers(1, 5))
    ballots = draw(
        st.lists(st.lists(st.integers(0, n_candidates - 1), unique=True), min_size=n_people, max_size=n_people)
    )
    weights = draw(st.lists(st.sampled_from([1.0, 1.0, 2.0]), min_size=n_people, max_size=n_people))
    order = draw(st.permutations(range(n_candidates)))
    made = electorate(ballots, n_candidates, weights)
    return Electorate(made.approves, made.weights, np.array(order))


def leaves_out(people: Electorate, committee: list[int], size: int, seats: int) -> bool:
    """By trying every group: do some deserve so many seats, agree on something new, and have fewer each?"""
    n_people, n_candidates = people.approves.shape
    for n_members in range(1, n_people + 1):
        for group in map(list, combinations(range(n_people), n_members)):
            large = Fraction(people.weights[group].sum()) * size >= seats * Fraction(people.weights.sum())
            short = (people.approves[group][:, committee].sum(axis=1) < seats).all()
            agreed = [c for c in range(n_candidates) if c not in committee and people.approves[group, c].all()]
            if large and short and agreed:
                return True
    return False


@given(people=electorates(), data=st.data())
def test_checks_agree_with_trying_every_group(people: Electorate, data: st.DataObject) -> None:
    n_candidates = people.approves.shape[1]
    size = data.draw(st.integers(1, n_candidates))
    committee = data.draw(st.permutations(range(n_candidates)))[:size]

    justified, extended = check_justified(people, committee, size), check_ejr_plus(people, committee, size)

    assert justified.holds == (not leaves_out(people, committee, size, seats=1))
    assert extended.holds == (not any(leaves_out(people, committee, size, n) for n in range(1, size + 1)))
    for check in (justified, extended):
        assert check.quota == pytest.approx(people.weights.sum() / size)
        if not check.holds:
            assert_is_witness(check, people, committee)


def bought(people: Electorate, size: int) -> list[tuple[int, Fraction]]:
    """The method of equal shares in exact fractions, by trying every payment that could be the price."""
    approves, weights = people.approves, [Fraction(weight) for weight in people.weights]
    budgets = [Fraction(size) / sum(weights) for _ in weights]
    found: list[tuple[int, Fraction]] = []
    while len(found) < size:
        offers = []
        for candidate in range(approves.shape[1]):
            supporters = [p for p in range(len(weights)) if approves[p, candidate]]
            price = _exact_price([(budgets[p], weights[p]) for p in supporters])
            if candidate not in [c for c, _ in found] and price is not None:
                offers.append((price, int(people.order[candidate]), candidate))
        if not offers:
            break
        price, _, winner = min(offers)
        budgets = [b - min(b, price) if approves[p, winner] else b for p, b in enumerate(budgets)]
        found.append((winner, price))
    return found


def _exact_price(purses: list[tuple[Fraction, Fraction]]) -> Fraction | None:
    """Least ρ for which Σ weight × min(budget, ρ) is one."""
    if sum((budget * weight for budget, weight in purses), Fraction(0)) < 1:
        return None
    for limit in sorted({budget for budget, _ in purses}):
        poor = sum((budget * weight for budget, weight in purses if budget < limit), Fraction(0))
        price = (1 - poor) / sum((weight for budget, weight in purses if budget >= limit), Fraction(0))
        if price <= limit:
            return price
    return None


@settings(max_examples=settings().max_examples * 3)
@given(people=electorates(), size=st.integers(1, 5))
def test_statements_are_bought_as_exact_fractions_say(people: Electorate, size: int) -> None:
    size = min(size, people.approves.shape[1])

    slate = elect(people, size)

    prices = [(step.statement, step.price) for step in slate.steps if not math.isnan(step.price)]
    expected = bought(people, size)
    assert [statement for statement, _ in prices] == [statement for statement, _ in expected]
    assert [price for _, price in prices] == pytest.approx([float(price) for _, price in expected])


@given(people=electorates(), size=st.integers(1, 5))
def test_equal_shares_keep_their_guarantee(people: Electorate, size: int) -> None:
    slate = elect(people, size)

    assert [(check.name, check.holds) for check in slate.checks] == [
        ("justified_representation", True),
        ("ejr_plus", True),
    ]


@given(people=electorates(), size=st.integers(1, 5))
def test_a_slate_says_what_it_is(people: Electorate, size: int) -> None:
    slate = elect(people, size)

    supported = int(people.approves.any(axis=0).sum())
    assert len(slate.statements) == len(set(slate.statements)) == min(size, supported)
    assert tuple(step.statement for step in slate.steps) == slate.statements
    assert slate.method == "equal_shares"
    covered = np.zeros(len(people.weights), dtype=bool)
    for step in slate.steps:
        supporters = people.approves[:, step.statement]
        assert step.support == pytest.approx(people.weights[supporters].sum())
        assert step.newly_represented == pytest.approx(people.weights[supporters & ~covered].sum())
        assert step.runner_up not in slate.statements[: slate.statements.index(step.statement) + 1]
        covered |= supporters
    assert slate.represented == pytest.approx(people.weights[covered].sum() / people.weights.sum())


def test_seats_left_over_go_to_those_who_have_least() -> None:
    """Nothing can be bought: one in three supports each; the filling takes a new supporter before a served one."""
    ballots: Ballots = [[0], [0, 1], [1], [2], [3], []]

    slate = elect(electorate(ballots, 4), 2)

    assert slate.statements == (0, 1)
    assert [step.newly_represented for step in slate.steps] == [2.0, 1.0]
    assert all(math.isnan(step.price) for step in slate.steps)
    assert slate.steps[0].runner_up == 1


def test_those_who_have_something_count_less_in_the_filling() -> None:
    """Of twenty, six get the first seat; five of them count 5/2 for the second, three others 3."""
    ballots: Ballots = [[0], *[[0, 1]] * 5, *[[2]] * 3, *[[]] * 11]

    slate = elect(electorate(ballots, 3), 2)

    assert slate.statements == (0, 2)
    assert slate.steps[1].runner_up == 1


def test_a_heavy_person_s_purse_is_as_heavy() -> None:
    """Budgets are 1/2 a unit of weight: 1 costs 1/4; then the first person pays 2 × 1/4 for 0, the second 1/2."""
    people = electorate([[0, 1], [0], [1], [2]], 3, [2.0, 1.0, 2.0, 1.0])

    slate = elect(people, 3)

    assert slate.statements[:2] == (1, 0)
    assert [step.price for step in slate.steps[:2]] == pytest.approx([1 / 4, 1 / 2])


def test_ties_are_decided_by_the_order_given() -> None:
    ballots: Ballots = [[0, 1, 2], [0, 1, 2]]
    turned = electorate(ballots, 3)

    slate = elect(Electorate(turned.approves, turned.weights, np.array([2, 1, 0])), 1)

    assert slate.statements == (2,)
    assert slate.steps[0].runner_up == 1


def test_weights_count_as_so_many_people() -> None:
    weighted = elect(electorate([[0], [1]], 2, [3.0, 2.0]), 1)
    counted = elect(electorate([*[[0]] * 3, *[[1]] * 2], 2), 1)

    assert weighted.statements == counted.statements == (0,)
    assert weighted.represented == counted.represented == 0.6
