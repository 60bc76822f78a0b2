"""Put the invented programme into the database: today and tomorrow, as the venue's clocks show them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from yishiting.web.content import Content
from yishiting.web.programme.models import Appearance, Room, Session, SessionChange, Speaker
from yishiting.web.sample_assembly import words
from yishiting.web.sample_assembly.programme.first_day import FIRST_DAY
from yishiting.web.sample_assembly.programme.second_day import SECOND_DAY
from yishiting.web.sample_assembly.programme.shapes import KINDS, ROOMS, SessionWords
from yishiting.web.sample_assembly.programme.speakers import SPEAKERS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from yishiting.web.programme.models import Forum

SESSIONS = FIRST_DAY + SECOND_DAY
CANCELLED = "ending-a-pilot-well"
# Was announced for another time; and this one for another room.
LATER_THAN_ANNOUNCED, BY = "skills-for-changed-work", timedelta(minutes=15)
ELSEWHERE_THAN_ANNOUNCED, FROM = "buying-for-the-public", "lotus-room"

_PUBLISHED = timedelta(days=20)  # before now
_CHANGED = {
    CANCELLED: timedelta(hours=5),
    LATER_THAN_ANNOUNCED: timedelta(hours=26),
    ELSEWHERE_THAN_ANNOUNCED: timedelta(hours=3),
}


@dataclass(frozen=True)
class _Things:
    forums: Mapping[str, Forum]
    rooms: Mapping[str, Room]
    speakers: Mapping[str, Speaker]


def first_day(now: datetime) -> date:
    """Give today's date at the venue: the sample assembly is on when it is first seen."""
    return now.astimezone(ZoneInfo(words.TIME_ZONE)).date()


def make_programme(forums: Mapping[str, Forum], now: datetime) -> list[Session]:
    """Make rooms, speakers and sessions, all public; one of them cancelled, one moved, one in another room."""
    things = _Things(forums, _make_rooms(), _make_speakers())
    sessions = Session.objects.bulk_create(_session(each, things, now) for each in SESSIONS)
    by_slug = {each.slug: each for each in sessions}
    Appearance.objects.bulk_create(
        appearance for each in SESSIONS for appearance in _appearances(each, by_slug[each.slug], things.speakers)
    )
    SessionChange.objects.bulk_create(_changes(by_slug, things.rooms, now))
    return sessions


def _make_rooms() -> dict[str, Room]:
    rooms = (
        Room(slug=slug, name=name, place=place, order=order, is_sample=True)
        for order, (slug, name, place) in enumerate(ROOMS)
    )
    return {each.slug: each for each in Room.objects.bulk_create(rooms)}


def _make_speakers() -> dict[str, Speaker]:
    speakers = (
        Speaker(
            slug=each.slug,
            name=each.name,
            affiliation=words.delegation_name(*each.delegation),
            position=each.position,
            about=each.about,
            is_sample=True,
        )
        for each in SPEAKERS
    )
    return {each.slug: each for each in Speaker.objects.bulk_create(speakers)}


def _session(said: SessionWords, things: _Things, now: datetime) -> Session:
    day, clock, minutes = said.when
    zone = ZoneInfo(words.TIME_ZONE)
    begins_at = datetime.combine(first_day(now) + timedelta(days=day), time.fromisoformat(clock), zone)
    published_at = now - _PUBLISHED
    return Session(
        slug=said.slug,
        forum=things.forums[said.forum] if said.forum else None,
        title=said.title,
        kind=KINDS[said.kind],
        about=said.about,
        languages=list(said.languages),
        room=things.rooms[said.room],
        begins_at=begins_at,
        ends_at=begins_at + timedelta(minutes=minutes),
        is_published=True,
        is_cancelled=said.slug == CANCELLED,
        is_sample=True,
        made_at=published_at,
        published_at=published_at,
        changed_at=now - _CHANGED.get(said.slug, _PUBLISHED),
    )


def _appearances(said: SessionWords, session: Session, speakers: Mapping[str, Speaker]) -> list[Appearance]:
    parts = [(said.chair, Appearance.Part.CHAIR)] if said.chair else []
    parts += [(slug, Appearance.Part.SPEAKER) for slug in said.speakers]
    return [
        Appearance(session=session, speaker=speakers[slug], part=part, order=order)
        for order, (slug, part) in enumerate(parts)
    ]


def _changes(sessions: Mapping[str, Session], rooms: Mapping[str, Room], now: datetime) -> list[SessionChange]:
    later = sessions[LATER_THAN_ANNOUNCED]
    if later.begins_at is None or later.ends_at is None:
        raise ValueError(f"`{LATER_THAN_ANNOUNCED}` must have a time")
    announced = (later.begins_at - BY, later.ends_at - BY)
    elsewhere = rooms[FROM].name
    return [
        _change(sessions[CANCELLED], SessionChange.What.CANCELLED, now),
        _change(later, SessionChange.What.TIME, now, announced=announced),
        _change(sessions[ELSEWHERE_THAN_ANNOUNCED], SessionChange.What.ROOM, now, room=elsewhere),
    ]


def _change(
    session: Session,
    what: SessionChange.What,
    now: datetime,
    *,
    announced: tuple[datetime, datetime] | None = None,
    room: Content | None = None,
) -> SessionChange:
    """Write what was different before; what is not named was the same."""
    began_at, ended_at = announced or (session.begins_at, session.ends_at)
    name = room or (session.room.name if session.room else Content())
    made_at = now - _CHANGED[session.slug]
    return SessionChange(session=session, what=what, began_at=began_at, ended_at=ended_at, room=name, made_at=made_at)
