"""A day as a grid of rooms and times; sessions that were never stored are enough for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.web.programme.made_sessions import at
from yishiting.web.programme.gridding import Grid, grid_of
from yishiting.web.programme.models import Forum, Room, Session

if TYPE_CHECKING:
    from datetime import datetime

HALL, LAKE = Room(pk=1, slug="hall", order=0), Room(pk=2, slug="lake", order=1)
FORUM = Forum(pk=1, slug="forum")


def _session(begins: str, ends: str, room: Room | None = HALL, forum: Forum | None = FORUM) -> Session:
    return Session(slug=f"{begins}-{ends}", begins_at=at(begins), ends_at=at(ends), room=room, forum=forum)


def _rows(grid: Grid) -> list[tuple[datetime, list[tuple[str, int, int] | None]]]:
    return [
        (
            row.begins_at,
            [(cell.session.slug, cell.n_rows, cell.n_lanes) if cell.session else None for cell in row.cells],
        )
        for row in grid.rows
    ]


def test_an_empty_day_has_no_rows() -> None:
    assert grid_of([]) == Grid([], [])


def test_rooms_stand_in_their_order_and_a_session_reaches_over_what_begins_meanwhile() -> None:
    grid = grid_of([_session("09:00", "11:00", LAKE), _session("09:00", "10:00"), _session("10:00", "11:00")])

    assert [(each.room, each.n_lanes) for each in grid.columns] == [(HALL, 1), (LAKE, 1)]
    assert _rows(grid) == [
        (at("09:00"), [("09:00-10:00", 1, 1), ("09:00-11:00", 2, 1)]),
        (at("10:00"), [("10:00-11:00", 1, 1)]),
    ]


def test_a_room_is_empty_between_its_sessions() -> None:
    grid = grid_of([_session("09:00", "10:00"), _session("11:00", "12:00")])

    assert _rows(grid)[1] == (at("10:00"), [None])


def test_sessions_that_overlap_in_a_room_stand_beside_each_other_and_others_take_its_whole_width() -> None:
    grid = grid_of([_session("09:00", "10:00"), _session("09:30", "10:30"), _session("11:00", "12:00")])

    assert grid.n_lanes == 2
    assert _rows(grid) == [
        (at("09:00"), [("09:00-10:00", 2, 1), None]),
        (at("09:30"), [("09:30-10:30", 2, 1)]),
        (at("10:00"), [None]),
        (at("10:30"), [None, None]),
        (at("11:00"), [("11:00-12:00", 1, 2)]),
    ]


def test_what_has_no_room_stands_last() -> None:
    grid = grid_of([_session("09:00", "10:00", None), _session("09:00", "10:00", LAKE)])

    assert [each.room for each in grid.columns] == [LAKE, None]


def test_what_everybody_does_together_goes_across() -> None:
    lunch = _session("12:00", "13:00", None, None)
    grid = grid_of([_session("09:00", "12:00"), lunch, _session("13:00", "14:00")])

    assert [each.room for each in grid.columns] == [HALL]
    assert [row.across for row in grid.rows] == [None, lunch, None]


def test_beside_another_session_nothing_goes_across() -> None:
    grid = grid_of([_session("09:00", "12:00"), _session("11:00", "13:00", None, None)])

    assert [each.room for each in grid.columns] == [HALL, None]
    assert [row.across for row in grid.rows] == [None, None, None]


def test_rows_are_as_high_as_they_last_but_gaps_are_not() -> None:
    grid = grid_of([_session("09:00", "09:45"), _session("16:00", "22:00")])

    assert [row.n_steps for row in grid.rows] == [3, 1, 8]
