import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yishiting.sample.design import load_people
from yishiting.sample.errors import InvalidSampleSettingError
from yishiting.sample.people import People, apportion, assemble_people


def assemble(n_people: int = 1200, seed: int = 1) -> People:
    return assemble_people(load_people(), n_people, seed)


@settings(max_examples=25, deadline=None)
@given(n_people=st.integers(100, 5000), seed=st.integers(0, 2**63))
def test_every_region_has_every_category(n_people: int, seed: int) -> None:
    people = assemble(n_people, seed)

    pairs = zip(people.constituency["stakeholder"].tolist(), people.constituency["region"].tolist(), strict=True)
    assert len(set(pairs)) == 4 * 5
    assert len(people) == len(set(people.ids)) == n_people


def test_shares_are_those_of_the_design() -> None:
    people = assemble()

    for kind in people.design.kinds:
        shares = 100 * np.bincount(people.constituency[kind.column]) / len(people)
        # One person a cell is given before the rest is divided by the shares, which moves them by less than one.
        assert np.abs(shares - [value.share for value in kind.values]).max() < 1
    assert np.bincount(people.tier).tolist() == [144, 636, 420]


def test_number_of_a_person_tells_nothing_about_them() -> None:
    people = assemble()
    columns = [people.tier, *people.constituency.values()]

    for column in columns:
        first, second = np.bincount(column[:600]), np.bincount(column[600:])
        # Under a random order the difference has standard deviation sqrt(1200 · share · (1 − share)) <= 17.3.
        assert np.abs(first - second).max() < 4 * 17.3


def test_same_seed_gives_the_same_people_and_another_seed_others() -> None:
    first, again, other = assemble(seed=5), assemble(seed=5), assemble(seed=6)

    assert first.ids == again.ids
    assert (first.tier == again.tier).all()
    assert (first.constituency["region"] == again.constituency["region"]).all()
    assert (first.constituency["region"] != other.constituency["region"]).any()


@pytest.mark.parametrize(
    ("n_people", "seed", "sentence"),
    [
        (99, 1, "`people` must be between 100 and 100000, got 99"),
        (100_001, 1, "`people` must be between 100 and 100000, got 100001"),
        (1200, -1, "`seed` must be 0 or above, got -1"),
    ],
)
def test_setting_out_of_range_is_refused(n_people: int, seed: int, sentence: str) -> None:
    with pytest.raises(InvalidSampleSettingError) as refused:
        assemble(n_people, seed)

    assert str(refused.value) == sentence


@given(total=st.integers(0, 10_000), weights=st.lists(st.integers(1, 100), min_size=1, max_size=20))
def test_apportion_gives_out_everything_and_nobody_is_off_by_one(total: int, weights: list[int]) -> None:
    counts = apportion(total, weights)

    assert sum(counts) == total
    exact = [total * weight / sum(weights) for weight in weights]
    assert all(abs(count - share) < 1 for count, share in zip(counts, exact, strict=True))
