"""What is wrong in a file with a programme, and where: each fault found, none ends the reading.

What was expected is one of a few kinds, so that a screen can say it in the reader's language.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any

_LONGEST_QUOTE = 80


class Expected(Enum):
    """What should have stood there; ``{limit}`` is the fault's own."""

    SIZE = "a file of at most {limit} characters"
    JSON = "JSON"
    DEPTH = "JSON that is not nested deeper than a schedule is"
    SCHEDULE = "a schedule.json as pretalx writes it, with the days of a conference"
    OBJECT = "an object in braces"
    LIST = "a list in brackets"
    TEXT = "text"
    SOME_TEXT = "some text"
    WHOLE_CHARACTERS = "text of whole characters"
    NUMBER = "a whole number"
    GUID = "a UUID, or a code"
    ONCE = "each session once; this one stands at {limit} too"
    ONCE_NAMED = "each name once in an object"
    DAY = "a day such as 2026-07-04"
    MOMENT = "a day and time such as 2026-07-04 09:00"
    DURATION = "a duration such as 01:30, of a month at most"
    LATER = "a time after the beginning"
    BOTH_TIMES = "beginning and end, or neither"
    ZONE = "a time zone such as Asia/Shanghai"
    SLUG = "a short name of small letters, digits and hyphens"
    HEADER = "a first line that names the columns, one of them {limit}"
    COLUMN = "one of: {limit}"
    COLUMN_ONCE = "each column once"
    CELLS = "{limit} cells, as in the first line"
    ROWS = "at most {limit} sessions in one file"
    QUOTES = "quotation marks in pairs, cells of bearable length"
    LANGUAGES = "language codes such as zh-hans, with blanks between them"

    def told(self, limit: str = "") -> str:
        """Say it in English."""
        return self.value.replace("{limit}", limit)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: ``place`` is a line's number or a path in JSON, "" for the file as a whole."""

    place: str
    field: str
    got: str
    expected: Expected
    limit: str = ""

    def __str__(self) -> str:
        """Say it in one sentence."""
        where = f"{self.place}: " if self.place else ""
        subject = f"`{self.field}` must be " if self.field else "must be "
        return f"{where}{subject}{self.expected.told(self.limit)}, got {self.got or 'nothing'}"


def shown(value: Any) -> str:  # noqa: ANN401 - whatever a file holds
    """Give what stands in a file, short enough for one line."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, list):
        return "a list"
    # A half of a character cannot be written into any page.
    text = str(value).encode("utf-8", "replace").decode() if value is not None else "null"
    return text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"
