"""What is wrong in a file, and where: found, counted, shown, and written to ``rejected.csv``."""

from __future__ import annotations

import csv
from dataclasses import astuple, dataclass, field, fields
from typing import TYPE_CHECKING, NoReturn, TextIO

from yishiting.formats.csv_cells import neutralise
from yishiting.formats.errors import BadRowsError

if TYPE_CHECKING:
    from pathlib import Path

SHOWN = 50  # a screen and a half: enough to see the pattern
_LONGEST_QUOTE = 80


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong: which file, line (the header is line 1; 0 is the file as a whole) and column."""

    file: str
    line: int
    column: str
    expected: str
    got: str

    def __str__(self) -> str:
        """Say it in one sentence."""
        place = f"{self.file} {self._unit} {self.line}" if self.line else self.file
        subject = f"`{self.column}` must be " if self.column else "must be "
        return f"{place}: {subject}{self.expected}, got {self.got}"

    @property
    def _unit(self) -> str:
        return "row" if self.file.endswith(".parquet") else "line"


def quoted(text: str) -> str:
    """Quote what a cell holds, shortened, so that a message stays one line."""
    shown = text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"
    return repr(shown)


@dataclass
class ProblemLog:
    """Collects problems while files are read; keeps the first ones, and writes all when it was given a place.

    Parameters
    ----------
    skip_bad_rows : bool
        Whether reading may go on without the rows that are wrong.
    rejected_to : Path, optional
        Where all problems are written, as CSV; made with the first problem.
    """

    skip_bad_rows: bool = False
    rejected_to: Path | None = None
    first: list[Problem] = field(default_factory=list)
    n_problems: int = 0
    n_rejected_rows: int = 0
    _file: TextIO | None = None

    def reject(self, *problems: Problem) -> None:
        """Note the problems of one row, which is then left out."""
        self.n_rejected_rows += bool(problems)
        for problem in problems:
            self._note(problem)

    def refuse(self, *problems: Problem) -> NoReturn:
        """Note problems without which nothing can be read, and raise `BadRowsError`."""
        for problem in problems:
            self._note(problem)
        raise BadRowsError(tuple(self.first), self.n_problems)

    def settle(self) -> None:
        """Raise `BadRowsError` when rows were rejected and that was not asked for."""
        if self.n_problems and not self.skip_bad_rows:
            raise BadRowsError(tuple(self.first), self.n_problems, can_be_skipped=True)

    def close(self, *, keep: bool) -> None:
        """Close the list of rejected rows; take it away again unless it is to be kept."""
        if self._file is None:
            return
        self._file.close()
        self._file = None
        if not keep and self.rejected_to is not None:
            self.rejected_to.unlink(missing_ok=True)

    def _note(self, problem: Problem) -> None:
        self.n_problems += 1
        if len(self.first) < SHOWN:
            self.first.append(problem)
        if self.skip_bad_rows and self.rejected_to is not None:
            self._write(problem, self.rejected_to)

    def _write(self, problem: Problem, path: Path) -> None:
        if self._file is None:
            self._file = path.open("w", encoding="utf-8", newline="")
            csv.writer(self._file, lineterminator="\n").writerow([column.name for column in fields(Problem)])
        cells = [neutralise(str(cell)) for cell in astuple(problem)]
        csv.writer(self._file, lineterminator="\n").writerow(cells)
