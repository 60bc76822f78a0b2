"""What a conversation is about: ``summary.csv``, rows of a key and a value, as Polis writes them.

The simulator also marks its data in ``conversation.toml``; either mark is enough to call it simulated.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from yishiting.formats.csv_cells import restore
from yishiting.formats.csv_rows import not_one_of, read_rows
from yishiting.formats.problems import Problem
from yishiting.formats.sources import find

if TYPE_CHECKING:
    from yishiting.formats.session import Session

FILE, MARKED_FILE = "summary.csv", "conversation.toml"
_LARGEST_MARKED_FILE = 2**20
TITLE, QUESTION, SIMULATED = "topic", "conversation-description", "simulated"


@dataclass(frozen=True)
class About:
    """Title, question, and whether the votes were invented."""

    title: str = ""
    question: str = ""
    is_simulated: bool = False


def read_about(session: Session) -> About:
    """Read what there is of ``summary.csv`` and ``conversation.toml``; keys that are not needed are passed over."""
    about = _read_summary(session)
    return replace(about, is_simulated=about.is_simulated or _is_marked_simulated(session))


def _read_summary(session: Session) -> About:
    name = find(session.source, FILE)
    if name is None:
        return About()
    values: dict[str, str] = {}
    for line, cells in read_rows(session.source, name, session.log):
        if len(cells) != 2:
            session.log.reject(Problem(name, line, "", "a key and a value", f"{len(cells)} cells"))
        elif cells[0] == SIMULATED and cells[1] not in ("true", "false"):
            session.log.reject(not_one_of(name, line, SIMULATED, "true or false", cells[1]))
        else:
            values[cells[0].strip()] = restore(cells[1]).strip()
    return About(values.get(TITLE, ""), values.get(QUESTION, ""), values.get(SIMULATED) == "true")


def _is_marked_simulated(session: Session) -> bool:
    """Read the mark in ``conversation.toml``, which the simulator writes beside its data."""
    if MARKED_FILE not in session.source.names():
        return False
    with session.source.open(MARKED_FILE) as stream:
        content = stream.read(_LARGEST_MARKED_FILE)
    try:
        mark = tomllib.loads(content.decode()).get(SIMULATED, False)
    except ValueError as error:  # no TOML, or no UTF-8
        session.log.reject(Problem(MARKED_FILE, 0, "", "a TOML file", f"one that is broken ({error})"))
        return False
    if not isinstance(mark, bool):
        session.log.reject(Problem(MARKED_FILE, 0, SIMULATED, "true or false", repr(mark)))
    return bool(mark)
