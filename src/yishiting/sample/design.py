"""What the data files of the sample say: the words of each deliberation, and how its people are meant to answer."""

from __future__ import annotations

import csv
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Literal, get_args

from yishiting.sample.errors import InvalidDesignError, InvalidSampleSettingError

if TYPE_CHECKING:
    from collections.abc import Mapping

DeliberationName = Literal["development", "safety", "governance"]
DELIBERATIONS: tuple[DeliberationName, ...] = get_args(DeliberationName)

Behaviour = Literal["agreed_by_all", "agreed_by_most", "divides", "opposed", "little_known"]
BEHAVIOURS: tuple[Behaviour, ...] = get_args(Behaviour)

Language = Literal["zh", "en"]
LANGUAGES: tuple[Language, ...] = get_args(Language)


@dataclass(frozen=True)
class Bilingual:
    """One text in simplified Chinese and in English."""

    zh: str
    en: str

    def in_language(self, language: Language) -> str:
        """Return the text in one of its two languages."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True)
class StatementDesign:
    """One statement, and how it is meant to behave.

    ``appeal`` is the logit of agreement, in hundredths, of somebody in the middle of the plane; ``x`` and ``y`` say,
    in hundredths, how it changes per unit to the right and upwards. ``passes`` is the percentage of those who see it
    and pass. ``opens`` is when it was put forward, as a percentage of the time that the deliberation lasts.
    """

    id: int
    behaves: Behaviour
    language: Language
    appeal: int
    x: int
    y: int
    passes: int
    opens: int
    text: Bilingual


@dataclass(frozen=True)
class Current:
    """A place on the plane around which people's opinions lie; hundredths of a unit, ``share`` in percent."""

    about: str
    share: int
    x: int
    y: int
    spread: int


@dataclass(frozen=True)
class DeliberationDesign:
    """One deliberation: its words, its currents of opinion, and how stakeholder categories lean."""

    name: DeliberationName
    title: Bilingual
    question: Bilingual
    currents: tuple[Current, ...]
    leanings: Mapping[str, tuple[int, int]]
    statements: tuple[StatementDesign, ...]


@dataclass(frozen=True)
class Constituency:
    """One value of a kind of constituency: the key in files, its share of people in percent, and its name."""

    key: str
    share: int
    label: Bilingual


@dataclass(frozen=True)
class ConstituencyKind:
    """One kind of constituency, which is one column of participants.csv."""

    column: str
    label: Bilingual
    values: tuple[Constituency, ...]


@dataclass(frozen=True)
class PeopleDesign:
    """Who takes part: tiers with their percentages, and the kinds of constituency."""

    tiers: Mapping[str, int]
    kinds: tuple[ConstituencyKind, ...]


def load_deliberation(name: str) -> DeliberationDesign:
    """Read the design of one of the `DELIBERATIONS`.

    Raises
    ------
    InvalidSampleSettingError
        There is no deliberation of that name.
    InvalidDesignError
        A data file of the package was changed and does not say what it must.
    """
    known = next((known for known in DELIBERATIONS if known == name), None)
    if known is None:
        raise InvalidSampleSettingError(f"`deliberation` must be one of {', '.join(DELIBERATIONS)}, got {name!r}")
    words = tomllib.loads(_data(f"{known}.toml"))
    rows = csv.DictReader(_data(f"{known}.csv").splitlines())
    return DeliberationDesign(
        name=known,
        title=Bilingual(**words["title"]),
        question=Bilingual(**words["question"]),
        currents=tuple(Current(**current) for current in words["currents"]),
        leanings={key: (leaning["x"], leaning["y"]) for key, leaning in words["leanings"].items()},
        statements=tuple(_statement(row, f"{known}.csv") for row in rows),
    )


def load_people() -> PeopleDesign:
    """Read who takes part in every deliberation of the sample."""
    said = tomllib.loads(_data("people.toml"))
    return PeopleDesign(tiers=said["tiers"], kinds=tuple(_kind(kind) for kind in said["kinds"]))


def _data(name: str) -> str:
    return files("yishiting.sample").joinpath("data", name).read_text(encoding="utf-8")


def _kind(said: Mapping[str, Any]) -> ConstituencyKind:
    values = (Constituency(value["key"], value["share"], _label(value)) for value in said["values"])
    return ConstituencyKind(said["column"], _label(said), tuple(values))


def _label(said: Mapping[str, str]) -> Bilingual:
    return Bilingual(zh=said["zh"], en=said["en"])


def _statement(row: Mapping[str, str], file: str) -> StatementDesign:
    behaves = next((known for known in BEHAVIOURS if known == row["behaves"]), None)
    language = next((known for known in LANGUAGES if known == row["language"]), None)
    if behaves is None or language is None:
        raise InvalidDesignError(
            f"{file} statement {row['id']}: `behaves` must be one of {', '.join(BEHAVIOURS)} and `language` one of "
            f"{', '.join(LANGUAGES)}, got {row['behaves']!r} and {row['language']!r}"
        )
    return StatementDesign(
        id=int(row["id"]),
        behaves=behaves,
        language=language,
        appeal=int(row["appeal"]),
        x=int(row["x"]),
        y=int(row["y"]),
        passes=int(row["passes"]),
        opens=int(row["opens"]),
        text=_label(row),
    )
