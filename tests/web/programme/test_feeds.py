"""What calendars and conference apps get: the public sessions, and nothing else."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import fromstring

import jsonschema
import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from tests.formats.programme.schedule_schema import SCHEDULE_SCHEMA
from yishiting.formats.programme import read_schedule_json
from yishiting.web.content import Content
from yishiting.web.programme.actions.sessions import cancel_session, change_session, make_session, publish_session
from yishiting.web.programme.foreign import address_of_speaker, code_of_speaker
from yishiting.web.programme.models import Assembly, Forum, Room, Session, Speaker

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.web.cast import Cast

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)
BEGINS = datetime(2026, 7, 4, 1, tzinfo=UTC)
FEEDS = (
    "/programme/programme.ics",
    "/programme/schedule.json",
    "/programme/schedule.xml",
    "/programme/sessions.csv",
    "/forums/governance/programme.ics",
)


@pytest.fixture
def forum() -> Forum:
    Assembly.objects.create(
        pk=1,
        title=Content.of("en", "Example Assembly", zh_hans="示例大会"),
        place=Content.of("en", "Shanghai"),
        begins_on=datetime(2026, 7, 4, tzinfo=UTC).date(),
        ends_on=datetime(2026, 7, 5, tzinfo=UTC).date(),
        time_zone="Asia/Shanghai",
        languages=["en", "zh-hans"],
    )
    title = Content.of("en", "Governance", zh_hans="治理论坛")
    return Forum.objects.create(slug="governance", title=title, is_published=True)


def _session(forum: Forum | None, slug: str = "opening", *, is_public: bool = True) -> Session:
    room, _ = Room.objects.get_or_create(
        slug="hall-a",
        defaults={"name": Content.of("en", "Hall A", zh_hans="A厅"), "place": Content.of("en", "Floor 2")},
    )
    speaker, _ = Speaker.objects.get_or_create(
        slug="li-na", defaults={"name": Content.of("en", "Li Na"), "affiliation": Content.of("en", "Institute")}
    )
    values = {
        "slug": slug,
        "title": Content.of("en", f"Session {slug}", zh_hans=f"场次 {slug}"),
        "kind": Content.of("en", "Keynote"),
        "about": Content.of("en", "What it is about."),
        "room": room,
        "begins_at": BEGINS,
        "ends_at": BEGINS + timedelta(minutes=90),
        "chairs": [speaker],
    }
    session = make_session(by=None, forum=forum, values=values, now=NOW)
    return publish_session(session=session, by=None, now=NOW) if is_public else session


def _events(path: str = FEEDS[0]) -> list[dict[str, str]]:
    calendar = Calendar.from_ical(Client().get(path).content)
    return [{name: _written(event[name]) for name in event} for event in calendar.events]


def _written(value: Any) -> str:  # noqa: ANN401 - the library has a type for each kind of line
    written: bytes = value.to_ical()
    return written.decode()


def test_a_calendar_tells_the_public_sessions(forum: Forum) -> None:
    session = _session(forum)
    _session(forum, "draft", is_public=False)

    [event] = _events()

    assert event == {
        "UID": str(session.guid),
        "SUMMARY": "Session opening",
        "DTSTART": "20260704T010000Z",
        "DTEND": "20260704T023000Z",
        "DTSTAMP": "20260701T080000Z",
        "CREATED": "20260701T080000Z",
        "LAST-MODIFIED": "20260701T080000Z",
        "SEQUENCE": "0",
        "STATUS": "CONFIRMED",
        "LOCATION": "Hall A\\, Floor 2\\, Shanghai",
        "DESCRIPTION": "Chair: Li Na (Institute)\\n\\nWhat it is about.",
        "URL": "http://localhost:8000/sessions/opening/",
        "CATEGORIES": "Governance,Keynote",
    }


def test_each_change_of_time_is_a_later_version_of_the_same_entry(forum: Forum) -> None:
    session = _session(forum)
    later = {"begins_at": BEGINS + timedelta(hours=1), "ends_at": BEGINS + timedelta(hours=2)}
    change_session(session=session, by=None, values=later, now=NOW + timedelta(days=1))

    [event] = _events()

    assert (event["UID"], event["SEQUENCE"], event["LAST-MODIFIED"]) == (str(session.guid), "1", "20260702T080000Z")


def test_a_cancelled_session_stays_in_calendars_and_leaves_the_schedules(forum: Forum) -> None:
    cancel_session(session=_session(forum), by=None, now=NOW)

    [event] = _events()
    schedule = read_schedule_json(Client().get(FEEDS[1]).content.decode()).programme

    assert (event["STATUS"], event["SUMMARY"], event["SEQUENCE"]) == ("CANCELLED", "Cancelled: Session opening", "1")
    assert schedule is not None
    assert schedule.sessions == ()


def test_a_feed_speaks_the_language_that_its_address_names(forum: Forum) -> None:
    _session(forum)

    [event] = _events(FEEDS[0] + "?language=zh-hans")
    [other] = _events(FEEDS[0] + "?language=xx")

    assert event["SUMMARY"] == "场次 opening"
    assert other["SUMMARY"] == "Session opening"


def test_a_forums_calendar_has_its_own_sessions_only(forum: Forum) -> None:
    _session(forum)
    _session(None, "assembly")

    assert [event["SUMMARY"] for event in _events(FEEDS[4])] == ["Session opening"]
    assert len(_events()) == 2


def test_the_schedule_is_as_pretalx_writes_it(forum: Forum) -> None:
    session = _session(forum)
    _session(None, "assembly")

    whole = json.loads(Client().get(FEEDS[1]).content)

    jsonschema.Draft202012Validator(SCHEDULE_SCHEMA).validate(whole)
    conference = whole["schedule"]["conference"]
    assert (conference["acronym"], conference["daysCount"]) == ("exampleassembly", 2)
    [first, _] = conference["days"]
    by_guid = {event["guid"]: event for event in first["rooms"]["Hall A"]}
    event = by_guid[str(session.guid)]
    assert (event["date"], event["track"]) == ("2026-07-04T09:00:00+08:00", "Governance")
    assert [(person["name"], person["role"]) for person in event["persons"]] == [("Li Na", "chair")]


def test_people_are_known_by_the_addresses_of_their_pages(forum: Forum) -> None:
    _session(forum)
    speaker = Speaker.objects.get()

    # Codes are made of this address: were it another one, conference apps would take everybody for new.
    assert address_of_speaker(speaker) == settings.PUBLIC_URL + reverse("speaker", args=[speaker.slug])
    assert code_of_speaker(speaker) == uuid5(NAMESPACE_URL, address_of_speaker(speaker)).hex[:12].upper()


def test_the_schedule_in_xml_has_the_same_sessions(forum: Forum) -> None:
    session = _session(forum)

    root = fromstring(Client().get(FEEDS[2]).content)  # noqa: S314 - our own document

    assert [event.attrib["guid"] for event in root.iter("event")] == [str(session.guid)]


@pytest.mark.parametrize("path", FEEDS)
def test_whoever_has_the_same_already_is_told_so(forum: Forum, path: str) -> None:
    _session(forum)
    first = Client().get(path)

    again = Client().get(path, headers={"If-None-Match": first.headers["ETag"]})
    _session(forum, "second")
    changed = Client().get(path, headers={"If-None-Match": first.headers["ETag"]})

    assert (first.status_code, again.status_code, changed.status_code) == (200, 304, 200)
    assert again.content == b""
    assert first.headers["Cache-Control"] == "public, max-age=300"


@pytest.mark.parametrize("path", FEEDS)
def test_feeds_hold_nothing_that_is_not_public(cast: Cast, path: str) -> None:
    said = Client().get(path.replace("governance", cast.forums.own.slug)).content.decode()

    names = {name for name, session in cast.sessions.items() if str(session.guid) in said or session.slug in said}
    assert names <= {"own-public", "own-cancelled", "others-public", "assembly-public"}
    assert "own-public" in names


def test_a_forum_that_is_not_public_has_no_calendar(forum: Forum) -> None:
    Forum.objects.update(is_published=False)

    assert Client().get(FEEDS[4]).status_code == 404
    _session(forum)
    assert _events() == []


def test_an_empty_programme_is_written_too(forum: Forum) -> None:
    assert _events() == []
    jsonschema.Draft202012Validator(SCHEDULE_SCHEMA).validate(json.loads(Client().get(FEEDS[1]).content))
    assert Client().get(FEEDS[3]).content.decode().count("\r\n") == 1
    assert forum.is_published


@pytest.mark.parametrize(("path", "n_queries"), list(zip(FEEDS, (5, 5, 5, 4, 6), strict=True)))
def test_feeds_ask_as_much_for_three_sessions_as_for_one(
    forum: Forum, path: str, n_queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for slugs in (("one",), ("two", "three")):
        for slug in slugs:
            _session(forum, slug)
        with django_assert_num_queries(n_queries):
            Client().get(path)
