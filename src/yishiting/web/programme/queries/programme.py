"""The public programme as pages show it: by day and time, for a forum, for somebody who speaks, now and next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Prefetch, Q

from yishiting.web.programme.models import PUBLIC, Appearance, Forum, Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import QuerySet

    from yishiting.web.programme.models import Speaker


WHOLE_ASSEMBLY = "-"
EVERY_DAY = "all"
# On the first page: enough for what goes on in parallel; the programme shows the rest.
_AT_A_GLANCE = 40


@dataclass(frozen=True)
class Asked:
    """What an address asks for: a day, `EVERY_DAY` or "" for whatever fits; a forum, `WHOLE_ASSEMBLY` or "" for all."""

    day: str = ""
    forum: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Asked:
        """Read an address."""
        return cls(given.get("day", ""), given.get("forum", "").replace("\0", ""))


@dataclass(frozen=True)
class ProgrammeTime:
    """Sessions that begin together."""

    begins_at: datetime
    sessions: list[Session]


@dataclass(frozen=True)
class ProgrammeDay:
    """One day on the assembly's clocks."""

    date: date
    sessions: list[Session]

    @property
    def times(self) -> list[ProgrammeTime]:
        """The day's sessions by when they begin."""
        by_time = groupby(self.sessions, lambda each: each.begins_at)
        return [ProgrammeTime(when, list(each)) for when, each in by_time if when is not None]


@dataclass(frozen=True)
class ProgrammePage:
    """What the programme's pages show: ``day`` is the one chosen, `None` for every day.

    ``current`` is when the first of today's sessions began that is not over, where others stand before it.
    """

    asked: Asked
    dates: list[date]
    day: date | None
    days: list[ProgrammeDay]
    forums: list[Forum]
    forum: Forum | None
    has_whole: bool
    current: datetime | None


@dataclass(frozen=True)
class NowAndNext:
    """What is on, and what begins next, all at the same time."""

    on: list[Session]
    next: list[Session]

    def __bool__(self) -> bool:
        return bool(self.on or self.next)


def listed_sessions() -> QuerySet[Session]:
    """Give the public sessions by time, with forum and room and without their longer texts."""
    public = Session.objects.filter(PUBLIC).select_related("forum", "room").defer("about", "forum__about")
    return public.order_by("begins_at", "room__order", "room__slug", "slug")


def with_people(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Read along who chairs and who speaks."""
    # Joined: a second query would name every speaker, and SQLite takes a thousand at most.
    people = Appearance.objects.select_related("speaker").only(
        "session_id", "speaker_id", "part", "order", "speaker__slug", "speaker__name", "speaker__affiliation"
    )
    return sessions.prefetch_related(Prefetch("appearances", people))


def public_sessions() -> QuerySet[Session]:
    """Give the public sessions by time, with all that a list shows of them."""
    return with_people(listed_sessions())


def programme_days(sessions: Iterable[Session], zone: ZoneInfo) -> list[ProgrammeDay]:
    """Sort sessions, which come by time, into days on the assembly's clocks; what has no time is left out."""
    timed = [(_day(each.begins_at, zone), each) for each in sessions if each.begins_at is not None]
    return [ProgrammeDay(day, [session for _, session in each]) for day, each in groupby(timed, itemgetter(0))]


def programme_page(asked: Asked, time_zone: str, now: datetime, *, sessions: QuerySet[Session]) -> ProgrammePage:
    """Read a page of the programme out of ``sessions``: one day's, or every day's."""
    zone = ZoneInfo(time_zone)
    rows = Session.objects.filter(PUBLIC).order_by("begins_at").values_list("begins_at", "forum_id")
    told = [(_day(begins_at, zone), forum) for begins_at, forum in rows if begins_at is not None]
    dates = list(dict.fromkeys(day for day, _ in told))
    forums = list(Forum.objects.filter(pk__in={forum for _, forum in told}).defer("about"))
    day = _chosen_day(asked, dates, _day(now, zone))
    shown = programme_days(_of_day(of_forum(sessions, asked.forum), day, zone), zone)
    return ProgrammePage(
        asked,
        dates,
        day,
        shown,
        forums,
        next((each for each in forums if each.slug == asked.forum), None),
        has_whole=any(forum is None for _, forum in told),
        current=_current(shown, _day(now, zone), now),
    )


def of_forum(sessions: QuerySet[Session], slug: str) -> QuerySet[Session]:
    """Narrow down to a forum's, or the `WHOLE_ASSEMBLY`'s; "" narrows nothing."""
    if not slug:
        return sessions
    return sessions.filter(Q(forum=None) if slug == WHOLE_ASSEMBLY else Q(forum__slug=slug))


def sessions_in(forum: Forum) -> QuerySet[Session]:
    """Give a forum's sessions as its page shows them: whoever sees the forum sees those that are published."""
    listed = forum.sessions.filter(is_published=True).select_related("room").defer("about")
    return listed.order_by("begins_at", "room__order", "slug")


def sessions_with_speaker(speaker: Speaker) -> QuerySet[Session]:
    """Give the public sessions in which somebody appears."""
    return public_sessions().filter(pk__in=speaker.appearances.values("session"))


def now_and_next(now: datetime) -> NowAndNext:
    """Find what is on and what begins next; what was cancelled is neither."""
    ahead = list(listed_sessions().filter(ends_at__gt=now, is_cancelled=False)[:_AT_A_GLANCE])
    later = [each for each in ahead if each.begins_at and each.begins_at > now]
    first = later[0].begins_at if later else None
    on = [each for each in ahead if each.begins_at and each.begins_at <= now]
    return NowAndNext(on, [each for each in later if each.begins_at == first])


def _day(when: datetime, zone: ZoneInfo) -> date:
    return when.astimezone(zone).date()


def _chosen_day(asked: Asked, dates: Sequence[date], today: date) -> date | None:
    """Take the day that is asked for; else today, or the first to come, or the first; for one forum every day."""
    named = next((each for each in dates if each.isoformat() == asked.day), None)
    if named or asked.day == EVERY_DAY or not dates:
        return named
    if asked.forum:
        return None
    return next((each for each in dates if each >= today), dates[0])


def _current(days: Iterable[ProgrammeDay], today: date, now: datetime) -> datetime | None:
    sessions = next((each.sessions for each in days if each.date == today), [])
    first = next((each for each in sessions if each.ends_at and each.ends_at > now), None)
    return first.begins_at if first and first.begins_at != sessions[0].begins_at else None


def _of_day(sessions: QuerySet[Session], day: date | None, zone: ZoneInfo) -> QuerySet[Session]:
    if day is None:
        return sessions
    begins = datetime.combine(day, time(), zone)
    return sessions.filter(begins_at__gte=begins, begins_at__lt=datetime.combine(day + timedelta(days=1), time(), zone))
