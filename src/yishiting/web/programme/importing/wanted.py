"""What a file says of each session, whichever kind of file it is; what is blank says nothing."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.conf.locale import LANG_INFO

from yishiting.formats.programme import read_schedule_json, read_sessions_csv
from yishiting.web.programme.importing.words import told

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime
    from uuid import UUID

    from yishiting.formats.programme import Fault as FormatFault
    from yishiting.formats.programme import Guest, Person, Session, SessionRow
    from yishiting.web.programme.models import Assembly

FIELDS = ("title", "kind", "about")


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: where, what stands there, and what was expected in the reader's language."""

    place: str
    column: str
    got: str
    expected: str


@dataclass(frozen=True)
class WantedPerson:
    """Somebody as a file names them; ``code`` is another system's name for them."""

    name: str
    code: str = ""
    affiliation: str = ""
    about: str = ""


@dataclass(frozen=True)
class Wanted:
    """One session. ``texts`` by field and language; ``language`` is that of new texts."""

    place: str
    language: str
    texts: Mapping[str, Mapping[str, str]]
    guid: UUID | None = None
    slug: str = ""
    forum: str = ""
    room: str = ""
    languages: tuple[str, ...] = ()
    begins_at: datetime | None = None
    ends_at: datetime | None = None
    chairs: tuple[WantedPerson, ...] = ()
    speakers: tuple[WantedPerson, ...] = ()


@dataclass
class ReadFile:
    """What a file says. A ``schedule`` names all of a programme's sessions and may name new forums."""

    wanted: list[Wanted] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    is_schedule: bool = False


def read_file(text: str, assembly: Assembly) -> ReadFile:
    """Read a schedule.json or a table, whichever it is."""
    is_schedule = text.lstrip("\ufeff \t\r\n")[:1] in {"{", "["}
    return _read_schedule(text, assembly) if is_schedule else _read_table(text, assembly)


def _read_table(text: str, assembly: Assembly) -> ReadFile:
    read = read_sessions_csv(text, assembly.languages, assembly.time_zone)
    return ReadFile([_of_row(row, assembly.languages) for row in read.rows], _told(read.faults))


def _of_row(row: SessionRow, languages: Sequence[str]) -> Wanted:
    texts = {
        name: {code: row.texts[f"{name}_{code}"] for code in languages if f"{name}_{code}" in row.texts}
        for name in FIELDS
    }
    return Wanted(
        place=str(row.line),
        language=next(iter(texts["title"]), languages[0]),
        texts=texts,
        slug=row.slug,
        forum=row.forum,
        room=row.room,
        languages=row.languages,
        begins_at=row.begins_at,
        ends_at=row.ends_at,
        chairs=_guests(row.chairs),
        speakers=_guests(row.speakers),
    )


def _guests(guests: Iterable[Guest]) -> tuple[WantedPerson, ...]:
    return tuple(WantedPerson(each.name, affiliation=each.affiliation) for each in guests)


def _read_schedule(text: str, assembly: Assembly) -> ReadFile:
    read = read_schedule_json(text)
    sessions = read.programme.sessions if read.programme else ()
    wanted = [_of_session(session, read.places[session.guid], assembly.languages) for session in sessions]
    return ReadFile(wanted, _told(read.faults), is_schedule=True)


def _of_session(session: Session, place: str, languages: Sequence[str]) -> Wanted:
    language = language_of(session.language, languages)
    about = "\n\n".join(part for part in (session.abstract, session.about) if part)
    said = {"title": session.title, "kind": session.kind, "about": about}
    return Wanted(
        place=place,
        language=language,
        texts={name: {language: text} if text else {} for name, text in said.items()},
        guid=session.guid,
        forum=session.track,
        room=session.room,
        languages=(language,) if session.language else (),
        begins_at=session.begins_at,
        ends_at=session.ends_at,
        chairs=_persons(each for each in session.persons if each.part == "chair"),
        speakers=_persons(each for each in session.persons if each.part == "speaker"),
    )


def _persons(persons: Iterable[Person]) -> tuple[WantedPerson, ...]:
    found = [WantedPerson(each.name, each.code, each.affiliation, each.about) for each in persons]
    return tuple({each.code or each.name: each for each in found}.values())


def language_of(code: str, languages: Sequence[str]) -> str:
    """Give the language that a foreign code means: one of ours, another that has a name, or our first.

    Systems write zh, zh-CN or de-formal; the part before the hyphen decides where the whole is unknown here.
    """
    wanted = code.casefold().replace("_", "-")
    start = wanted.split("-")[0]
    alike = (each for each in languages if each.split("-")[0] == start)
    if wanted in languages:
        return wanted
    return next(alike, start if start in LANG_INFO else languages[0])


def _told(faults: Iterable[FormatFault]) -> list[Fault]:
    return [Fault(each.place, each.field, each.got, told(each.expected, each.limit)) for each in faults]
