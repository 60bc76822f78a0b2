"""Who is still to be told by e-mail of which changes."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from yishiting.web.programme.models import PUBLIC, Agenda, Notice, Session, SessionChange, Star

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

# What changes within a quarter of an hour is told in one e-mail.
GATHERED_FOR = timedelta(minutes=15)
# What a chamber that stood still did not tell for so long is told by nobody any more; the agenda still says so.
TOLD_WITHIN = timedelta(days=2)


@dataclass(frozen=True)
class Letter:
    """One e-mail that is due: to the account of an agenda, about these changes."""

    agenda: Agenda
    changes: tuple[SessionChange, ...]


def untold_changes(now: datetime) -> list[SessionChange]:
    """Give the late changes of public sessions that not everybody has been told of; of what is over, nobody is."""
    coming = Session.objects.filter(PUBLIC, ends_at__gt=now)
    late = SessionChange.objects.filter(told_at=None, made_at__gt=now - TOLD_WITHIN, session__in=coming.values("pk"))
    return list(late.order_by("made_at", "pk"))


def is_due(change: SessionChange, now: datetime) -> bool:
    """Tell whether others that belong to a change have had the time to come."""
    return change.made_at <= now - GATHERED_FOR


def letters_due(changes: Sequence[SessionChange], now: datetime) -> list[Letter]:
    """Give an e-mail for each agenda that waits for one of ``changes`` long enough, with all that it does not know."""
    if not any(is_due(change, now) for change in changes):
        return []
    news = _news(changes)
    due = {key: tuple(unknown) for key, unknown in news.items() if any(is_due(each, now) for each in unknown)}
    agendas = Agenda.objects.select_related("account").in_bulk(due)
    return [Letter(agendas[key], due[key]) for key in sorted(agendas)]


def _news(changes: Sequence[SessionChange]) -> dict[int, list[SessionChange]]:
    """Give what each agenda does not know of: made after the star, and after its owner wanted to be told."""
    known = set(Notice.objects.filter(change__in=[each.pk for each in changes]).values_list("agenda_id", "change_id"))
    of_session: dict[int, list[SessionChange]] = defaultdict(list)
    for change in changes:
        of_session[change.session_id].append(change)
    news: dict[int, list[SessionChange]] = defaultdict(list)
    for agenda, session, starred_at, mails_since in _stars_of_accounts(of_session):
        news[agenda] += [
            each
            for each in of_session[session]
            if each.made_at > max(starred_at, mails_since) and (agenda, each.pk) not in known
        ]
    return news


def _stars_of_accounts(sessions: Iterable[int]) -> Iterable[tuple[int, int, datetime, datetime]]:
    wants_mails = Star.objects.filter(
        session__in=list(sessions), agenda__account__is_active=True, agenda__mails_since__isnull=False
    )
    rows = wants_mails.values_list("agenda_id", "session_id", "made_at", "agenda__mails_since")
    return [(agenda, session, made_at, since) for agenda, session, made_at, since in rows if since is not None]
