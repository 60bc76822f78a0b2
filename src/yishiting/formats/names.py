"""What the organiser calls things, language by language: ``conversation.toml``, beside the votes.

The file is meant for programs and may hold more than is read here; the simulator also marks its data in it.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from yishiting.formats.conversation import Names
from yishiting.formats.problems import Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yishiting.formats.input_reading import InputReading

FILE = "conversation.toml"
SIMULATED, TITLE, QUESTION, CONSTITUENCIES, LABELS = "simulated", "title", "question", "constituencies", "labels"
_LARGEST = 2**20


@dataclass(frozen=True)
class Marked:
    """What ``conversation.toml`` says: names by language, and whether the votes were invented."""

    names: Names = field(default_factory=Names)
    is_simulated: bool = False


def read_marked(reading: InputReading) -> Marked:
    """Read ``conversation.toml`` where it is there; what has another shape than it should is rejected."""
    content = _content(reading)
    is_simulated = content.get(SIMULATED, False)
    if not isinstance(is_simulated, bool):
        reading.log.reject(Problem(FILE, 0, SIMULATED, "true or false", repr(is_simulated)))
    kinds = {
        kind: _table(reading, f"{CONSTITUENCIES}.{kind}", value)
        for kind, value in _table(reading, CONSTITUENCIES, content.get(CONSTITUENCIES, {})).items()
    }
    names = Names(
        title=_by_language(reading, TITLE, content.get(TITLE, {})),
        question=_by_language(reading, QUESTION, content.get(QUESTION, {})),
        kinds=MappingProxyType({kind: _kind_names(reading, kind, table) for kind, table in kinds.items()}),
        labels=MappingProxyType({kind: _label_names(reading, kind, table) for kind, table in kinds.items()}),
    )
    return Marked(names, bool(is_simulated))


def _content(reading: InputReading) -> dict[str, Any]:
    if FILE not in reading.source.names():
        return {}
    with reading.source.open(FILE) as stream:
        content = stream.read(_LARGEST)
    try:
        return tomllib.loads(content.decode())
    except ValueError as error:  # no TOML, or no UTF-8
        reading.log.reject(Problem(FILE, 0, "", "a TOML file", f"one that is broken ({error})"))
        return {}


def _kind_names(reading: InputReading, kind: str, table: dict[str, Any]) -> Mapping[str, str]:
    said = {language: value for language, value in table.items() if language != LABELS}
    return _by_language(reading, f"{CONSTITUENCIES}.{kind}", said)


def _label_names(reading: InputReading, kind: str, table: dict[str, Any]) -> Mapping[str, Mapping[str, str]]:
    place = f"{CONSTITUENCIES}.{kind}.{LABELS}"
    labels = _table(reading, place, table.get(LABELS, {}))
    return MappingProxyType({label: _by_language(reading, f"{place}.{label}", said) for label, said in labels.items()})


def _by_language(reading: InputReading, place: str, value: object) -> Mapping[str, str]:
    said = _table(reading, place, value)
    for language, text in said.items():
        if not isinstance(text, str):
            reading.log.reject(Problem(FILE, 0, f"{place}.{language}", "a text", quoted(str(text))))
    return MappingProxyType({language: text for language, text in said.items() if isinstance(text, str) and text})


def _table(reading: InputReading, place: str, value: object) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    reading.log.reject(Problem(FILE, 0, place, 'a table, such as en = "…" and zh = "…"', quoted(str(value))))
    return {}
