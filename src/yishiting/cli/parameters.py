"""Arguments and options that several commands share, so that they read and behave alike."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

if TYPE_CHECKING:
    from yishiting.formats import ReadOptions


class AgreeIs(StrEnum):
    """The sign under which a file stores agreement."""

    PLUS = "1"
    MINUS = "-1"

    @property
    def sign(self) -> Literal[1, -1]:
        """The sign as a number."""
        return 1 if self is AgreeIs.PLUS else -1


Source = Annotated[
    Path,
    typer.Argument(
        help="Folder, zip or file with votes: a Polis export, or long CSV or Parquet (participant, statement, vote).",
        show_default=False,
    ),
]
AgreeIsOption = Annotated[
    AgreeIs, typer.Option("--agree-is", help="How the files store agreement. Some tools write it as -1.")
]
SkipBadRows = Annotated[
    bool,
    typer.Option(
        "--skip-bad-rows", help="Go on without rows that are wrong, and list them in rejected.csv in the output folder."
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress bar, and nothing said when all went well.")]

REJECTED_FILE = "rejected.csv"


def read_options(folder: Path, agree_is: AgreeIs, *, skip_bad_rows: bool) -> ReadOptions:
    """Options for reading, as given on the command line; rejected rows are listed in ``folder``."""
    from yishiting.formats import ReadOptions

    return ReadOptions(agree_is.sign, skip_bad_rows, folder / REJECTED_FILE if skip_bad_rows else None)
