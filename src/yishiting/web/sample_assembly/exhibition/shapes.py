"""What the words of the exhibition are made of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yishiting.web.sample_assembly.words import both

if TYPE_CHECKING:
    from yishiting.web.content import Content

Words = tuple[str, str]  # in English and in Chinese


@dataclass(frozen=True)
class ExhibitWords:
    """One thing to see; ``sessions`` by short name are those in which it is spoken of."""

    title: Content
    about: Content
    sessions: tuple[str, ...] = ()


@dataclass(frozen=True)
class ExhibitorWords:
    """Somebody invented; ``links`` are further links of the chain beside that of the list in which it stands."""

    name: Content
    about: Content
    exhibits: tuple[ExhibitWords, ...]
    links: tuple[str, ...] = ()


def exhibitor(name: Words, about: Words, *exhibits: ExhibitWords, also: tuple[str, ...] = ()) -> ExhibitorWords:
    """Write an exhibitor; everybody sees from its name that it is a sample."""
    english, chinese = name
    return ExhibitorWords(both(f"{english} (sample)", f"{chinese}（示范）"), both(*about), exhibits, also)


def shows(title: Words, about: Words, *sessions: str) -> ExhibitWords:
    """Write an exhibit, and in which sessions it is spoken of."""
    return ExhibitWords(both(*title), both(*about), sessions)


HALLS = (
    ("north-hall", both("North Hall", "北馆")),
    ("river-hall", both("River Hall", "河畔馆")),
    ("garden-hall", both("Garden Hall", "花园馆")),
)
