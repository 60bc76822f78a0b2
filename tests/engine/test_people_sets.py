"""Which sets of people are reported, and which have a say of their own in the verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

from tests.engine.simulation import random_votes
from yishiting.engine import InvalidSettingError, Rule, VoteTable, analyse
from yishiting.engine.results import PeopleSet

if TYPE_CHECKING:
    from numpy.typing import NDArray

N_PEOPLE = 200
TABLE = random_votes(people=N_PEOPLE, statements=6, camps=1, seed=5)


def first(size: int) -> NDArray[np.str_]:
    """Labels: the first people declared something, the others nothing."""
    return np.array(["in"] * size + [""] * (N_PEOPLE - size))


def declared(size: int, rule: Rule, tiers: NDArray[np.str_] | None = None) -> PeopleSet:
    """The set of those who declared something."""
    support = analyse(TABLE, constituencies={"kind": first(size)}, tiers=tiers, rule=rule).support
    return support.sets[support.row("constituency", "in", "kind")]


@pytest.mark.parametrize(
    ("size", "rule", "counts"),
    [
        (10, Rule(minimum_share=0.0), True),
        (9, Rule(minimum_share=0.0), False),
        (10, Rule(), True),
        (10, Rule(minimum_share=0.051), False),
        (30, Rule(minimum_people=31), False),
        (1, Rule(minimum_people=1, minimum_share=0.0), True),
    ],
    ids=[
        "ten",
        "nine",
        "five per cent",
        "less than the share",
        "fewer than the rule asks",
        "one, where that is enough",
    ],
)
def test_a_constituency_has_a_say_from_a_size_on(size: int, rule: Rule, counts: bool) -> None:
    assert declared(size, rule) == PeopleSet("constituency", "kind", "in", size, counts)


@pytest.mark.parametrize(("size", "counts"), [(3, True), (2, False)])
def test_three_delegations_are_enough(size: int, counts: bool) -> None:
    tiers = np.array(["delegation"] * size + ["verified"] * (N_PEOPLE - size))

    assert declared(size, Rule(), tiers).counts is counts


def test_how_many_delegations_are_enough_is_a_setting() -> None:
    assert declared(1, Rule(minimum_delegations=1), np.full(N_PEOPLE, "delegation")).counts
    assert not declared(9, Rule(minimum_delegations=10), np.full(N_PEOPLE, "delegation")).counts


def test_joining_never_costs_a_constituency_its_say() -> None:
    for delegations in (3, 5):
        tiers = np.array(["delegation"] * delegations + ["verified"] * (N_PEOPLE - delegations))
        assert all(declared(size, Rule(), tiers).counts for size in range(3, 20))


def test_a_constituency_with_few_delegations_is_counted_by_people() -> None:
    tiers = np.array(["delegation"] * 2 + ["verified"] * (N_PEOPLE - 2))

    assert not declared(9, Rule(), tiers).counts
    assert declared(10, Rule(), tiers).counts


def test_light_people_do_not_make_a_constituency_large() -> None:
    weights = np.where(first(12) == "in", 0.001, 1.0)
    rows = TABLE.participant_index()
    columns = TABLE.participant_ids[rows], TABLE.statement_ids[TABLE.statement_index], TABLE.votes
    light = VoteTable.from_arrays(*columns, weights[rows])

    sets = analyse(light, constituencies={"kind": first(12)}).support.sets

    assert [each.counts for each in sets if each.kind == "constituency"] == [False]
    assert declared(12, Rule()).counts


def test_tiers_are_reported_but_have_no_say() -> None:
    tiers = np.array(["delegation"] * 100 + ["verified"] * 100)

    sets = analyse(TABLE, tiers=tiers).support.sets

    assert [(each.label, each.n_people, each.counts) for each in sets if each.kind == "tier"] == [
        ("delegation", 100, False),
        ("verified", 100, False),
    ]


def test_only_those_who_are_counted_enter_groups_and_constituencies() -> None:
    tiers = np.array(["verified"] * 150 + ["open"] * 50)

    sets = analyse(TABLE, constituencies={"kind": np.full(N_PEOPLE, "in")}, tiers=tiers).support.sets

    assert [(each.label, each.n_people) for each in sets] == [
        ("overall", 150),
        ("A", 150),
        ("in", 150),
        ("verified", 150),
        ("open", 50),
    ]


def test_sets_stand_in_a_fixed_order() -> None:
    labels = {"region": np.resize(["Africa", "Asia", ""], 200), "sector": np.resize(["state", "firm"], 200)}

    result = analyse(TABLE, constituencies=labels)

    found = [(each.kind, each.dimension, each.label) for each in result.support.sets if each.kind != "group"]
    assert found == [
        ("overall", "", "overall"),
        ("constituency", "region", "Africa"),
        ("constituency", "region", "Asia"),
        ("constituency", "sector", "firm"),
        ("constituency", "sector", "state"),
    ]
    assert result.support.row("constituency", "Asia", "region") == found.index(found[2]) + result.groups.n_groups


def test_a_set_that_is_not_there_has_no_row() -> None:
    with pytest.raises(KeyError):
        analyse(TABLE).support.row("constituency", "Asia", "region")


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "too few labels": (
        {"constituencies": {"region": ["Asia"]}},
        "`region` must have one label for each of 200 participants, got shape (1,)",
    ),
    "a matrix of labels": (
        {"constituencies": {"region": np.full((200, 1), "Asia")}},
        "`region` must have one label for each of 200 participants, got shape (200, 1)",
    ),
    "too many tiers": (
        {"tiers": ["open"] * 201},
        "`tiers` must have one label for each of 200 participants, got shape (201,)",
    ),
    "an unknown tier": (
        {"tiers": ["open"] * 17 + ["guest"] + ["open"] * 182},
        "`tiers` must be delegation, verified or open, got 'guest' in row 17",
    ),
}


@pytest.mark.parametrize(("settings", "message"), REFUSED.values(), ids=REFUSED)
def test_bad_labels_are_refused_in_these_words(settings: dict[str, Any], message: str) -> None:
    with pytest.raises(InvalidSettingError) as refused:
        analyse(TABLE, **settings)

    assert str(refused.value) == message
