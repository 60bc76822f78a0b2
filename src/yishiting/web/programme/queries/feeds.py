"""The public programme as other programs read it: calendars, conference apps, tables.

Every answer is in one language, named by whoever subscribes: a feed has no reader whose language could be asked.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Count
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import override

from yishiting.formats import programme as files
from yishiting.web.programme.foreign import address_of_speaker, code_of_speaker, guid_of_room, guid_of_speaker
from yishiting.web.programme.models import PUBLIC, Appearance, Session, SessionChange
from yishiting.web.programme.queries.documents import documents_by_session

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from yishiting.web.content import Content
    from yishiting.web.programme.models import Assembly, Document, Forum, Room

_LONGEST_ABOUT = 500
_SHORTEST_ACRONYM, _LONGEST_ACRONYM = 4, 30


def sessions_to_write() -> QuerySet[Session]:
    """Give all sessions by time, with all that a file says of them."""
    # A speaker is read once, however often they appear.
    read = Session.objects.select_related("forum", "room").prefetch_related("appearances__speaker")
    return read.order_by("begins_at", "guid")


def sessions_to_tell() -> QuerySet[Session]:
    """Give those that everybody may see."""
    return sessions_to_write().filter(PUBLIC)


def calendar_of(sessions: Iterable[Session], *, name: str, path: str, assembly: Assembly, language: str) -> bytes:
    """Write sessions as a calendar. ``path`` is that of the page which shows the same."""
    told = list(sessions)
    counted = SessionChange.objects.filter(session__in=[each.pk for each in told]).order_by()
    changes = dict(counted.values_list("session_id").annotate(Count("pk")))
    with override(language):
        events = tuple(
            _event(each, (each.begins_at, each.ends_at), changes.get(each.pk, 0), assembly, language)
            for each in told
            if each.begins_at and each.ends_at
        )
    return files.write_calendar(files.CalendarFeed(name, assembly.time_zone, settings.PUBLIC_URL + path, events))


def programme_of(sessions: Sequence[Session], *, assembly: Assembly, language: str) -> files.Programme:
    """Give the programme for conference apps; sessions that were cancelled are not in it, as apps expect."""
    held = [each for each in sessions if not each.is_cancelled]
    rooms = {each.room.pk: each.room for each in held if each.room}
    forums = {each.forum.pk: each.forum for each in held if each.forum}
    documents = documents_by_session(held)
    changed = max((each.changed_at for each in sessions), default=None)
    return files.Programme(
        title=_text(assembly.title, language),
        acronym=_acronym(assembly.title),
        time_zone=assembly.time_zone,
        begins_on=assembly.begins_on,
        ends_on=assembly.ends_on or assembly.begins_on,
        version=f"{changed:%Y-%m-%d %H:%M:%S}" if changed else "0",
        base_address=settings.PUBLIC_URL,
        address=settings.PUBLIC_URL + reverse("programme"),
        rooms=tuple(_room(each, language) for each in sorted(rooms.values(), key=_place)),
        tracks=tuple(
            files.Track(_text(each.title, language), each.slug) for each in sorted(forums.values(), key=_place)
        ),
        sessions=tuple(
            _session(each, (each.begins_at, each.ends_at), documents.get(each.pk, ()), language)
            for each in held
            if each.begins_at and each.ends_at
        ),
    )


def _place(thing: Room | Forum) -> tuple[int, str]:
    return thing.order, thing.slug


def _text(content: Content, language: str) -> str:
    return content.shown(language).text


def _acronym(title: Content) -> str:
    """Make the short name by which apps know the event: of the letters and digits in its title."""
    letters = re.sub("[^a-z0-9]", "", slugify(title.texts.get("en") or title.original))[:_LONGEST_ACRONYM]
    return letters if len(letters) >= _SHORTEST_ACRONYM else "assembly"


def _room(room: Room, language: str) -> files.Room:
    return files.Room(_text(room.name, language), room.slug, guid_of_room(room), _text(room.place, language))


def _session(
    session: Session, times: tuple[datetime, datetime], documents: Iterable[Document], language: str
) -> files.Session:
    title = session.title.shown(language)
    return files.Session(
        guid=session.guid,
        title=title.text,
        begins_at=times[0],
        ends_at=times[1],
        number=session.pk,
        code=session.slug,
        room=_text(session.room.name, language) if session.room else "",
        track=_text(session.forum.title, language) if session.forum else "",
        kind=_text(session.kind, language),
        language=title.language,
        about=_text(session.about, language),
        persons=tuple(_person(each, language) for each in session.appearances.all()),
        address=settings.PUBLIC_URL + reverse("session", args=[session.slug]),
        attachments=tuple(_attachment(each, session, language) for each in documents),
    )


def _attachment(document: Document, session: Session, language: str) -> files.Attachment:
    path = reverse("session_document", args=[session.slug, document.pk, document.name])
    return files.Attachment(_text(document.title, language), settings.PUBLIC_URL + path)


def _person(appearance: Appearance, language: str) -> files.Person:
    speaker = appearance.speaker
    return files.Person(
        name=_text(speaker.name, language),
        code=code_of_speaker(speaker),
        guid=guid_of_speaker(speaker),
        affiliation=_text(speaker.affiliation, language),
        about=_text(speaker.about, language),
        address=address_of_speaker(speaker),
        part="chair" if appearance.part == Appearance.Part.CHAIR else "speaker",
    )


def _event(
    session: Session, times: tuple[datetime, datetime], n_changes: int, assembly: Assembly, language: str
) -> files.CalendarEvent:
    title = _text(session.title, language)
    if session.is_cancelled:
        # Many calendars show a subscribed entry alike whatever its status.
        title = _("Cancelled: %(title)s") % {"title": title}
    places = (session.room.name, session.room.place, assembly.place) if session.room else (assembly.place,)
    groups = (session.forum.title, session.kind) if session.forum else (session.kind,)
    return files.CalendarEvent(
        guid=session.guid,
        title=title,
        begins_at=times[0],
        ends_at=times[1],
        made_at=session.made_at,
        changed_at=session.changed_at,
        n_changes=n_changes,
        is_cancelled=session.is_cancelled,
        place=", ".join(_text(each, language) for each in places if each),
        about=_about(session, language),
        address=settings.PUBLIC_URL + reverse("session", args=[session.slug]),
        categories=tuple(_text(each, language) for each in groups if each),
    )


def _about(session: Session, language: str) -> str:
    """Say who speaks, then how the text begins: phones fetch a calendar every hour, and the page has all of it."""
    people: dict[str, list[str]] = {}
    for each in session.appearances.all():
        name, affiliation = (_text(part, language) for part in (each.speaker.name, each.speaker.affiliation))
        people.setdefault(each.part, []).append(f"{name} ({affiliation})" if affiliation else name)
    said = [f"{Appearance.Part(part).label}: {'; '.join(names)}" for part, names in people.items()]
    about = _text(session.about, language)
    about = about if len(about) <= _LONGEST_ABOUT else about[:_LONGEST_ABOUT].rstrip() + "…"
    return "\n\n".join(part for part in ("\n".join(said), about) if part)
