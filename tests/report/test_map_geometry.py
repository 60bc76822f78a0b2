from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from tests.report.conversations import analysis_of, conversation_of, divided_votes
from yishiting.report.map_geometry import MOST_DOTS, WIDTH, convex_hull, map_geometry
from yishiting.report.map_marks import SHAPES, group_mark, marker_path


def test_each_person_is_a_dot_inside_the_drawing() -> None:
    geometry = map_geometry(analysis_of(conversation_of(divided_votes(80, 12), ["x"])))

    assert not geometry.is_density
    assert len(geometry.marks.x) == 80
    assert 0 <= geometry.marks.x.min() <= geometry.marks.x.max() <= WIDTH
    assert 0 <= geometry.marks.y.min() <= geometry.marks.y.max() <= geometry.height


def test_above_the_limit_cells_hold_everybody() -> None:
    n_people = MOST_DOTS + 500
    geometry = map_geometry(analysis_of(conversation_of(divided_votes(n_people, 12), ["x"])))

    assert geometry.is_density
    assert len(geometry.marks.x) < n_people
    assert geometry.marks.n_people.sum() == n_people
    assert np.array_equal(np.bincount(geometry.marks.cell), geometry.marks.n_people)


def test_the_area_of_a_cell_grows_with_its_people() -> None:
    marks = map_geometry(analysis_of(conversation_of(divided_votes(MOST_DOTS + 500, 12), ["x"]))).marks

    order = np.argsort(marks.n_people)
    assert (np.diff(marks.radius[order]) >= 0).all()


def test_a_hull_turns_round_all_points() -> None:
    square = np.array([[0.0, 0.0], [0.0, 4.0], [4.0, 4.0], [4.0, 0.0]])
    inside = np.random.default_rng(0).uniform(1, 3, (50, 2))

    assert {tuple(corner) for corner in convex_hull(np.concatenate([inside, square]))} == {tuple(c) for c in square}


@pytest.mark.parametrize("n_points", [0, 1, 2])
def test_a_hull_of_too_few_points_is_those_points(n_points: int) -> None:
    assert len(convex_hull(np.arange(2.0 * n_points).reshape(-1, 2))) == n_points


def test_no_two_of_the_first_groups_look_alike() -> None:
    marks = [group_mark(group) for group in range(6)]

    assert len({mark.shape for mark in marks}) == len({mark.colour for mark in marks}) == 6


@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_has_a_closed_path(shape: str) -> None:
    assert marker_path(shape, 10, 10, 3).startswith("M")
    assert marker_path(shape, 10, 10, 3).endswith("z")


def test_groups_have_a_soft_outline_and_one_group_alone_has_none() -> None:
    parted = analysis_of(conversation_of(divided_votes(300, 24), ["x"]))
    alone = replace(
        parted,
        groups=replace(
            parted.groups,
            labels=("A",),
            membership=np.zeros(300, dtype=np.int64),
            centres=parted.groups.centres[:1],
            opinion_centres=parted.groups.opinion_centres[:1],
            defining=((),),
        ),
    )

    assert parted.groups.n_groups == len(map_geometry(parted).hulls) == len(map_geometry(parted).labels) == 2
    assert map_geometry(alone).hulls == ()
    assert len(map_geometry(alone).labels) == 0


def test_an_outline_goes_round_its_letter() -> None:
    geometry = map_geometry(analysis_of(conversation_of(divided_votes(300, 24), ["x"])))

    for hull, place in zip(geometry.hulls, geometry.labels, strict=True):
        assert (hull.min(axis=0) < place).all()
        assert (hull.max(axis=0) > place).all()


def test_people_on_one_line_are_kept_apart_and_keep_their_place_along_it() -> None:
    analysis = analysis_of(conversation_of(divided_votes(300, 24), ["x"]))
    flat = analysis.map.people * np.array([1.0, 1e-6])
    geometry = map_geometry(replace(analysis, map=replace(analysis.map, people=flat)))

    places = np.stack([geometry.marks.x, geometry.marks.y], axis=1)
    assert geometry.is_line
    of_people = geometry.marks.x[geometry.marks.cell]
    assert np.array_equal(np.argsort(of_people, kind="stable"), np.argsort(flat[:, 0], kind="stable"))
    assert len(np.unique(np.round(places), axis=0)) > 250
    assert geometry.marks.y.min() >= 0
    assert geometry.marks.y.max() <= geometry.height


def test_opinions_in_two_directions_stay_where_they_are() -> None:
    analysis = analysis_of(conversation_of(divided_votes(300, 24), ["x"]))
    round_map = np.random.default_rng(0).normal(size=(300, 2))

    assert not map_geometry(replace(analysis, map=replace(analysis.map, people=round_map))).is_line


def test_people_without_a_place_are_not_drawn_and_the_order_of_marks_is_no_order_of_people() -> None:
    analysis = analysis_of(conversation_of(divided_votes(80, 12), ["x"]))
    people = analysis.map.people.copy()
    people[:5] = np.nan

    marks = map_geometry(replace(analysis, map=replace(analysis.map, people=people))).marks

    assert len(marks.x) == 75
    assert (np.diff(marks.x) >= 0).all()
    assert marks.cell[:5].tolist() == [-1] * 5
    assert sorted(marks.cell[5:].tolist()) == list(range(75))


def test_a_map_of_nobody_is_a_point() -> None:
    analysis = analysis_of(conversation_of(divided_votes(80, 12), ["x"]))
    nowhere = np.full_like(analysis.map.people, np.nan)

    assert map_geometry(replace(analysis, map=replace(analysis.map, people=nowhere))).is_point
