"""Sessions for tests: a day of an assembly in Shanghai, and how to put sessions into it."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from yishiting.web.content import Content
from yishiting.web.programme.models import Appearance, Assembly, Forum, Room, Session, Speaker

if TYPE_CHECKING:
    from typing import Any

ZONE = ZoneInfo("Asia/Shanghai")
FIRST_DAY = datetime(2026, 7, 4, tzinfo=ZONE)


def at(clock: str, day: int = 0) -> datetime:
    """Give a moment of a day, the first being number 0."""
    hours, minutes = clock.split(":")
    return FIRST_DAY + timedelta(days=day, hours=int(hours), minutes=int(minutes))


def make_assembly() -> Assembly:
    """Make the assembly."""
    return Assembly.objects.create(pk=1, title=Content.of("en", "Assembly of tests"), time_zone=ZONE.key)


def make_forum(slug: str = "forum", **more: Any) -> Forum:  # noqa: ANN401 - the model's own
    """Make a forum that is public."""
    return Forum.objects.create(
        **{"slug": slug, "title": Content.of("en", f"Forum {slug}"), "is_published": True} | more
    )


def make_session(slug: str, begins: datetime, minutes: int = 60, **more: Any) -> Session:  # noqa: ANN401 - the model's own
    """Make a session that is published."""
    facts = {"title": Content.of("en", f"Session {slug}"), "is_published": True, "published_at": FIRST_DAY}
    times = {"begins_at": begins, "ends_at": begins + timedelta(minutes=minutes)}
    return Session.objects.create(**{"slug": slug, **facts, **times, **more})


def make_room(slug: str, order: int = 0) -> Room:
    """Make a room."""
    return Room.objects.create(slug=slug, name=Content.of("en", f"Room {slug}"), order=order)


def make_speaker(slug: str, *sessions: Session, part: str = Appearance.Part.SPEAKER) -> Speaker:
    """Make somebody who appears in some sessions."""
    speaker = Speaker.objects.create(
        slug=slug, name=Content.of("en", f"Speaker {slug}"), affiliation=Content.of("en", f"House of {slug}")
    )
    Appearance.objects.bulk_create(Appearance(session=each, speaker=speaker, part=part) for each in sessions)
    return speaker


def fill_programme(n: int) -> Forum:
    """Make ``n`` rooms, and sessions in each at two times on two days, with a chair and a speaker of their own.

    Those at 09:00 are the whole assembly's, those at 10:30 a forum's.
    """
    make_assembly()
    forum = make_forum()
    for number in range(n):
        room = make_room(f"room-{number}", number)
        for day, clock in ((0, "09:00"), (0, "10:30"), (1, "09:00"), (1, "10:30")):
            slug = f"{day}-{clock.replace(':', '')}-{number}"
            session = make_session(slug, at(clock, day), forum=forum if clock == "10:30" else None, room=room)
            make_speaker(f"chair-{slug}", session, part=Appearance.Part.CHAIR)
            make_speaker(f"speaker-{slug}", session)
    return forum
