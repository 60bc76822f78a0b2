import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yishiting.sample.design import DELIBERATIONS, DeliberationDesign, load_deliberation, load_people
from yishiting.sample.opinions import Opinions, form_opinions
from yishiting.sample.people import assemble_people
from yishiting.sample.voting import OPEN_SECONDS, CastVotes, cast_votes


def voted(name: str, seed: int = 1, n_people: int = 1200) -> tuple[DeliberationDesign, Opinions, CastVotes]:
    design = load_deliberation(name)
    opinions = form_opinions(design, assemble_people(load_people(), n_people, seed), seed)
    return design, opinions, cast_votes(design, opinions, seed)


@settings(max_examples=20, deadline=None)
@given(name=st.sampled_from(DELIBERATIONS), seed=st.integers(0, 2**40), n_people=st.integers(100, 900))
def test_every_vote_is_legal(name: str, seed: int, n_people: int) -> None:
    design, _, cast = voted(name, seed, n_people)
    opens = np.array([statement.opens for statement in design.statements]) * OPEN_SECONDS // 100

    assert set(cast.vote.tolist()) == {-1, 0, 1}
    assert set(cast.participant.tolist()) == set(range(n_people))
    pairs = cast.participant * len(design.statements) + cast.statement
    assert len(np.unique(pairs)) == len(pairs)
    assert (cast.seconds > opens[cast.statement]).all()
    assert (np.diff(cast.seconds) >= 0).all()
    assert cast.seconds.max() < OPEN_SECONDS + 20 * 40


@pytest.mark.parametrize("name", DELIBERATIONS)
def test_half_of_the_people_answer_about_twelve_and_few_answer_all(name: str) -> None:
    _, _, cast = voted(name)

    answers = np.bincount(cast.participant)

    assert 10 <= np.median(answers) <= 14
    assert np.mean(answers <= 3) > 0.1
    assert np.mean(answers >= 18) < 0.3


@pytest.mark.parametrize("name", DELIBERATIONS)
def test_statements_put_forward_late_have_few_votes(name: str) -> None:
    design, _, cast = voted(name)
    counts = np.bincount(cast.statement, minlength=20)

    is_little_known = np.array([statement.behaves == "little_known" for statement in design.statements])

    assert counts[is_little_known].max() <= 40
    assert counts[is_little_known].min() >= 5
    assert counts[~is_little_known].min() > 250


@pytest.mark.parametrize("name", DELIBERATIONS)
def test_passes_are_as_frequent_as_the_design_says(name: str) -> None:
    design, _, cast = voted(name)

    for place, statement in enumerate(design.statements):
        votes = cast.vote[cast.statement == place]
        expected = statement.passes / 100
        assert abs(np.mean(votes == 0) - expected) < 4.5 * np.sqrt(expected * (1 - expected) / len(votes))


@pytest.mark.parametrize("seed", [1, 2])
@pytest.mark.parametrize("name", DELIBERATIONS)
def test_shares_of_agreement_are_near_the_opinions(name: str, seed: int) -> None:
    _, opinions, cast = voted(name, seed)
    expected = opinions.chances.mean(axis=0) / 1e4

    for place, share in enumerate(expected):
        votes = cast.vote[(cast.statement == place) & (cast.vote != 0)]
        assert abs(np.mean(votes == 1) - share) < 4.5 * np.sqrt(share * (1 - share) / len(votes))


def test_own_opinion_decides_the_own_vote() -> None:
    _, opinions, cast = voted("safety")
    chances = opinions.chances[cast.participant, cast.statement]

    for low, high in ((0, 1000), (1000, 3000), (3000, 7000), (7000, 9000), (9000, 10_000)):
        is_near = (chances >= low) & (chances < high) & (cast.vote != 0)
        assert abs(np.mean(cast.vote[is_near] == 1) - chances[is_near].mean() / 1e4) < 0.04
