"""The part of the cast that is programme: sessions in each of their states, a room, two speakers."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

from django.utils import timezone

from tests.web.words import text_of
from yishiting.web.content import Content
from yishiting.web.programme.models import Appearance, Document, DocumentSlice, Room, Session, Speaker

if TYPE_CHECKING:
    from datetime import datetime

    from tests.web.cast import Forums

# "<forum>-<state>"; "assembly" is no forum, but the whole assembly.
SESSIONS = (
    "own-public",
    "own-unpublished",
    "own-cancelled",
    "hidden-published",
    "hidden-unpublished",
    "others-public",
    "others-unpublished",
    "others_hidden-published",
    "assembly-public",
    "assembly-unpublished",
)


def make_room_and_speakers() -> tuple[Room, dict[str, Speaker]]:
    """Put a room and two speakers into the database."""
    room = Room.objects.create(slug="great-hall", name=Content.of("en", "Great Hall", zh_hans="大会堂"))
    names = ("public", "unseen")
    made = Speaker.objects.bulk_create(
        Speaker(slug=f"speaker-{name}", name=text_of(f"speaker {name}"), about=text_of(f"speaker {name}"))
        for name in names
    )
    return room, dict(zip(names, made, strict=True))


def make_sessions(forums: Forums, room: Room, speakers: dict[str, Speaker]) -> dict[str, Session]:
    """Put a session in each of its states into the database."""
    begins_at = timezone.now().replace(minute=0, second=0, microsecond=0) + timedelta(days=1)
    made = {
        name: _session(name, forums, room, begins_at + timedelta(hours=2 * number))
        for number, name in enumerate(SESSIONS)
    }
    sessions = dict(zip(made, Session.objects.bulk_create(made.values()), strict=True))
    _make_documents(sessions)
    unseen = Appearance(session=sessions["own-unpublished"], speaker=speakers["unseen"], part=Appearance.Part.CHAIR)
    Appearance.objects.bulk_create(
        [unseen, *(Appearance(session=each, speaker=speakers["public"]) for each in sessions.values())]
    )
    return sessions


def _make_documents(sessions: dict[str, Session]) -> None:
    made = Document.objects.bulk_create(
        Document(
            session=each,
            title=text_of(f"session {name}"),
            name=f"paper-{each.slug}.txt",
            media_type="text/plain",
            size=5,
            digest=sha256(b"Words").hexdigest(),
        )
        for name, each in sessions.items()
    )
    DocumentSlice.objects.bulk_create(DocumentSlice(document=each, place=0, data=b"Words") for each in made)


def _session(name: str, forums: Forums, room: Room, begins_at: datetime) -> Session:
    forum, _, state = name.partition("-")
    return Session(
        forum=getattr(forums, forum, None),
        slug=f"session-{name.replace('_', '-')}",
        title=text_of(f"session {name}"),
        about=text_of(f"session {name}"),
        room=room,
        begins_at=begins_at,
        ends_at=begins_at + timedelta(hours=1),
        is_published=state != "unpublished",
        published_at=None if state == "unpublished" else timezone.now(),
        is_cancelled=state == "cancelled",
    )
