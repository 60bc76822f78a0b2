"""What a caller of the report chooses, and what it gets back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

Step = Literal["tables", "charts", "page"]
"""What a report is busy with: writing the tables, making the charts, writing the page."""

Progress = Callable[[Step], None]
"""Called as each step begins."""


@dataclass(frozen=True)
class ReportOptions:
    """Choices for one report.

    Parameters
    ----------
    language : str
        The reader's language: "en" or "zh-hans".
    moment : datetime with time zone, optional
        When the analysis was made; printed with the result. The report itself reads no clock.
    input_hash : str
        Fingerprint of the votes that went in, printed with the result; "" leaves it out.
    has_interactive_map : bool
        Whether the page carries the scripts for the interactive map (0.9 MB). The still picture is always there.
    has_scattered_places : bool
        Whether the map of the analysis holds places near those of people instead of their own, and NaN for people who
        are not drawn; said beside the map.
    statements_address : str
        Where the table of all statements stands, when not on the same page: fewer statements are then drawn in full,
        and links lead there. "" keeps everything on one page.
    smallest_cell : int
        Sets of fewer people are named without figures, and smaller counts of votes or people in a set are "under" it.
        0 shows every figure.
    """

    language: str = "en"
    moment: datetime.datetime | None = None
    input_hash: str = ""
    has_interactive_map: bool = True
    has_scattered_places: bool = False
    statements_address: str = ""
    smallest_cell: int = 0


@dataclass(frozen=True)
class ReportFiles:
    """Where the parts of a finished report are."""

    folder: Path
    page: Path
    statements: Path
    participants: Path
    groups: Path
    slate: Path
    analysis: Path


FILE_NAMES = {
    "page": "report.html",
    "statements": "statements.csv",
    "participants": "participants.csv",
    "groups": "groups.csv",
    "slate": "slate.csv",
    "analysis": "analysis.json",
}


def report_files(folder: Path) -> ReportFiles:
    """Name the parts of a report in ``folder``."""
    return ReportFiles(folder, **{part: folder / name for part, name in FILE_NAMES.items()})
