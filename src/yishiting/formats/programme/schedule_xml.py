"""Write a programme as `schedule.xml`, with the elements that pretalx writes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring
from zoneinfo import ZoneInfo

from yishiting.formats.programme.days import days_of, hours_and_minutes
from yishiting.formats.programme.schedule_json import TIMESLOT, event_slug

if TYPE_CHECKING:
    from uuid import UUID

    from yishiting.formats.programme.days import Day
    from yishiting.formats.programme.model import Programme, Room, Session

# What XML 1.0 has no way to write.
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_schedule_xml(programme: Programme, generator: tuple[str, str]) -> bytes:
    """Write a programme; see `write_schedule_json` for the parameters. The document is UTF-8."""
    name, version = generator
    root = Element("schedule")
    SubElement(root, "generator", {"name": name, "version": version})
    _leaf(root, "version", programme.version)
    days = days_of(programme)
    _conference(root, programme, days)
    rooms = {room.name: room for room in programme.rooms}
    for day in days:
        _day(root, day, programme, rooms)
    written: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return written


def _leaf(parent: Element, name: str, text: str) -> None:
    SubElement(parent, name).text = _NOT_XML.sub("", text)


def _conference(root: Element, programme: Programme, days: list[Day]) -> None:
    conference = SubElement(root, "conference")
    _leaf(conference, "acronym", programme.acronym)
    _leaf(conference, "title", programme.title)
    if first := programme.begins_on or (days[0].day if days else None):
        _leaf(conference, "start", first.isoformat())
    if last := programme.ends_on or (days[-1].day if days else None):
        _leaf(conference, "end", last.isoformat())
    _leaf(conference, "days", str(len(days)))
    _leaf(conference, "timeslot_duration", TIMESLOT)
    _leaf(conference, "base_url", programme.base_address)
    _leaf(conference, "time_zone_name", programme.time_zone)


def _day(root: Element, day: Day, programme: Programme, rooms: dict[str, Room]) -> None:
    named = {
        "index": str(day.index),
        "date": day.day.isoformat(),
        "start": day.begins_at.isoformat(),
        "end": day.ends_at.isoformat(),
    }
    element = SubElement(root, "day", named)
    for name, sessions in day.rooms.items():
        attributes = {"name": _NOT_XML.sub("", name)}
        if name in rooms and (guid := rooms[name].guid):
            attributes["guid"] = str(guid)
        held_in = SubElement(element, "room", attributes)
        for session in sessions:
            _event(held_in, session, programme)


def _event(parent: Element, session: Session, programme: Programme) -> None:
    begins_at = session.begins_at.astimezone(ZoneInfo(programme.time_zone))
    event = SubElement(parent, "event", {"guid": str(session.guid), "id": str(session.number)})
    _leaf(event, "date", begins_at.isoformat())
    _leaf(event, "start", f"{begins_at:%H:%M}")
    _leaf(event, "duration", hours_and_minutes(session))
    _leaf(event, "room", session.room)
    _leaf(event, "slug", event_slug(session, programme))
    _leaf(event, "url", session.address)
    recording = SubElement(event, "recording")
    _leaf(recording, "license", "")
    _leaf(recording, "optout", "false")
    _leaf(event, "title", session.title)
    _leaf(event, "subtitle", "")
    _leaf(event, "track", session.track)
    _leaf(event, "type", session.kind)
    _leaf(event, "language", session.language)
    _leaf(event, "abstract", session.abstract)
    _leaf(event, "description", session.about)
    _leaf(event, "logo", "")
    persons = SubElement(event, "persons")
    for person in session.persons:
        number = {"id": _number(person.guid)} if person.guid else {}
        SubElement(persons, "person", number).text = _NOT_XML.sub("", person.name)
    SubElement(event, "links")
    attachments = SubElement(event, "attachments")
    for each in session.attachments:
        SubElement(attachments, "attachment", {"href": each.address}).text = _NOT_XML.sub("", each.title)


def _number(guid: UUID) -> str:
    """Give the number of a person, the same in every session: readers of XML know people by numbers of 31 bits."""
    return str((guid.int >> 97) + 1)
