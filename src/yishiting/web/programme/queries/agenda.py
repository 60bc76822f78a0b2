"""Somebody's agenda: what they starred, what of it is at the same time, and what has changed."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from allauth.account.models import EmailAddress

from yishiting.web.programme.differences import Differences, differences
from yishiting.web.programme.models import Agenda, SessionChange, Star
from yishiting.web.programme.overlaps import Span, overlaps
from yishiting.web.programme.queries.programme import listed_sessions, programme_days

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date, datetime

    from yishiting.web.people.models import Account
    from yishiting.web.programme.agenda_owner import Owner
    from yishiting.web.programme.models import Session


_NAMED = 3  # of a hundred that are at the same time, nobody reads a hundred names


@dataclass(frozen=True)
class AgendaLine:
    """A starred session, the first of the others that are at the same time, and how many more there are."""

    session: Session
    meanwhile: list[Session]
    n_more: int = 0


@dataclass(frozen=True)
class AgendaDay:
    """What somebody wants to attend on one day of the assembly's clocks."""

    date: date
    lines: list[AgendaLine]


@dataclass(frozen=True)
class AgendaPage:
    """Everything that the page shows; ``feed_key`` is "" before the first star."""

    days: list[AgendaDay]
    n_overlapping: int
    changed: list[Differences]
    feed_key: str
    address: str
    wants_mails: bool


def agenda_of(owner: Owner) -> Agenda | None:
    """Give somebody's agenda; there is none before the first star."""
    if owner.account is not None:
        return Agenda.objects.filter(account=owner.account).first()
    return Agenda.objects.filter(cookie_key=owner.cookie_key).first() if owner.cookie_key else None


def starred_by(owner: Owner) -> frozenset[int]:
    """Give the keys of all sessions that somebody starred, in one query."""
    if owner.account is None and not owner.cookie_key:
        return frozenset()
    whose = {"agenda__account": owner.account} if owner.account else {"agenda__cookie_key": owner.cookie_key}
    return frozenset(Star.objects.filter(**whose).values_list("session_id", flat=True))


def agenda_page(owner: Owner, time_zone: str) -> AgendaPage:
    """Read the page; what is not public now is not in it."""
    address, agenda = address_of(owner.account), agenda_of(owner)
    if agenda is None:
        return AgendaPage([], 0, [], "", address, wants_mails=True)
    starred = dict(agenda.stars.values_list("session_id", "made_at"))
    sessions = list(listed_sessions().filter(pk__in=starred))
    together = _meanwhile(sessions)
    days = [
        AgendaDay(day.date, [_line(each, together) for each in day.sessions])
        for day in programme_days(sessions, ZoneInfo(time_zone))
    ]
    changed = _changed(sessions, starred, agenda.seen_at)
    return AgendaPage(
        days, len(together), changed, agenda.feed_key, address, wants_mails=agenda.mails_since is not None
    )


def _line(session: Session, together: Mapping[int, list[Session]]) -> AgendaLine:
    meanwhile = together.get(session.pk, [])
    return AgendaLine(session, meanwhile[:_NAMED], max(0, len(meanwhile) - _NAMED))


def address_of(account: Account | None) -> str:
    """Give the confirmed e-mail address to which an account is written, "" for none."""
    if account is None:
        return ""
    confirmed = EmailAddress.objects.filter(user=account, verified=True, email__iexact=account.email or "")
    return confirmed.values_list("email", flat=True).first() or ""


def _meanwhile(sessions: Sequence[Session]) -> Mapping[int, list[Session]]:
    by_key = {each.pk: each for each in sessions}
    spans = [
        Span(each.pk, each.begins_at, each.ends_at)
        for each in sessions
        if each.begins_at and each.ends_at and not each.is_cancelled
    ]
    found: dict[int, list[Session]] = defaultdict(list)
    for one, other in overlaps(spans):
        found[one].append(by_key[other])
        found[other].append(by_key[one])
    return found


def _changed(sessions: Iterable[Session], starred: Mapping[int, datetime], seen_at: datetime) -> list[Differences]:
    """Compare each session with how it was when somebody last looked, or when they starred it."""
    changes: dict[int, list[SessionChange]] = defaultdict(list)
    for change in SessionChange.objects.filter(session__in=starred, made_at__gt=seen_at):
        if change.made_at > starred[change.session_id]:
            changes[change.session_id].append(change)
    compared = (differences(each, changes[each.pk]) for each in sessions if each.pk in changes)
    return [each for each in compared if each]
