from __future__ import annotations

import pytest

from bench.figures import (
    Figure,
    PeerFigure,
    amount,
    as_markdown,
    as_text,
    growth_exponent,
    steepest_exponent,
)


@pytest.mark.parametrize(
    ("values", "peak", "is_reached"),
    [
        ((1.0, 2.0, 9.0), 10, True),
        ((1.0, 2.1, 2.2), 10, False),
        ((1.0, 2.0, 9.0), 11, False),
        ((1.0, 2.0, 9.0), None, False),
    ],
)
def test_a_goal_is_reached_by_median_and_peak_together(
    values: tuple[float, ...], peak: int | None, is_reached: bool
) -> None:
    figure = Figure("work", values, goal=2.0, peak=peak, peak_goal=10)

    assert figure.is_reached is is_reached


def test_nothing_is_reached_where_nothing_is_asked() -> None:
    assert Figure("work", (1.0,)).is_reached is None


def test_a_row_shows_goal_range_and_ratio() -> None:
    figure = Figure("work", (1.0, 4.0, 2.0), goal=1.5, cpu=3.0, peak=2_500_000_000, peer=PeerFigure(9.0, 10**9))

    assert figure.cells() == (
        "work",
        "≤ 1.50 s",
        "2.00 s",
        "1.00–4.00 (3)",
        "3.00 s",
        "2.50 GB",
        "NO",
        "9.00 s, 1.00 GB",
        "4.5 ×",
    )


def test_a_peer_that_did_not_finish_has_a_reason_and_no_ratio() -> None:
    figure = Figure("work", (1.0,), peer=PeerFigure(None, None, "> 300 s"))

    assert figure.cells()[-2:] == ("> 300 s", "")


@pytest.mark.parametrize(
    ("value", "written"), [(0.01234, "0.012"), (1.234, "1.23"), (12.34, "12.3"), (123.4, "123"), (1234.0, "1234")]
)
def test_amounts_have_three_figures(value: float, written: str) -> None:
    assert amount(value) == written


@pytest.mark.parametrize("exponent", [0.0, 0.5, 1.0, 2.0])
def test_growth_finds_the_exponent_of_a_power_law(exponent: float) -> None:
    sizes = [10.0, 40.0, 50.0, 300.0]

    assert growth_exponent(sizes, [7 * size**exponent for size in sizes]) == pytest.approx(exponent)


def test_the_steepest_step_is_not_hidden_by_the_others() -> None:
    assert steepest_exponent([1, 2, 4], [1, 1, 4]) == pytest.approx(2.0)


def test_both_tables_hold_every_row_and_note() -> None:
    figures = [Figure("first", (1.0,), note="seen once"), Figure("second", (2.0,), goal=3.0)]

    for table in (as_text(figures), as_markdown(figures)):
        assert [line for line in table.splitlines() if "second" in line and "yes" in line]
        assert "first: seen once" in table
