"""Write sessions as an iCalendar feed (RFC 5545, RFC 7986) that calendars subscribe to.

Times are written in UTC: calendars show them in their owner's zone, and no rule of a time zone can be misread on the
way. The zone of the place is named for those that show it (``X-WR-TIMEZONE``). The feed has no ``METHOD``, so that
``DTSTAMP`` says when an entry was last changed and the same programme always gives the same bytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime
    from uuid import UUID

_PRODUCT = "-//Yishiting//Programme//EN"
_END = b"END:VCALENDAR\r\n"
_ASKED_AGAIN_AFTER = timedelta(hours=1)
_UNWRITABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029]")  # all but the line break


@dataclass(frozen=True)
class CalendarEvent:
    """One session as a calendar shows it. ``n_changes`` grows with each change that its guests must know of."""

    guid: UUID
    title: str
    begins_at: datetime
    ends_at: datetime
    made_at: datetime
    changed_at: datetime
    n_changes: int = 0
    is_cancelled: bool = False
    place: str = ""
    about: str = ""
    address: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class CalendarFeed:
    """A named list of sessions; ``address`` is the page that shows the same."""

    name: str
    time_zone: str
    address: str
    events: tuple[CalendarEvent, ...] = ()


def write_calendar(feed: CalendarFeed) -> bytes:
    """Write a feed; the document is UTF-8, its lines folded as RFC 5545 wants."""
    from icalendar import Calendar, vText

    # These two names are no texts to the library, which would leave their commas bare.
    name = vText(_line(feed.name))
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("name", name)
    calendar.add("x-wr-calname", name)
    calendar.add("x-wr-timezone", feed.time_zone)
    calendar.add("url", feed.address, {"VALUE": "URI"})
    calendar.add("refresh-interval", _ASKED_AGAIN_AFTER, {"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    entries = b"".join(_written(event) for event in feed.events)
    return bytes(calendar.to_ical()).removesuffix(_END) + entries + _END


@lru_cache(maxsize=4096)
def _written(event: CalendarEvent) -> bytes:
    """Write one entry; phones ask for hundreds of them every hour, of which few are new."""
    from icalendar import Event

    entry = Event()
    entry.add("uid", str(event.guid))
    entry.add("dtstamp", _to_the_second(event.changed_at))
    entry.add("created", _to_the_second(event.made_at))
    entry.add("last-modified", _to_the_second(event.changed_at))
    entry.add("sequence", event.n_changes)
    entry.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    entry.add("dtstart", _to_the_second(event.begins_at))
    entry.add("dtend", _to_the_second(event.ends_at))
    entry.add("summary", _line(event.title))
    for name, text in (("location", _line(event.place)), ("description", _clean(event.about))):
        if text:
            entry.add(name, text)
    if event.address:
        entry.add("url", event.address, {"VALUE": "URI"})
    if event.categories:
        entry.add("categories", [_line(category) for category in event.categories])
    return bytes(entry.to_ical())


def _to_the_second(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(microsecond=0)


def _clean(text: str) -> str:
    return _UNWRITABLE.sub(" ", text.replace("\r\n", "\n").replace("\r", "\n"))


def _line(text: str) -> str:
    return _clean(text).replace("\n", " ")
