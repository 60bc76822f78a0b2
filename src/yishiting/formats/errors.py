"""What the readers and writers refuse, and why.

FormatError
├── UnreadableInputError   the path is missing, is no file or folder, or may not be read
├── UnsafeArchiveError     a zip archive breaks a limit, or names files outside itself
├── UnknownLayoutError     nothing in the input has a layout that is known here
├── BadRowsError           rows or headers are wrong; carries the problems, file, line and column each
└── OutputError            the place to write to is taken, or the data cannot be written in that shape
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from yishiting.formats.problems import Problem


class FormatError(ValueError):
    """Base of everything that the readers and writers refuse."""


class UnreadableInputError(FormatError):
    """The path is missing, is neither a file nor a folder, or may not be read."""


class UnsafeArchiveError(FormatError):
    """A zip archive breaks one of the limits of `ReadLimits`, or names files outside itself."""


class UnknownLayoutError(FormatError):
    """Nothing in the input has a layout that is known here."""


class BadRowsError(FormatError):
    """Rows or headers are wrong.

    ``problems`` holds the first of them in the order in which they were found, ``n_problems`` counts them all.
    ``can_be_skipped`` says that the rest can be read without those rows.
    """

    def __init__(self, problems: tuple[Problem, ...], n_problems: int, *, can_be_skipped: bool = False) -> None:
        self.problems = problems
        self.n_problems = n_problems
        self.can_be_skipped = can_be_skipped
        super().__init__(_told(problems, n_problems))


class OutputError(FormatError):
    """The place to write to is taken, or the data cannot be written in that shape."""


def _told(problems: tuple[Problem, ...], n_problems: int) -> str:
    lines = [str(problem) for problem in problems]
    if n_problems > 1:
        shown = "" if n_problems == len(problems) else f", the first {len(problems)} are shown"
        lines.append(f"{n_problems:,} problems{shown}")
    return "\n".join(lines)
