"""Write a programme as `schedule.json`, with the keys that pretalx writes.

Two keys are added to each person, ``role`` ("chair" or "speaker") and ``affiliation``; readers pass over what they do
not know.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from yishiting.formats.programme.days import days_of, hours_and_minutes

if TYPE_CHECKING:
    from uuid import UUID

    from yishiting.formats.programme.days import Day
    from yishiting.formats.programme.model import Person, Programme, Session

SCHEMA = "https://c3voc.de/schedule/schema.json"
# The grid on which apps draw slots; pretalx writes the same for every event.
TIMESLOT = "00:05"


def write_schedule_json(programme: Programme, generator: tuple[str, str]) -> bytes:
    """Write a programme.

    Parameters
    ----------
    programme : Programme
        What is written; every session must have a number of its own.
    generator : tuple of str
        Name and version of the program that writes it.

    Returns
    -------
    bytes
        UTF-8 text.
    """
    name, version = generator
    schedule = {
        "url": programme.address,
        "version": programme.version,
        "base_url": programme.base_address,
        "conference": _conference(programme),
    }
    whole = {"$schema": SCHEMA, "generator": {"name": name, "version": version}, "schedule": schedule}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False).encode()


def _conference(programme: Programme) -> dict[str, Any]:
    days = days_of(programme)
    first = programme.begins_on or (days[0].day if days else None)
    last = programme.ends_on or (days[-1].day if days else None)
    return {
        "acronym": programme.acronym,
        "title": programme.title,
        "start": first.isoformat() if first else None,
        "end": last.isoformat() if last else None,
        "daysCount": len(days),
        "timeslot_duration": TIMESLOT,
        "time_zone_name": programme.time_zone,
        "rooms": [
            {
                "name": room.name,
                "slug": room.slug,
                "guid": _text(room.guid),
                "description": room.about or None,
                "capacity": None,
            }
            for room in programme.rooms
        ],
        "tracks": [{"name": track.name, "slug": track.slug} for track in programme.tracks],
        "days": [_day(day, programme) for day in days],
    }


def _day(day: Day, programme: Programme) -> dict[str, Any]:
    return {
        "index": day.index,
        "date": day.day.isoformat(),
        "day_start": day.begins_at.isoformat(),
        "day_end": day.ends_at.isoformat(),
        "rooms": {room: [_event(session, programme) for session in held] for room, held in day.rooms.items()},
    }


def _event(session: Session, programme: Programme) -> dict[str, Any]:
    begins_at = session.begins_at.astimezone(ZoneInfo(programme.time_zone))
    return {
        "guid": str(session.guid),
        "code": session.code,
        "id": session.number,
        "logo": None,
        "date": begins_at.isoformat(),
        "start": f"{begins_at:%H:%M}",
        "end": session.ends_at.astimezone(ZoneInfo(programme.time_zone)).isoformat(),
        "duration": hours_and_minutes(session),
        "room": session.room,
        "slug": event_slug(session, programme),
        "url": session.address,
        "title": session.title,
        "subtitle": "",
        "track": session.track or None,
        "type": session.kind,
        "language": session.language,
        "abstract": session.abstract,
        "description": session.about,
        "recording_license": "",
        "do_not_record": False,
        "persons": [_person(person) for person in session.persons],
        "links": [],
        "feedback_url": session.address,
        "origin_url": session.address,
        "attachments": [{"title": each.title, "url": each.address, "type": "related"} for each in session.attachments],
    }


def event_slug(session: Session, programme: Programme) -> str:
    """Give the name of a session that no other in any programme has."""
    return "-".join(part for part in (programme.acronym, str(session.number), session.code.lower()) if part)


def _person(person: Person) -> dict[str, Any]:
    return {
        "code": person.code,
        "name": person.name,
        "avatar": None,
        "biography": person.about,
        "public_name": person.name,
        "guid": _text(person.guid),
        "url": person.address,
        "role": person.part,
        "affiliation": person.affiliation,
    }


def _text(guid: UUID | None) -> str | None:
    return str(guid) if guid else None
