"""Star sessions, and say what becomes of one's agenda."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction

from yishiting.web.key_cookie import fresh_key
from yishiting.web.programme.models import Agenda, Star
from yishiting.web.programme.queries.agenda import agenda_of

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.people.models import Account
    from yishiting.web.programme.agenda_owner import Owner
from yishiting.web.programme.models import Session

_EMPTY_IS_KEPT = timedelta(days=30)


@transaction.atomic
def star_session(*, owner: Owner, session: Session, language: str, now: datetime) -> None:
    """Put a session into somebody's agenda; their first one makes it. In ``language`` they are told of changes."""
    agenda = _agenda_for(owner, now)
    if agenda.language != language:
        agenda.language = language
        agenda.save(update_fields=["language"])
    Star.objects.get_or_create(agenda=agenda, session=session, defaults={"made_at": now})


def unstar_session(*, owner: Owner, session: Session) -> None:
    """Take a session out of somebody's agenda."""
    agenda = agenda_of(owner)
    if agenda is not None:
        Star.objects.filter(agenda=agenda, session=session).delete()


def mark_changes_seen(*, owner: Owner, now: datetime) -> None:
    """Say that somebody knows every change made until now."""
    _change(owner, seen_at=now)


def renew_feed(*, owner: Owner) -> None:
    """Give the calendar feed a new address; the old one leads nowhere from now on."""
    _change(owner, feed_key=fresh_key())


def choose_mails(*, account: Account, wants: bool, now: datetime) -> None:
    """Say whether changes made from now on are told to an account by e-mail."""
    Agenda.objects.filter(account=account).exclude(mails_since__isnull=not wants).update(
        mails_since=now if wants else None
    )


@transaction.atomic
def take_over_agenda(*, account: Account, cookie_key: str, now: datetime) -> bool:
    """Make a browser's agenda the account's own; tell whether there was one.

    Where the account has one already the stars join it, and the browser's feed ends. Of two browsers that bring theirs
    at the same moment the database lets one be the account's; the other finds that it has one.
    """
    before = Agenda.objects.select_for_update().filter(cookie_key=cookie_key).first() if cookie_key else None
    if before is None:
        return False
    try:
        with transaction.atomic():
            Agenda.objects.filter(pk=before.pk).update(account=account, cookie_key=None, mails_since=now)
    except IntegrityError:
        _join(before, Agenda.objects.get(account=account))
    return True


def forget_empty_agendas(*, now: datetime) -> int:
    """Delete agendas of browsers that have starred nothing, and that are old; give how many were forgotten."""
    stale = Agenda.objects.filter(account=None, stars=None, made_at__lt=now - _EMPTY_IS_KEPT)
    return stale.delete()[0]


def _join(before: Agenda, own: Agenda) -> None:
    # In one order, so that two who bring the same sessions do not wait for each other.
    brought = before.stars.order_by("session_id").values_list("session_id", "made_at")
    stars = [Star(agenda=own, session_id=session, made_at=made_at) for session, made_at in brought]
    Star.objects.bulk_create(stars, ignore_conflicts=True)
    before.delete()


def _agenda_for(owner: Owner, now: datetime) -> Agenda:
    known = {"feed_key": fresh_key(), "seen_at": now, "made_at": now}
    if owner.account is not None:
        return Agenda.objects.get_or_create(account=owner.account, defaults={**known, "mails_since": now})[0]
    if not owner.cookie_key:
        raise ValueError("`owner` must have an account or a key, got neither")
    return Agenda.objects.get_or_create(cookie_key=owner.cookie_key, defaults=known)[0]


def _change(owner: Owner, **columns: object) -> None:
    agenda = agenda_of(owner)
    if agenda is not None:
        Agenda.objects.filter(pk=agenda.pk).update(**columns)
