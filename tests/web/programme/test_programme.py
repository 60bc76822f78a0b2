"""The programme in public: which day it shows, what it says of sessions, in how many queries."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tests.web.programme.made_sessions import (
    ZONE,
    at,
    fill_programme,
    make_assembly,
    make_forum,
    make_room,
    make_session,
    make_speaker,
)
from yishiting.web.programme.models import Assembly, Room, SessionChange
from yishiting.web.programme.queries.programme import (
    Asked,
    now_and_next,
    programme_days,
    programme_page,
    public_sessions,
)

if TYPE_CHECKING:
    from datetime import datetime

    from pytest_django import DjangoAssertNumQueries

    from yishiting.web.programme.queries.programme import ProgrammePage

pytestmark = pytest.mark.django_db(databases=["default", "reading"])
PATHS = ("/programme/?day=all", "/programme/grid/?day=all")


def _page(now: datetime, day: str = "", forum: str = "") -> ProgrammePage:
    return programme_page(Asked(day, forum), ZONE.key, now, sessions=public_sessions())


def _shown(page: ProgrammePage) -> list[str]:
    return [session.slug for day in page.days for session in day.sessions]


def _three_days() -> None:
    forum = make_forum()
    for day, whose in ((0, None), (1, forum), (3, None)):
        make_session(f"day-{day}", at("09:00", day), forum=whose)


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        (at("23:00", -1), ["day-0"]),
        (at("00:30", 1), ["day-1"]),
        (at("12:00", 2), ["day-3"]),
        (at("12:00", 9), ["day-0"]),
    ],
    ids=["before", "on the second day", "on a day without sessions", "after"],
)
def test_the_day_that_fits_is_shown(now: datetime, shown: list[str]) -> None:
    _three_days()

    assert _shown(_page(now)) == shown


@pytest.mark.parametrize(
    ("day", "forum", "shown"),
    [
        ("2026-07-05", "", ["day-1"]),
        ("all", "", ["day-0", "day-1", "day-3"]),
        ("2026-07-06", "", ["day-0"]),
        ("yesterday", "", ["day-0"]),
        ("", "forum", ["day-1"]),
        ("", "-", ["day-0", "day-3"]),
        ("2026-07-04", "forum", []),
        ("", "no-such-forum", []),
    ],
)
def test_the_address_chooses_day_and_forum(day: str, forum: str, shown: list[str]) -> None:
    _three_days()

    assert _shown(_page(at("08:00"), day, forum)) == shown


def test_days_are_those_of_the_venue() -> None:
    early, late = make_session("early", at("00:10", 1)), make_session("late", at("23:50"))

    days = programme_days([late, early], ZONE)

    assert [(str(each.date), each.sessions) for each in days] == [("2026-07-04", [late]), ("2026-07-05", [early])]


def test_sessions_that_begin_together_stand_together() -> None:
    for slug, clock in (("a", "09:00"), ("b", "09:00"), ("c", "09:30")):
        make_session(slug, at(clock))

    (day,) = _page(at("08:00")).days

    assert [[each.slug for each in time.sessions] for time in day.times] == [["a", "b"], ["c"]]


def test_today_one_is_led_to_what_is_not_over() -> None:
    for clock in ("09:00", "11:00"):
        make_session(clock.replace(":", ""), at(clock))

    assert [_page(at(clock)).current for clock in ("09:30", "10:30", "12:30")] == [None, at("11:00"), None]


def test_now_and_next_are_told_from_the_clock_that_is_given() -> None:
    room = make_room("hall")
    for slug, clock, cancelled in (
        ("over", "08:00", False),
        ("on", "09:00", False),
        ("called-off", "09:15", True),
        ("next", "10:00", False),
        ("beside", "10:00", False),
        ("later", "11:00", False),
    ):
        make_session(slug, at(clock), is_cancelled=cancelled, room=room)
    make_session("draft", at("09:00"), is_published=False)
    make_session("hidden", at("09:00"), forum=make_forum("hidden", is_published=False))

    seen = now_and_next(at("09:30"))

    assert ([each.slug for each in seen.on], [each.slug for each in seen.next]) == (["on"], ["beside", "next"])
    assert [each.slug for each in now_and_next(at("10:00")).on] == ["beside", "next"]
    assert not now_and_next(at("12:00"))


def test_home_shows_what_is_next() -> None:
    from datetime import timedelta

    from django.utils import timezone

    make_assembly()
    make_session("soon", timezone.now() + timedelta(hours=1))

    page = Client().get("/").text

    assert '<a class="slot-title" href="/sessions/soon/">' in page
    assert "On now" not in page


@pytest.mark.parametrize("path", PATHS)
def test_a_session_is_told_with_time_room_forum_and_state(path: str) -> None:
    make_assembly()
    session = make_session("one", at("09:00"), forum=make_forum(), room=make_room("hall"), is_cancelled=True)
    make_speaker("chair", session, part="chair")

    page = Client().get(path).text

    assert 'href="/sessions/one/"' in page
    assert '<time datetime="2026-07-04T10:00+08:00">10:00</time>' in page
    assert "Room hall" in page
    assert "Forum forum" in page
    assert ">cancelled</span>" in page
    assert "Asia/Shanghai, UTC+8" in page


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(("of_assembly", "marks"), [(False, 1), (True, 0)])
def test_sample_data_is_marked_where_not_everything_is(path: str, marks: int, *, of_assembly: bool) -> None:
    make_assembly()
    Assembly.objects.update(is_sample=of_assembly)
    make_session("one", at("09:00"), is_sample=True)

    page = Client().get(path).text.split('<table class="grid')[-1]

    assert page.count("tag-sample") == marks


def test_a_session_page_tells_everything_and_what_has_changed() -> None:
    make_assembly()
    forum = make_forum()
    session = make_session("one", at("09:00"), forum=forum, room=make_room("hall"), languages=["zh-hans", "en"])
    make_speaker("chair", session, part="chair")
    SessionChange.objects.create(session=session, what="room", room=Room.objects.get().name)

    page = Client().get("/sessions/one/").text

    assert "简体中文" in page
    assert '<a class="slot-title" href="/speakers/chair/">' in page
    assert "House of chair" in page
    assert '<span class="tag tag-open">Chair</span>' in page
    assert "<del>Room hall</del>" in page
    assert "/forums/forum/programme.ics?language=en" in page


def test_a_speaker_is_shown_with_public_sessions_only() -> None:
    make_assembly()
    shown, draft = make_session("shown", at("09:00")), make_session("draft", at("10:00"), is_published=False)
    make_speaker("somebody", shown, draft)
    make_speaker("unknown", draft)

    page, listed = Client().get("/speakers/somebody/").text, Client().get("/speakers/").text

    assert "/sessions/shown/" in page
    assert "/sessions/draft/" not in page
    assert re.findall(r'href="/speakers/(\w+)/"', listed) == ["somebody"]
    assert "1 session\n" in listed or "1 session<" in listed


@pytest.mark.parametrize(("words", "found"), [("HOUSE OF B", ["b"]), ("speaker", ["a", "b"]), ("%", [])])
def test_speakers_are_found_by_name_and_organisation(words: str, found: list[str]) -> None:
    make_assembly()
    session = make_session("one", at("09:00"))
    for slug in ("a", "b"):
        make_speaker(slug, session)

    page = Client().get("/speakers/", {"search": words}).text

    assert re.findall(r'href="/speakers/(\w+)/"', page) == found


def test_a_forum_shows_its_sessions_by_day() -> None:
    make_assembly()
    forum = make_forum()
    for day in (0, 1):
        make_session(f"day-{day}", at("09:00", day), forum=forum)
    make_session("elsewhere", at("09:00"))
    make_session("draft", at("09:00"), forum=forum, is_published=False)

    page = Client().get("/forums/forum/").text

    assert re.findall(r'href="/sessions/([\w-]+)/"', page) == ["day-0", "day-1"]
    assert "/programme/?forum=forum" in page


def test_an_empty_programme_says_what_is_missing() -> None:
    make_assembly()

    assert [("No session is public yet" in Client().get(path).text) for path in PATHS] == [True, True]


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(
    ("path", "queries", "links"),
    [
        ("/programme/?day=all", 5, 4),
        ("/programme/?day=2026-07-05&forum=-", 5, 1),
        ("/programme/grid/?day=all", 4, 4),
        ("/forums/forum/", 6, 2),
        ("/speakers/", 3, 8),
    ],
)
def test_lists_take_the_same_queries_for_one_and_for_three(
    path: str, queries: int, links: int, n: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    fill_programme(n)
    client = Client()
    assert client.get(path).status_code == 200

    with django_assert_num_queries(queries):
        page = client.get(path).text

    assert len(re.findall(r'<a [^>]*href="/(?:sessions|speakers)/[^"]', page)) == links * n


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(("path", "queries"), [("/sessions/one/", 7), ("/speakers/somebody/", 4)])
def test_one_thing_takes_the_same_queries_whatever_belongs_to_it(
    path: str, queries: int, n: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    make_assembly()
    forum = make_forum()
    sessions = [make_session(slug, at("09:00"), forum=forum) for slug in ("one", "two", "three")[:n]]
    for slug in ("somebody", "second", "third")[:n]:
        make_speaker(slug, *sessions)
    client = Client()
    assert client.get(path).status_code == 200

    with django_assert_num_queries(queries):
        page = client.get(path).text

    assert len(re.findall(r'<a class="slot-title" href="/(?:sessions|speakers)/[^"]', page)) == n


@pytest.mark.parametrize("path", [*PATHS, "/speakers/", "/forums/forum/", "/"])
def test_five_hundred_sessions_are_read_in_as_few_queries(
    path: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    fill_programme(125)
    client = Client()
    assert client.get(path).status_code == 200

    with django_assert_max_num_queries(12):
        assert client.get(path).status_code == 200
