"""How many groups there are: points that are apart, people who keep to their group, groups that are large enough."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yishiting.engine.grouping import cluster, find_groups, silhouette
from yishiting.engine.opinion_space import OpinionSpace, certainties, nearest

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


def clouds(
    centres: list[tuple[float, float]], sizes: list[int], *, noise: float = 0.1, spread: float = 0.3
) -> OpinionSpace:
    """Round clouds of people whose places are known to within ``noise``."""
    rng = np.random.default_rng(0)
    points = np.concatenate(
        [rng.normal(centre, spread, (size, 2)) for centre, size in zip(centres, sizes, strict=True)]
    )
    return OpinionSpace(points, np.tile(noise**2 * np.eye(2), (len(points), 1, 1)), np.ones(2))


def n_groups(space: OpinionSpace, informed: NDArray[np.bool_] | None = None) -> int:
    everybody = np.ones(len(space.points), dtype=bool)
    return len(find_groups(space, np.ones(len(space.points)), everybody if informed is None else informed).centres)


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_clouds_are_counted(number: int) -> None:
    corners = [(0.0, 0.0), (4.0, 0.0), (0.0, 4.0), (4.0, 4.0), (8.0, 2.0)]

    assert n_groups(clouds(corners[:number], [40] * number)) == number


def test_places_that_are_not_known_make_no_groups() -> None:
    apart = [(0.0, 0.0), (2.0, 0.0)]

    assert n_groups(clouds(apart, [40, 40], noise=0.5)) == 2
    assert n_groups(clouds(apart, [40, 40], noise=2.5)) == 1


def test_less_than_a_logit_is_no_distance() -> None:
    assert n_groups(clouds([(0.0, 0.0), (0.9, 0.0)], [40, 40], spread=0.05, noise=0.05)) == 1
    assert n_groups(clouds([(0.0, 0.0), (1.2, 0.0)], [40, 40], spread=0.05, noise=0.05)) == 2


def test_four_people_are_no_group() -> None:
    apart = [(0.0, 0.0), (6.0, 0.0)]

    assert n_groups(clouds(apart, [100, 4])) == 1
    assert n_groups(clouds(apart, [100, 5])) == 2


def test_two_per_cent_are_no_group() -> None:
    apart = [(0.0, 0.0), (6.0, 0.0)]

    assert n_groups(clouds(apart, [490, 10])) == 1
    assert n_groups(clouds(apart, [480, 20])) == 2


def test_groups_are_learned_from_the_informed_and_everybody_is_put_into_one() -> None:
    space = clouds([(0.0, 0.0), (6.0, 0.0)], [40, 40])
    informed = np.arange(80) % 2 == 0
    space.points[1] = (5.5, 0.0)

    found = find_groups(space, np.ones(80), informed)

    assert len(found.centres) == 2
    assert found.membership[1] == found.membership[-1] != found.membership[0]
    assert n_groups(space, informed=np.arange(80) < 40) == 1


def test_nobody_informed_is_one_group() -> None:
    space = clouds([(0.0, 0.0), (6.0, 0.0)], [40, 40])

    assert n_groups(space, informed=np.zeros(80, dtype=bool)) == 1


def test_certainty_falls_towards_the_border() -> None:
    space = clouds([(0.0, 0.0), (4.0, 0.0)], [40, 40], noise=1.0)
    space.points[:3] = [(0.0, 0.0), (1.0, 0.0), (1.99, 0.0)]

    certainty = find_groups(space, np.ones(80), np.ones(80, dtype=bool)).certainty

    assert certainty[0] > 0.95
    assert 0.8 < certainty[1] < certainty[0]
    assert certainty[2] == pytest.approx(0.5, abs=0.05)
    assert certainty.min() >= 0.5 - 1e-9


def test_heavy_people_pull_centres() -> None:
    points = np.array([[0.0], [1.0], [10.0]])

    centres = cluster(points, np.array([3.0, 1.0, 1.0]), 2)

    assert sorted(centres[:, 0].tolist()) == pytest.approx([0.25, 10.0])


@pytest.mark.parametrize("order", [[0, 1, 2], [0, 2, 1], [2, 1, 0]])
def test_certainty_is_against_the_likeliest_other_group(order: list[int]) -> None:
    """One standard deviation from the border to the group at 2, five from that to the one at 10: Φ(1)."""
    centres = np.array([[0.0, 0.0], [2.0, 0.0], [0.0, 10.0]])[order]

    assert certainties(np.zeros((1, 2)), np.eye(2)[None], centres)[0] == pytest.approx(0.8413447, abs=1e-6)


def test_silhouette_of_a_line_by_hand() -> None:
    """Points 0 and 1 about centre 0.5, point 4 on its own: (4 − .5)/4, (3 − .5)/3 and 1."""
    points, centres = np.array([[0.0], [1.0], [4.0]]), np.array([[0.5], [4.0]])

    assert silhouette(points, np.ones(3), centres) == pytest.approx((3.5 / 4 + 2.5 / 3 + 1) / 3)
    assert silhouette(points, np.array([1.0, 1.0, 2.0]), centres) == pytest.approx((3.5 / 4 + 2.5 / 3 + 2) / 4)


@settings(max_examples=settings().max_examples // 2)
@given(seed=st.integers(0, 2**32 - 1), number=st.integers(1, 4))
def test_centres_are_the_means_of_those_nearest_to_them(seed: int, number: int) -> None:
    rng = np.random.default_rng(seed)
    points, weights = rng.normal(size=(60, 2)), rng.choice([0.5, 1.0, 2.0], 60)

    centres = cluster(points, weights, number)

    membership = nearest(points, centres)
    means = [np.average(points[membership == g], axis=0, weights=weights[membership == g]) for g in range(number)]
    np.testing.assert_allclose(centres, means, atol=1e-8)


@settings(max_examples=settings().max_examples // 2)
@given(seed=st.integers(0, 2**32 - 1))
def test_nearest_is_nearest(seed: int) -> None:
    rng = np.random.default_rng(seed)
    points, centres = rng.normal(size=(20, 3)), rng.normal(size=(4, 3))

    distances = [[np.linalg.norm(point - centre) for centre in centres] for point in points]

    assert nearest(points, centres).tolist() == np.argmin(distances, axis=1).tolist()
