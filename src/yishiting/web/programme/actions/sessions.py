"""Make, change, publish, withdraw, cancel, restore and delete sessions.

What becomes different about a session that everybody sees is kept as a `SessionChange`, in the same transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from yishiting.web.content import Content
from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.programme.actions.columns import write_columns
from yishiting.web.programme.models import Appearance, Session, SessionChange
from yishiting.web.programme.slugs import fresh_slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import datetime

    from yishiting.web.people.models import Account
    from yishiting.web.programme.models import Forum, Speaker


class SessionStateError(ValueError):
    """What was asked for does not fit the state of the session; its sentence is for the desk."""


@transaction.atomic
def make_session(*, by: Account | None, forum: Forum | None, values: Mapping[str, Any], now: datetime) -> Session:
    """Make a session that only the desk sees.

    ``values`` are columns, and "chairs" and "speakers" in their order. Without "slug" one is made of the title.
    """
    session = Session(forum=forum, made_at=now, changed_at=now)
    session.slug = values.get("slug") or fresh_slug(values["title"], "session", Session.objects.all())
    _write(session, {name: value for name, value in values.items() if name != "slug"})
    record_act(by=by, what=What.SESSION_MADE, thing=session.slug, now=now)
    return session


@transaction.atomic
def change_session(*, session: Session, by: Account | None, values: Mapping[str, Any], now: datetime) -> Session:
    """Change a session; its address stays. A new time or room of a public one is kept for those who starred it.

    Raises `SessionStateError` where a published session would lose its time.
    """
    fresh = _locked(session)
    before = _locked(session)
    if fresh.is_published and "begins_at" in values and values["begins_at"] is None:
        raise SessionStateError(_("A published session has a time. Withdraw it first, or cancel it."))
    fresh.changed_at = now
    _write(fresh, values)
    if before.is_public and fresh.is_public:
        _keep_what_changed(before, fresh, now)
    record_act(by=by, what=What.SESSION_CHANGED, thing=fresh.slug, details={"settings": sorted(values)}, now=now)
    return fresh


@transaction.atomic
def publish_session(*, session: Session, by: Account | None, now: datetime) -> Session:
    """Show a session to everybody who sees its forum. Raises `SessionStateError` while it has no time."""
    fresh = _locked(session)
    if fresh.is_published:
        return fresh
    if fresh.begins_at is None:
        raise SessionStateError(_("It has no time yet: give it one first."))
    fresh.is_published, fresh.changed_at = True, now
    fresh.published_at = fresh.published_at or now
    fresh.save(update_fields=["is_published", "published_at", "changed_at"])
    record_act(by=by, what=What.SESSION_PUBLISHED, thing=fresh.slug, now=now)
    return fresh


@transaction.atomic
def publish_sessions(*, sessions: Iterable[Session], by: Account | None, now: datetime) -> list[Session]:
    """Show several sessions, all or none. Raises `SessionStateError` when one of them has no time."""
    return [publish_session(session=session, by=by, now=now) for session in sessions]


@transaction.atomic
def withdraw_session(*, session: Session, by: Account | None, now: datetime) -> Session:
    """Take a session out of the public programme again."""
    fresh = _locked(session)
    if not fresh.is_published:
        return fresh
    fresh.is_published, fresh.changed_at = False, now
    fresh.save(update_fields=["is_published", "changed_at"])
    record_act(by=by, what=What.SESSION_WITHDRAWN, thing=fresh.slug, now=now)
    return fresh


@transaction.atomic
def cancel_session(*, session: Session, by: Account | None, now: datetime) -> Session:
    """Say that a published session does not take place; it stays in the programme, marked.

    Raises `SessionStateError` for one that is not published: nobody has to be told.
    """
    fresh = _locked(session)
    if not fresh.is_published:
        raise SessionStateError(_("Only a published session is cancelled. This one can be deleted or left as it is."))
    return fresh if fresh.is_cancelled else _called_off(fresh, by, now, is_cancelled=True)


@transaction.atomic
def restore_session(*, session: Session, by: Account | None, now: datetime) -> Session:
    """Say that a cancelled session takes place after all."""
    fresh = _locked(session)
    return _called_off(fresh, by, now, is_cancelled=False) if fresh.is_cancelled else fresh


@transaction.atomic
def delete_session(*, session: Session, by: Account | None) -> None:
    """Delete a session. Raises `SessionStateError` once it has been public: others may hold its address."""
    fresh = _locked(session)
    if fresh.is_published or fresh.published_at is not None:
        raise SessionStateError(_("It has been public: others may have starred it or linked to it. Withdraw it."))
    fresh.delete()
    record_act(by=by, what=What.SESSION_DELETED, thing=fresh.slug)


def _locked(session: Session) -> Session:
    # A forum or room that is missing cannot be locked along with it (PostgreSQL refuses the outer join).
    return Session.objects.select_for_update(of=("self",)).select_related("forum", "room").get(pk=session.pk)


def _write(session: Session, values: Mapping[str, Any]) -> None:
    columns = dict(values)
    parts = {part: columns.pop(name, None) for name, part in _PARTS.items()}
    write_columns(session, columns)
    for part, people in parts.items():
        if people is not None:
            _appear(session, part, people)


_PARTS = {"chairs": Appearance.Part.CHAIR, "speakers": Appearance.Part.SPEAKER}


def _appear(session: Session, part: Appearance.Part, people: Sequence[Speaker]) -> None:
    """Write who appears in one part; whoever had another part before has this one now."""
    session.appearances.filter(part=part).delete()
    session.appearances.filter(speaker__in=people).delete()
    Appearance.objects.bulk_create(
        Appearance(session=session, speaker=speaker, part=part, order=order)
        for order, speaker in enumerate(dict.fromkeys(people))
    )


def _keep_what_changed(before: Session, after: Session, now: datetime) -> None:
    if (before.begins_at, before.ends_at) != (after.begins_at, after.ends_at):
        _keep(before, SessionChange.What.TIME, now)
    if before.room_id != after.room_id:
        _keep(before, SessionChange.What.ROOM, now)


def _called_off(session: Session, by: Account | None, now: datetime, *, is_cancelled: bool) -> Session:
    session.is_cancelled, session.changed_at = is_cancelled, now
    session.save(update_fields=["is_cancelled", "changed_at"])
    if session.is_public:
        _keep(session, SessionChange.What.CANCELLED if is_cancelled else SessionChange.What.RESTORED, now)
    what = What.SESSION_CANCELLED if is_cancelled else What.SESSION_RESTORED
    record_act(by=by, what=what, thing=session.slug, now=now)
    return session


def _keep(before: Session, what: SessionChange.What, now: datetime) -> None:
    SessionChange.objects.create(
        session=before,
        what=what,
        began_at=before.begins_at,
        ended_at=before.ends_at,
        room=before.room.name if before.room else Content(),
        made_at=now,
    )
