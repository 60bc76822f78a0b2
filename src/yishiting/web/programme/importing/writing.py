"""The same columns as a download: a template to fill in, or the sessions that are there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from yishiting.formats.programme import Guest, SessionRow, write_sessions_csv
from yishiting.web.programme.importing.wanted import FIELDS
from yishiting.web.programme.models import Appearance, Forum, Room

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yishiting.web.programme.models import Assembly, Session

_EXAMPLES = {
    "title_en": "Opening",
    "title_zh-hans": "开幕式",
    "kind_en": "Keynote",
    "kind_zh-hans": "主旨演讲",
    "about_en": "What is discussed and what should come out of it.",
    "about_zh-hans": "讨论什么，期待什么结果。",
}


def template_csv(assembly: Assembly, now: datetime) -> str:
    """Write the first line and one example, with a forum and a room that there are."""
    zone = ZoneInfo(assembly.time_zone)
    day = datetime.combine(assembly.begins_on or now.astimezone(zone).date(), datetime.min.time(), zone)
    forum, room = Forum.objects.first(), Room.objects.first()
    example = SessionRow(
        line=2,
        slug="opening-session",
        texts=_EXAMPLES,
        forum=forum.slug if forum else "",
        room=room.slug if room else "Hall A",
        languages=tuple(assembly.languages[:2]),
        begins_at=(day + timedelta(hours=9)).astimezone(UTC),
        ends_at=(day + timedelta(hours=10, minutes=30)).astimezone(UTC),
        chairs=(Guest("A. Example", "Example Institute"),),
        speakers=(Guest("B. Example"), Guest("C. Example", "Example University")),
    )
    return write_sessions_csv([example], assembly.languages, assembly.time_zone)


def sessions_csv(sessions: Iterable[Session], assembly: Assembly) -> str:
    """Write sessions; their forum, room and appearances must have been read with them."""
    rows = [_row(session, line) for line, session in enumerate(sessions, start=2)]
    return write_sessions_csv(rows, assembly.languages, assembly.time_zone)


def _row(session: Session, line: int) -> SessionRow:
    texts = {f"{name}_{code}": text for name in FIELDS for code, text in getattr(session, name).texts.items()}
    guests = _guests(session)
    return SessionRow(
        line=line,
        slug=session.slug,
        texts=texts,
        forum=session.forum.slug if session.forum else "",
        room=session.room.slug if session.room else "",
        languages=tuple(session.languages),
        begins_at=session.begins_at,
        ends_at=session.ends_at,
        chairs=tuple(guests.get(Appearance.Part.CHAIR, ())),
        speakers=tuple(guests.get(Appearance.Part.SPEAKER, ())),
        state=_state(session),
    )


def _guests(session: Session) -> dict[str, list[Guest]]:
    found: dict[str, list[Guest]] = {}
    for each in session.appearances.all():
        found.setdefault(each.part, []).append(Guest(each.speaker.slug))
    return found


def _state(session: Session) -> str:
    if session.is_cancelled:
        return "cancelled"
    return "public" if session.is_public else "draft"
