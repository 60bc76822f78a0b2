"""The next statement: never one that was answered, new ones soon, else where an answer teaches most."""

from __future__ import annotations

import itertools
import math
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import spearmanr

from tests.engine.simulation import camp_votes
from yishiting.engine import (
    Candidates,
    InvalidSettingError,
    InvalidVotesError,
    OwnAnswers,
    Placer,
    Routing,
    VoteTable,
    analyse,
    next_statement,
    rank_next,
)
from yishiting.engine.next_statement import expected_information
from yishiting.engine.one_person import logit_moments

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from numpy.typing import NDArray

PLANTED = camp_votes(people_per_camp=40, statements=24, camps=2, seed=61, answered=0.6, passing=0.1)
PLACER = Placer.of(analyse(PLANTED.table))
KNOWN = 24  # statements that the placer knows; those above it are unknown
SOME = settings(max_examples=settings().max_examples * 3 // 10)
NOTHING = OwnAnswers.of([], [])
EVEN = Routing(new_answers=0, randomness=0.0)

seeds = st.integers(-(2**70), 2**70)
placers = st.sampled_from((None, PLACER))


@st.composite
def situations(draw: st.DrawFn) -> tuple[Candidates, OwnAnswers]:
    """Candidates with counts from nought to many, and answers, some of them on candidates or on unknown statements."""
    ids = draw(st.lists(st.integers(-5, 34), max_size=30, unique=True))
    counts = draw(st.lists(st.sampled_from((0, 1, 3, 9, 40, 500)), min_size=len(ids), max_size=len(ids)))
    answered = draw(st.lists(st.integers(-5, 34), max_size=12))
    votes = draw(st.lists(st.sampled_from((-1, 0, 1)), min_size=len(answered), max_size=len(answered)))
    return Candidates.of(ids, counts), OwnAnswers.of(answered, votes)


@SOME
@given(situations(), placers, seeds)
def test_every_candidate_left_is_ranked_once_and_none_that_was_answered(
    situation: tuple[Candidates, OwnAnswers], placer: Placer | None, seed: int
) -> None:
    candidates, own = situation

    ranked = rank_next(candidates, own, placer, seed=seed, k=99)

    assert sorted(ranked.tolist()) == sorted(set(candidates.statements.tolist()) - set(own.statements.tolist()))


@SOME
@given(situations(), placers, seeds, st.integers(0, 31))
def test_fewer_are_the_first_of_more(
    situation: tuple[Candidates, OwnAnswers], placer: Placer | None, seed: int, k: int
) -> None:
    everything = rank_next(*situation, placer, seed=seed, k=99).tolist()

    assert rank_next(*situation, placer, seed=seed, k=k).tolist() == everything[:k]
    assert next_statement(*situation, placer, seed=seed) == (everything[0] if everything else None)


@SOME
@given(situations(), placers, seeds, st.randoms(use_true_random=False))
def test_order_of_candidates_and_answers_does_not_matter(
    situation: tuple[Candidates, OwnAnswers], placer: Placer | None, seed: int, chance: Random
) -> None:
    candidates, own = situation
    rows = list(zip(candidates.statements.tolist(), candidates.n_answers.tolist(), strict=True))
    last = list(dict(zip(own.statements.tolist(), own.votes.tolist(), strict=True)).items())
    expected = rank_next(candidates, own, placer, seed=seed, k=99).tolist()
    chance.shuffle(rows)
    chance.shuffle(last)

    shuffled = Candidates.of([s for s, _ in rows], np.array([n for _, n in rows], dtype=np.int64))
    answers = OwnAnswers.of([s for s, _ in last], [v for _, v in last])

    assert rank_next(shuffled, answers, placer, seed=seed, k=99).tolist() == expected


@SOME
@given(situations(), st.permutations(range(-5, 35)))
def test_what_an_answer_teaches_does_not_depend_on_names(
    situation: tuple[Candidates, OwnAnswers], names: list[int]
) -> None:
    table, (candidates, own) = PLANTED.table, situation
    renamed = np.array(names) * 7  # position i stands for statement i - 5
    order = np.argsort(renamed[5 : 5 + KNOWN])
    other = Placer.from_arrays(
        PLACER.arrays()
        | {
            "statement_ids": renamed[5 : 5 + KNOWN][order],
            "first": PLACER.first[:, order],
            "second": PLACER.second[:, order],
        }
    )
    assert table.n_statements == KNOWN

    here = expected_information(PLACER, PLACER.placement(own.statements, own.votes), candidates.statements)
    person = other.placement(renamed[own.statements + 5], own.votes)
    there = expected_information(other, person, renamed[candidates.statements + 5])

    np.testing.assert_allclose(here, there, rtol=1e-9)


@SOME
@given(situations(), placers, seeds)
def test_a_person_meets_the_others_in_the_same_order_when_one_is_gone(
    situation: tuple[Candidates, OwnAnswers], placer: Placer | None, seed: int
) -> None:
    """As long as none is new: the luck of a statement is its own."""
    candidates, own = situation
    routing = Routing(new_answers=0)
    everything = rank_next(candidates, own, placer, seed=seed, k=99, routing=routing).tolist()
    rest = Candidates(candidates.statements[1:], candidates.n_answers[1:])

    left = rank_next(rest, own, placer, seed=seed, k=99, routing=routing).tolist()

    gone = candidates.statements[:1].tolist()
    assert left == [statement for statement in everything if statement not in gone]


@pytest.mark.parametrize("placer", [None, PLACER], ids=["no result yet", "a result"])
def test_different_people_get_different_orders(placer: Placer | None) -> None:
    candidates = Candidates.of(np.arange(KNOWN), np.full(KNOWN, 30))

    firsts = {next_statement(candidates, NOTHING, placer, seed=seed) for seed in range(200)}

    assert len(firsts) > 8


def test_every_bit_of_a_seed_counts() -> None:
    candidates = Candidates.of(np.arange(KNOWN), np.full(KNOWN, 30))
    people = [0, *(1 << bit for bit in range(1, 64, 7))]  # even ones, in the same turn

    orders = {tuple(rank_next(candidates, NOTHING, PLACER, seed=seed, k=99).tolist()) for seed in people}

    assert len(orders) == len(people)


def test_without_a_result_everybody_evens_out_the_answers() -> None:
    counts = np.zeros(30, dtype=np.int64)
    for person in range(200):
        shown = rank_next(Candidates.of(np.arange(30), counts), NOTHING, None, seed=person, k=3)
        counts[shown] += 1

    assert counts.sum() == 600
    assert counts.min() >= 14
    assert counts.max() <= 26


@pytest.mark.parametrize("placer", [None, PLACER], ids=["no result yet", "a result"])
@pytest.mark.parametrize("n_own", [0, 1, 2, 7])
def test_a_new_statement_is_among_the_next_two_of_everybody(placer: Placer | None, n_own: int) -> None:
    candidates = Candidates.of([*range(8, KNOWN), 500], [*[60] * 16, 0])
    own = OwnAnswers.of(np.arange(n_own), np.ones(n_own, dtype=np.int8))

    places = [rank_next(candidates, own, placer, seed=seed, k=99).tolist().index(500) for seed in range(100)]

    assert set(places) == {0, 1}


def test_new_statements_wait_no_longer_than_promised() -> None:
    """Of m new ones, the last has its answers after new_every × m × new_answers statements were shown."""
    routing, n_new = Routing(), 4
    counts = np.array([80] * 20 + [0] * n_new)
    shown = 0
    for seed in itertools.count():
        if (counts[20:] >= routing.new_answers).all():
            break
        own: list[int] = []
        for _ in range(5):
            candidates = Candidates.of(np.arange(24), counts)
            statement = next_statement(candidates, OwnAnswers.of(own, [1] * len(own)), PLACER, seed=seed)
            own.append(statement)
            counts[statement] += 1
            shown += 1

    # Each person's five may begin with one that is not new.
    assert shown <= routing.new_every * n_new * routing.new_answers * 5 / 4
    assert counts[20:].max() <= routing.new_answers + 5


def test_new_statements_come_least_answered_first_and_one_in_every() -> None:
    candidates = Candidates.of([*range(12), 900, 901, 902], [*[60] * 12, 4, 0, 2])

    for every in (1, 2, 3, 5):
        ranked = rank_next(candidates, NOTHING, PLACER, seed=0, k=99, routing=Routing(new_every=every)).tolist()

        assert [statement for statement in ranked if statement >= 900] == [901, 902, 900]
        assert [at for at, statement in enumerate(ranked) if statement >= 900] == [0, every, 2 * every]


@pytest.mark.parametrize("seed", [0, 1, 2**63])
def test_somebody_who_goes_on_meets_a_new_one_every_second_time(seed: int) -> None:
    candidates = Candidates.of(np.arange(40), [60] * 25 + [0] * 15)
    own: list[int] = []

    for _ in range(12):
        own.append(next_statement(candidates, OwnAnswers.of(own, [1] * len(own)), None, seed=seed))

    was_new = [statement >= 25 for statement in own]
    assert was_new == [(turn + seed) % 2 == 0 for turn in range(12)]


def test_where_all_have_few_answers_none_is_new() -> None:
    assert not Routing().is_new(np.array([0, 0, 0, 0, 3, 8])).any()
    assert not Routing().is_new(np.array([1, 1, 2, 1, 1, 2])).any()
    assert Routing().is_new(np.array([3, 5, 9, 10, 12, 12])).tolist() == [True, False, False, False, False, False]
    assert Routing().is_new(np.array([9, 10, 11, 90, 99, 99])).tolist() == [True, False, False, False, False, False]


def test_the_most_telling_statement_comes_first_without_luck() -> None:
    own = OwnAnswers.of([0, 5], [1, -1])
    candidates = Candidates.of(np.arange(KNOWN), np.full(KNOWN, 30))
    information = expected_information(PLACER, PLACER.placement([0, 5], [1, -1]), np.arange(KNOWN))

    ranked = rank_next(candidates, own, PLACER, seed=1, k=99, routing=EVEN).tolist()

    expected = [s for s in np.argsort(-information, kind="stable").tolist() if s not in (0, 5)]
    assert ranked == expected
    # Statements on which all agree or all disagree teach least of those with as many answers.
    assert set(np.argsort(information)[:2].tolist()) == {0, 1}


def test_information_is_nearly_what_an_answer_really_tells() -> None:
    """Beside the mutual information of an answer and its logits, integrated numerically in both channels."""
    person = PLACER.placement([2, 3], [1, 0])
    statements = np.arange(KNOWN + 1)
    nodes, mass = np.polynomial.hermite_e.hermegauss(60)
    mass = mass / mass.sum()

    def entropy(chance: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.asarray(-chance * np.log(chance) - (1 - chance) * np.log1p(-chance))

    def exact(channel: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        pairs = [logit_moments(moments, person, channel) for moments in (PLACER.moments, PLACER.unknown)]
        logit, variance = (np.concatenate(both) for both in zip(*pairs, strict=True))
        chances = 1 / (1 + np.exp(-(logit[:, None] + np.sqrt(variance)[:, None] * nodes)))
        return chances @ mass, entropy(chances @ mass) - entropy(chances) @ mass

    (_, agreeing), (passing, pass_or_not) = exact(0), exact(1)
    expected = pass_or_not + (1 - passing) * agreeing

    found = expected_information(PLACER, person, statements)

    # One Gaussian overstates what a yes or no can tell where the variance is large, but keeps the order.
    assert (found > 0.95 * expected).all()
    assert (found < 1.6 * expected).all()
    assert spearmanr(found, expected)[0] > 0.98


def test_a_statement_of_which_little_is_known_teaches_more() -> None:
    """Two statements with the same answers by share, one of them answered by few."""
    rng = np.random.default_rng(7)
    people = np.repeat(np.arange(200), 6)
    statements = np.tile(np.arange(6), 200)
    votes = np.where(rng.random(1200) < 0.5, 1, -1)
    rare = (statements == 5) & (people >= 6)
    placer = Placer.of(analyse(VoteTable.from_arrays(people[~rare], statements[~rare], votes[~rare])))

    information = expected_information(placer, placer.placement([], []), np.array([0, 1, 2, 3, 4, 5, 99]))

    assert information[5] > 1.1 * information[:5].max()
    assert information[6] > 1.1 * information[:5].max()


def test_answers_lower_what_more_answers_would_tell() -> None:
    left = np.arange(12, KNOWN)
    nothing = expected_information(PLACER, PLACER.placement([], []), left).mean()

    some = expected_information(PLACER, PLACER.placement(np.arange(2, 12), [1, -1] * 5), left).mean()

    assert some < nothing


def test_luck_is_light() -> None:
    """Of two statements, one twice as telling, that one comes first for most but not for all."""
    candidates = Candidates.of([1, 2], [1, 3])  # without a result 1/2 against 1/4

    firsts = [next_statement(candidates, NOTHING, None, seed=seed) for seed in range(2000)]

    # Gumbel noise: the chance is 2^(1/randomness) to 1.
    share = 1 / (1 + 2 ** (-1 / Routing().randomness))
    assert abs(firsts.count(1) / 2000 - share) < 4 * math.sqrt(share * (1 - share) / 2000)


def test_statements_are_drawn_by_a_power_of_their_information() -> None:
    """With a result as without: Gumbel noise on log I draws in proportion to I^(1 / randomness)."""
    information = expected_information(PLACER, PLACER.placement([], []), np.arange(KNOWN))
    least, most = int(information.argmin()), int(np.argsort(information)[KNOWN // 4])
    candidates = Candidates.of([least, most], [30, 30])
    routing = Routing(randomness=1.5)

    firsts = [next_statement(candidates, NOTHING, PLACER, seed=seed, routing=routing) for seed in range(2000)]

    share = 1 / (1 + (information[least] / information[most]) ** (1 / 1.5))
    assert 0.6 < share < 0.9
    assert abs(firsts.count(most) / 2000 - share) < 4 * math.sqrt(share * (1 - share) / 2000)


def test_ids_may_be_texts() -> None:
    candidates = Candidates.of(["乙", "甲", "b", "a"], [0, 0, 0, 0])

    orders = {tuple(rank_next(candidates, OwnAnswers.of(["甲"], [1]), None, seed=seed, k=9)) for seed in range(60)}

    assert {tuple(sorted(order)) for order in orders} == {("a", "b", "乙")}
    assert len(orders) == 6


def test_nothing_left_is_nothing() -> None:
    assert next_statement(Candidates.of([], []), NOTHING, PLACER, seed=1) is None
    assert next_statement(Candidates.of([3], [8]), OwnAnswers.of([3], [0]), None, seed=1) is None
    assert rank_next(Candidates.of([3], [8]), NOTHING, None, seed=1, k=0).tolist() == []


REFUSED: dict[str, tuple[Callable[[], object], type[Exception], str]] = {
    "counts for others": (
        lambda: Candidates.of([1, 2], [1]),
        InvalidSettingError,
        "`n_answers` must be whole numbers from 0, one for each of `statements`",
    ),
    "a negative count": (
        lambda: Candidates.of([1], [-1]),
        InvalidSettingError,
        "`n_answers` must be whole numbers from 0, one for each of `statements`",
    ),
    "half an answer": (
        lambda: Candidates.of([1], [0.5]),
        InvalidSettingError,
        "`n_answers` must be whole numbers from 0, one for each of `statements`",
    ),
    "one twice": (
        lambda: Candidates.of([7, 8, 7], [1, 2, 3]),
        InvalidSettingError,
        "`statements` must hold each statement once, got 7 twice",
    ),
    "ids that are none": (
        lambda: Candidates.of([1.5], [1]),
        InvalidVotesError,
        "`statements` must be integers or strings, got float64",
    ),
    "a vote of 2": (
        lambda: OwnAnswers.of([1], [2]),
        InvalidSettingError,
        "`votes` must be -1, 0 or +1, one for each of `statements`",
    ),
    "a negative k": (
        lambda: rank_next(Candidates.of([1], [1]), NOTHING, None, seed=1, k=-1),
        InvalidSettingError,
        "`k` must be 0 or more, got -1",
    ),
    "one in none": (lambda: Routing(new_every=0), InvalidSettingError, "`new_every` must be 1 or more, got 0"),
    "negative luck": (
        lambda: Routing(randomness=-0.1),
        InvalidSettingError,
        "`randomness` must be 0 or more, got -0.1",
    ),
}


@pytest.mark.parametrize(("call", "error", "sentence"), REFUSED.values(), ids=REFUSED)
def test_bad_input_is_refused_in_these_words(call: Callable[[], object], error: type[Exception], sentence: str) -> None:
    with pytest.raises(error) as refused:
        call()

    assert str(refused.value) == sentence
