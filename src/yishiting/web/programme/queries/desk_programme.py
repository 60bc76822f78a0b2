"""The programme as the desk sees it: all sessions of those forums at whose desk somebody works, in every state."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yishiting.web.permissions.decision import may
from yishiting.web.programme.models import PUBLIC, Forum, Session
from yishiting.web.programme.queries.clashes import clashing_sessions
from yishiting.web.programme.queries.programme import of_forum

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from django.db.models import QuerySet

    from yishiting.web.permissions.actor import Actor

# Name in the address -> which sessions; what clashes is found afterwards.
_STATES: dict[str, Q] = {
    "draft": Q(is_published=False),
    "waiting": Q(is_published=True) & ~PUBLIC,
    "public": PUBLIC & Q(is_cancelled=False),
    "cancelled": Q(is_published=True, is_cancelled=True),
    "untimed": Q(begins_at=None),
    "clashing": Q(),
}
STATE_NAMES = {
    "draft": pgettext_lazy("a session", "not published"),
    "waiting": _("published, its forum is not"),
    "public": _("public"),
    "cancelled": _("cancelled"),
    "untimed": _("without a time"),
    "clashing": _("clashing with another"),
}
BY_TIME = (F("begins_at").asc(nulls_last=True), "room__order", "slug")


@dataclass(frozen=True)
class Asked:
    """What an address asks for: a forum's short name, or `WHOLE_ASSEMBLY`, and a state; "" for all."""

    forum: str = ""
    state: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Asked:
        """Read an address; a state that nobody offers asks for nothing."""
        state = given.get("state", "")
        return cls(given.get("forum", "").replace("\0", ""), state if state in _STATES else "")

    def only_drafts(self) -> Asked:
        """Ask for the same forum's sessions that are not published."""
        return Asked(self.forum, "draft")


@dataclass(frozen=True)
class SessionActs:
    """What this person may do with a session."""

    may_change: bool
    may_publish: bool
    may_delete: bool


@dataclass(frozen=True)
class DeskDay:
    """The sessions of one day on the assembly's clocks; those without a time have no date and stand last."""

    date: date | None
    sessions: list[Session]


@dataclass(frozen=True)
class DeskProgramme:
    """Sessions by day, and which of them clash."""

    days: list[DeskDay]
    n: int
    clashing: set[int]

    @property
    def with_a_time(self) -> list[Session]:
        """Those that could be published."""
        return [session for day in self.days if day.date for session in day.sessions]


def acts_on(session: Session, actor: Actor) -> SessionActs:
    """Ask the table what somebody may do with a session, and leave out what its past does not allow."""
    was_public = session.is_published or session.published_at is not None
    return SessionActs(
        may_change=may("session.change", actor, session),
        may_publish=may("session.publish", actor, session),
        may_delete=not was_public and may("session.delete", actor, session),
    )


def all_forums() -> list[Forum]:
    """Read the forums once for a page that asks several things about each."""
    return list(Forum.objects.all())


def forums_with(action: str, actor: Actor, forums: Iterable[Forum]) -> list[Forum]:
    """Leave those forums on which somebody may do something."""
    return [forum for forum in forums if may(action, actor, forum)]


def sessions_with(action: str, actor: Actor, forums: Iterable[Forum]) -> QuerySet[Session]:
    """Give the sessions to which somebody may do something, by time; those without a time last."""
    whose = Q(forum__in=[forum.pk for forum in forums if may(action, actor, Session(forum=forum))])
    if may(action, actor, Session()):
        whose |= Q(forum=None)
    return Session.objects.filter(whose).select_related("forum", "room").order_by(*BY_TIME)


def chosen_sessions(sessions: QuerySet[Session], asked: Asked) -> QuerySet[Session]:
    """Narrow down to what was asked for."""
    sessions = of_forum(sessions, asked.forum)
    return sessions.filter(_STATES[asked.state]) if asked.state else sessions


def desk_programme(sessions: QuerySet[Session], time_zone: str, asked: Asked) -> DeskProgramme:
    """Read the page."""
    zone, clashing = ZoneInfo(time_zone), clashing_sessions()
    shown = [each for each in sessions if asked.state != "clashing" or each.pk in clashing]
    by_day = groupby(shown, lambda each: _day(each, zone))
    return DeskProgramme([DeskDay(date, list(each)) for date, each in by_day], len(shown), clashing)


def _day(session: Session, zone: ZoneInfo) -> date | None:
    return None if session.begins_at is None else session.begins_at.astimezone(zone).date()
