"""Figures and how they are printed: what was measured, what was to be reached, and whether it was."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from itertools import pairwise
from math import log
from statistics import fmean, median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GIGABYTE = 1e9
HEADINGS = ("work", "goal", "median", "min–max (runs)", "cpu", "peak", "reached", "red-dwarf", "ratio")


@dataclass(frozen=True)
class PeerFigure:
    """What red-dwarf took for the same: ``seconds`` and ``peak`` bytes, or None and why it has no figure."""

    seconds: float | None
    peak: int | None
    reason: str = ""

    def __str__(self) -> str:
        """How it stands in the table."""
        if self.seconds is None:
            return self.reason
        return amount(self.seconds, "s") + (f", {amount(self.peak / GIGABYTE, 'GB')}" if self.peak else "")


@dataclass(frozen=True)
class Figure:
    """One row of the table.

    ``values`` are those of all runs in ``unit``; the median has to be at most ``goal``. ``cpu`` is the median of user
    and system time in the same unit, ``peak`` the largest memory of a run in bytes, which has to be at most
    ``peak_goal``; each is None where it is not measured or not asked for. ``note`` is printed beneath the table.
    """

    work: str
    values: tuple[float, ...]
    unit: str = "s"
    goal: float | None = None
    cpu: float | None = None
    peak: int | None = None
    peak_goal: int | None = None
    peer: PeerFigure | None = None
    note: str = ""

    @property
    def median(self) -> float:
        """The middle one of the runs."""
        return median(self.values)

    @property
    def is_reached(self) -> bool | None:
        """Whether both goals are met; None where there is none."""
        asked = []
        if self.goal is not None:
            asked.append(self.median <= self.goal)
        if self.peak_goal is not None:
            asked.append(self.peak is not None and self.peak <= self.peak_goal)
        return all(asked) if asked else None

    @property
    def ratio(self) -> float | None:
        """How many times as long red-dwarf took."""
        return None if self.peer is None or self.peer.seconds is None else self.peer.seconds / self.median

    def cells(self) -> tuple[str, ...]:
        """The row as it is printed, in the order of `HEADINGS`."""
        goals = [amount(self.goal, self.unit)] if self.goal is not None else []
        goals += [amount(self.peak_goal / GIGABYTE, "GB")] if self.peak_goal is not None else []
        return (
            self.work,
            "≤ " + ", ".join(goals) if goals else "",
            amount(self.median, self.unit),
            f"{amount(min(self.values))}–{amount(max(self.values))} ({len(self.values):,})",
            "" if self.cpu is None else amount(self.cpu, self.unit),
            "" if self.peak is None else amount(self.peak / GIGABYTE, "GB"),
            {True: "yes", False: "NO", None: ""}[self.is_reached],
            "" if self.peer is None else str(self.peer),
            "" if self.ratio is None else f"{self.ratio:.1f} ×",
        )

    def as_json(self) -> dict[str, Any]:
        """Everything, for programs."""
        return {**asdict(self), "median": self.median, "is_reached": self.is_reached, "ratio": self.ratio}


def amount(value: float, unit: str = "") -> str:
    """Three figures, and never more than three decimals."""
    decimals = 0 if value >= 100 else 1 if value >= 10 else 2 if value >= 1 else 3
    return f"{value:.{decimals}f} {unit}".rstrip()


def growth_exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """Exponent e of the power law values ≈ c · sizes^e that fits best (least squares of the logarithms).

    1 means growth as fast as the size, 2 that twice the size takes four times as much.

    Examples
    --------
    >>> growth_exponent([1, 2, 4], [3, 6, 12])
    1.0
    """
    along, up = [log(size) for size in sizes], [log(value) for value in values]
    centre, height = fmean(along), fmean(up)
    covariance = sum((x - centre) * (y - height) for x, y in zip(along, up, strict=True))
    return covariance / sum((x - centre) ** 2 for x in along)


def steepest_exponent(sizes: Sequence[float], values: Sequence[float]) -> float:
    """The largest exponent between two neighbouring sizes."""
    steps = pairwise(zip(sizes, values, strict=True))
    return max(log(later[1] / earlier[1]) / log(later[0] / earlier[0]) for earlier, later in steps)


def as_text(figures: Iterable[Figure]) -> str:
    """The table for a terminal, notes beneath."""
    rows = [HEADINGS, *(figure.cells() for figure in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    lines.insert(1, "  ".join("-" * width for width in widths))
    return "\n".join([*lines, *_notes(figures)])


def as_markdown(figures: Iterable[Figure]) -> str:
    """The table for the documentation."""
    lines = ["| " + " | ".join(cells) + " |" for cells in [HEADINGS, *(figure.cells() for figure in figures)]]
    lines.insert(1, "|" + "---|" * len(HEADINGS))
    return "\n".join([*lines, "", *(f"* {note}" for note in _notes(figures))])


def _notes(figures: Iterable[Figure]) -> list[str]:
    return [f"{figure.work}: {figure.note}" for figure in figures if figure.note]
