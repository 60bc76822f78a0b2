from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from yishiting.formats.programme import CalendarEvent, CalendarFeed, write_calendar

EVENT = CalendarEvent(
    guid=UUID("11111111-1111-4111-8111-111111111111"),
    title="开幕式; welcome, everybody",
    begins_at=datetime(2026, 7, 4, 9, 0, tzinfo=timezone(timedelta(hours=8))),
    ends_at=datetime(2026, 7, 4, 10, 30, tzinfo=timezone(timedelta(hours=8))),
    made_at=datetime(2026, 6, 1, 8, 0, 0, 123456, tzinfo=UTC),
    changed_at=datetime(2026, 6, 2, 8, 0, 0, 654321, tzinfo=UTC),
    n_changes=2,
    place="Hall A, Ground floor",
    about="First line.\nSecond line.",
    address="https://chamber.example/sessions/opening/",
    categories=("Governance, standards", "Keynote"),
)
FEED = CalendarFeed("Example Assembly, 2026", "Asia/Shanghai", "https://chamber.example/programme/", (EVENT,))


def test_a_feed_is_written_byte_for_byte_alike() -> None:
    written = write_calendar(FEED).decode()

    # RFC 5545, 3.1: lines end so, and none but folded ones go on in the next.
    assert written.endswith("END:VCALENDAR\r\n")
    assert written.replace("\r\n ", "").split("\r\n") == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Yishiting//Programme//EN",
        "CALSCALE:GREGORIAN",
        "NAME:Example Assembly\\, 2026",
        "X-WR-CALNAME:Example Assembly\\, 2026",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "URL;VALUE=URI:https://chamber.example/programme/",
        "X-PUBLISHED-TTL:PT1H",
        "X-WR-TIMEZONE:Asia/Shanghai",
        "BEGIN:VEVENT",
        "SUMMARY:开幕式\\; welcome\\, everybody",
        "DTSTART:20260704T010000Z",
        "DTEND:20260704T023000Z",
        "DTSTAMP:20260602T080000Z",
        "UID:11111111-1111-4111-8111-111111111111",
        "SEQUENCE:2",
        "CATEGORIES:Governance\\, standards,Keynote",
        "CREATED:20260601T080000Z",
        "DESCRIPTION:First line.\\nSecond line.",
        "LAST-MODIFIED:20260602T080000Z",
        "LOCATION:Hall A\\, Ground floor",
        "STATUS:CONFIRMED",
        "URL;VALUE=URI:https://chamber.example/sessions/opening/",
        "END:VEVENT",
        "END:VCALENDAR",
        "",
    ]


def test_a_cancelled_session_is_said_to_be() -> None:
    [event] = Calendar.from_ical(write_calendar(replace(FEED, events=(replace(EVENT, is_cancelled=True),)))).events

    assert event["STATUS"] == "CANCELLED"


def test_a_feed_without_sessions_is_a_calendar_too() -> None:
    assert Calendar.from_ical(write_calendar(replace(FEED, events=()))).events == []


def test_no_line_is_longer_than_calendars_take() -> None:
    written = write_calendar(replace(FEED, events=(replace(EVENT, about="议事厅" * 500),)))

    assert max(len(line) for line in written.split(b"\r\n")) <= 75


_TEXT = st.text(st.characters(exclude_categories=("Cs", "Cc", "Zl", "Zp")), min_size=1)
_MOMENT = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(  # noqa: DTZ001 - the zone comes in this line
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)


@given(
    st.builds(
        CalendarEvent,
        guid=st.uuids(),
        title=_TEXT,
        begins_at=_MOMENT,
        ends_at=_MOMENT,
        made_at=_MOMENT,
        changed_at=_MOMENT,
        n_changes=st.integers(0, 10_000),
        is_cancelled=st.booleans(),
        place=_TEXT,
        about=st.lists(_TEXT, max_size=3).map("\n".join),
        categories=st.lists(_TEXT, max_size=2).map(tuple),
    )
)
def test_a_calendar_reads_what_was_written(event: CalendarEvent) -> None:
    [read] = Calendar.from_ical(write_calendar(replace(FEED, events=(event,)))).events

    assert (read["UID"], read["SUMMARY"], read["LOCATION"]) == (str(event.guid), event.title, event.place)
    assert read.get("DESCRIPTION", "") == event.about
    assert (read.start, read.end) == (event.begins_at, event.ends_at)
    assert {read.DTSTAMP, read.LAST_MODIFIED} == {event.changed_at}
    assert (read["SEQUENCE"], read["STATUS"] == "CANCELLED") == (event.n_changes, event.is_cancelled)
    assert tuple(read.categories) == event.categories


@pytest.mark.parametrize("mark", ["\r\nBEGIN:VEVENT\r\n", "\x00", "\x0b", "\u2028", "\x85", "\ud800"])
def test_no_text_makes_a_line_of_its_own(mark: str) -> None:
    text = f"a{mark}b"
    event = replace(EVENT, title=text, about=text, place=text, categories=(text,))

    calendar = Calendar.from_ical(write_calendar(replace(FEED, name=text, events=(event,))))

    assert len(calendar.events) == 1
    assert str(calendar.events[0]["SUMMARY"])[0] == "a"
