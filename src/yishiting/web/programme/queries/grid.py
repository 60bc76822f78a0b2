"""The programme by room and time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yishiting.web.programme.gridding import Grid, grid_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from yishiting.web.programme.queries.programme import ProgrammeDay


@dataclass(frozen=True)
class GridDay:
    """A day and its table."""

    date: date
    grid: Grid


def grid_days(days: Iterable[ProgrammeDay]) -> list[GridDay]:
    """Lay out each day."""
    return [GridDay(each.date, grid_of(each.sessions)) for each in days]
