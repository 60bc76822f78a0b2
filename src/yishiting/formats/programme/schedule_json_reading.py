"""Read the `schedule.json` of another conference system, such as pretalx, or of this one.

What is wrong is noted with its path, and the sessions that are right are read all the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NoReturn
from uuid import NAMESPACE_URL, UUID, uuid5
from zoneinfo import ZoneInfo

from yishiting.formats.programme.faults import Expected, Fault, shown
from yishiting.formats.programme.json_node import Node
from yishiting.formats.programme.model import Person, Programme, Room, Session, Track, in_order

if TYPE_CHECKING:
    from collections.abc import Iterator

LARGEST = 10_000_000  # characters: a schedule of 500 sessions with biographies has about one million
MOST_SESSIONS = 5_000


@dataclass(frozen=True)
class ReadSchedule:
    """What a file holds: its programme where it is one at all, where each session stands by `guid`, what is wrong."""

    programme: Programme | None = None
    places: dict[UUID, str] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()


class _NameTwiceError(ValueError):
    """A name stands twice in one object, so that one of its two values would be lost."""


def read_schedule_json(text: str) -> ReadSchedule:
    """Read a programme.

    Parameters
    ----------
    text : str
        The whole file.

    Returns
    -------
    ReadSchedule
        Sessions that are right in themselves, and everything that is wrong. Faults of the file as a whole leave no
        programme.
    """
    try:
        whole = _parsed(text)
    except _Unreadable as reason:
        return ReadSchedule(faults=(reason.fault,))
    faults: list[Fault] = []
    top = Node(whole, "", faults)
    schedule = top.node("schedule")
    conference = schedule.node("conference") if schedule else None
    if schedule is None or conference is None or not isinstance(conference.fields.get("days"), list):
        return ReadSchedule(faults=(Fault("", "", "", Expected.SCHEDULE),))
    return _Reader(schedule, conference, faults).read()


class _Unreadable(Exception):  # noqa: N818 - carries a fault to its reader, never leaves this module
    def __init__(self, fault: Fault) -> None:
        self.fault = fault


def _parsed(text: str) -> dict[str, Any]:
    if len(text) > LARGEST:
        raise _Unreadable(Fault("", "", f"{len(text):,}", Expected.SIZE, f"{LARGEST:,}"))
    try:
        whole = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_unique, parse_constant=_refuse)
    except RecursionError:
        raise _Unreadable(Fault("", "", "", Expected.DEPTH)) from None
    except _NameTwiceError as error:
        raise _Unreadable(Fault("", "", shown(str(error)), Expected.ONCE_NAMED)) from None
    except json.JSONDecodeError as error:
        raise _Unreadable(Fault(f"{error.lineno}:{error.colno}", "", error.msg, Expected.JSON)) from None
    except ValueError as error:  # NaN, and numbers of thousands of digits
        raise _Unreadable(Fault("", "", shown(str(error)), Expected.JSON)) from None
    if not isinstance(whole, dict):
        raise _Unreadable(Fault("", "", shown(whole), Expected.SCHEDULE))
    return whole


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise _NameTwiceError(next(name for place, name in enumerate(names) if name in names[:place]))
    return found


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)


class _Reader:
    """Reads one conference; ``read`` is called once."""

    def __init__(self, schedule: Node, conference: Node, faults: list[Fault]) -> None:
        self.schedule = schedule
        self.conference = conference
        self.faults = faults
        self.places: dict[UUID, str] = {}
        self.base_address = schedule.text("base_url")
        self.time_zone = conference.text("time_zone_name") or "UTC"
        self.zone = self._zone()

    def read(self) -> ReadSchedule:
        conference = self.conference
        programme = Programme(
            title=conference.text("title"),
            acronym=conference.text("acronym"),
            time_zone=self.time_zone,
            begins_on=conference.day("start"),
            ends_on=conference.day("end"),
            version=self.schedule.text("version"),
            base_address=self.base_address,
            address=self.schedule.text("url"),
            rooms=tuple(_room(node) for node in conference.objects("rooms")),
            tracks=tuple(_track(node) for node in conference.objects("tracks")),
            sessions=tuple(sorted(self._sessions(), key=in_order)),
        )
        return ReadSchedule(programme, self.places, tuple(self.faults))

    def _zone(self) -> ZoneInfo:
        try:
            return ZoneInfo(self.time_zone)
        except (ValueError, OSError, KeyError):
            self.conference.note("time_zone_name", Expected.ZONE)
            self.time_zone = "UTC"
            return ZoneInfo("UTC")

    def _sessions(self) -> Iterator[Session]:
        for day in self.conference.objects("days"):
            for room, events in day.named_lists("rooms"):
                for event in events:
                    if len(self.places) >= MOST_SESSIONS:
                        self.faults.append(Fault(event.path, "", "", Expected.ROWS, f"{MOST_SESSIONS:,}"))
                        return
                    yield from self._session(event, room)

    def _session(self, event: Node, room: str) -> Iterator[Session]:
        n_before = len(self.faults)
        guid = self._guid(event)
        begins_at = event.moment("date", self.zone)
        duration = event.duration("duration")
        values = {
            "title": event.text("title", is_needed=True),
            "room": event.text("room") or room.strip(),
            "code": event.text("code"),
            "track": event.text("track"),
            "kind": event.text("type"),
            "language": event.text("language"),
            "abstract": event.text("abstract"),
            "about": event.text("description"),
            "address": event.text("url"),
        }
        number = event.number("id")
        persons = tuple(_person(node) for node in event.objects("persons"))
        if len(self.faults) > n_before or guid is None or begins_at is None or duration is None:
            return
        self.places[guid] = event.path
        yield Session(
            guid=guid,
            begins_at=begins_at,
            ends_at=begins_at + duration,
            number=number,
            persons=persons,
            **values,  # type: ignore[arg-type] # names of texts only
        )

    def _guid(self, event: Node) -> UUID | None:
        """Give the session's own mark; where a system writes none, one made of its address there and its code."""
        n_before = len(self.faults)
        guid, code = event.guid("guid"), event.text("code")
        if len(self.faults) > n_before:
            return None
        if guid is None and code:
            guid = uuid5(NAMESPACE_URL, f"{self.base_address}#{code}")
        if guid is None:
            event.note("guid", Expected.GUID)
        elif guid in self.places:
            event.note("guid", Expected.ONCE, self.places[guid])
        return guid


def _room(node: Node) -> Room:
    return Room(node.text("name"), node.text("slug"), node.guid("guid"), node.text("description"))


def _track(node: Node) -> Track:
    return Track(node.text("name"), node.text("slug"))


def _person(node: Node) -> Person:
    return Person(
        name=node.text("name") or node.text("public_name", is_needed=True),
        code=node.text("code"),
        guid=node.guid("guid"),
        affiliation=node.text("affiliation"),
        about=node.text("biography"),
        address=node.text("url"),
        part="chair" if node.text("role") == "chair" else "speaker",
    )
