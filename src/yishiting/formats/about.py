"""What a conversation is about: ``summary.csv``, rows of a key and a value, as Polis writes them.

``conversation.toml`` may say the same in several languages; a mark in either is enough to call the votes simulated.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from yishiting.formats.conversation import Names
from yishiting.formats.csv_cells import restore
from yishiting.formats.csv_rows import not_one_of, read_rows
from yishiting.formats.names import read_marked
from yishiting.formats.problems import Problem
from yishiting.formats.sources import find

if TYPE_CHECKING:
    from yishiting.formats.input_reading import InputReading

FILE = "summary.csv"
TITLE, QUESTION, SIMULATED = "topic", "conversation-description", "simulated"


@dataclass(frozen=True)
class About:
    """Title, question, names by language, and whether the votes were invented."""

    title: str = ""
    question: str = ""
    is_simulated: bool = False
    names: Names = field(default_factory=Names)


def read_about(reading: InputReading) -> About:
    """Read what there is of ``summary.csv`` and ``conversation.toml``; keys that are not needed are passed over."""
    about, marked = _read_summary(reading), read_marked(reading)
    return replace(about, is_simulated=about.is_simulated or marked.is_simulated, names=marked.names)


def _read_summary(reading: InputReading) -> About:
    name = find(reading.source, FILE)
    if name is None:
        return About()
    values: dict[str, str] = {}
    for line, cells in read_rows(reading.source, name, reading.log):
        if len(cells) != 2:
            reading.log.reject(Problem(name, line, "", "a key and a value", f"{len(cells)} cells"))
        elif cells[0] == SIMULATED and cells[1] not in ("true", "false"):
            reading.log.reject(not_one_of(name, line, SIMULATED, "true or false", cells[1]))
        else:
            values[cells[0].strip()] = restore(cells[1]).strip()
    return About(values.get(TITLE, ""), values.get(QUESTION, ""), values.get(SIMULATED) == "true")
