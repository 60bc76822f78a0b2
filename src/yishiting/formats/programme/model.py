"""A programme in one language, as it leaves the assembly or comes from another system.

Every time is aware and in UTC; writers turn it into the programme's own zone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date, datetime
    from uuid import UUID

Part = Literal["chair", "speaker"]


@dataclass(frozen=True)
class Person:
    """Somebody who appears in a session; ``code`` is the name by which their own system knows them."""

    name: str
    code: str = ""
    guid: UUID | None = None
    affiliation: str = ""
    about: str = ""
    address: str = ""
    part: Part = "speaker"


@dataclass(frozen=True)
class Room:
    """Where sessions are held."""

    name: str
    slug: str = ""
    guid: UUID | None = None
    about: str = ""


@dataclass(frozen=True)
class Track:
    """What sessions belong to: here, a forum."""

    name: str
    slug: str = ""


@dataclass(frozen=True)
class Attachment:
    """A file of a session, and where it is."""

    title: str
    address: str


@dataclass(frozen=True)
class Session:
    """One slot. ``guid`` names it for good; ``number`` and ``code`` are its own system's names, 0 and "" for none."""

    guid: UUID
    title: str
    begins_at: datetime
    ends_at: datetime
    number: int = 0
    code: str = ""
    room: str = ""
    track: str = ""
    kind: str = ""
    language: str = ""
    abstract: str = ""
    about: str = ""
    persons: tuple[Person, ...] = ()
    address: str = ""
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True)
class Programme:
    """The whole, its sessions in the order of `in_order`.

    ``version`` is another one whenever anything in it is. ``base_address`` is the site's, ``address`` the programme's.
    """

    title: str
    acronym: str
    time_zone: str
    begins_on: date | None
    ends_on: date | None
    version: str
    base_address: str
    address: str
    rooms: tuple[Room, ...] = ()
    tracks: tuple[Track, ...] = ()
    sessions: tuple[Session, ...] = ()


def in_order(session: Session) -> tuple[datetime, str]:
    """Key by which sessions stand in a programme: by time, and at the same time by their ``guid``."""
    return session.begins_at, str(session.guid)
