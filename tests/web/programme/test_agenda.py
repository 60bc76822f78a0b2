"""Stars and one's agenda: with an account or a cookie, with and without JavaScript, and the calendar feed."""

from __future__ import annotations

import re
from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone
from icalendar import Calendar

from tests.web.at_once import at_once
from tests.web.cast import make_cast, signed_cookie
from tests.web.programme.made_sessions import make_session
from tests.web.words import word_of
from yishiting.web.content import Content
from yishiting.web.people import cookie
from yishiting.web.people.actions.invitations import make_organiser_link
from yishiting.web.people.models import Account
from yishiting.web.programme import agenda_owner
from yishiting.web.programme.actions.agenda import forget_empty_agendas, star_session, take_over_agenda
from yishiting.web.programme.actions.sessions import cancel_session, change_session, withdraw_session
from yishiting.web.programme.agenda_owner import Owner
from yishiting.web.programme.models import Agenda, Assembly, Forum, Room, Session, Star

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponseBase
    from pytest_django import DjangoAssertNumQueries
    from pytest_django.fixtures import Settings

    from tests.web.cast import Cast

BOTH = pytest.mark.django_db(databases=["default", "reading"])
KEY, OTHER_KEY = "a" * 32, "b" * 32
PAGES = (
    "/",
    "/programme/?day=all",
    "/sessions/session-own-public/",
    "/forums/forum-own/",
    "/speakers/speaker-public/",
    "/agenda/",
)


def _browser(key: str) -> Client:
    client = Client()
    client.cookies[agenda_owner.COOKIE.name] = signed_cookie(key, agenda_owner.COOKIE)
    return client


def _star(client: Client, slug: str, star: str = "1", **more: str) -> HttpResponseBase:
    return client.post(f"/sessions/session-{slug}/star/", {"star": star, **more})


def _starred(agenda: Agenda) -> set[str]:
    return {slug.removeprefix("session-") for slug in agenda.stars.values_list("session__slug", flat=True)}


def _feed(client: Client) -> str:
    found = re.search(r"/agenda/[0-9a-f]{32}\.ics", client.get("/agenda/").text)
    assert found is not None
    return found[0]


def test_a_first_star_makes_an_agenda_and_gives_a_cookie_of_its_own(cast: Cast) -> None:
    client = cast.people.open.client()

    answer = _star(client, "own-public", next="/programme/?day=all")

    agenda = Agenda.objects.get()
    given = answer.cookies[agenda_owner.COOKIE.name]
    assert answer.headers["Location"] == "/programme/?day=all#star-session-own-public"
    assert _starred(agenda) == {"own-public"}
    assert agenda.account is None
    assert agenda.cookie_key
    assert agenda.cookie_key in given.value
    assert cast.people.open.cookie_key not in (agenda.cookie_key, agenda.feed_key)
    assert given["httponly"]
    assert cookie.COOKIE.name not in answer.cookies


def test_nobody_gets_a_cookie_by_looking(cast: Cast) -> None:
    assert cast.sessions
    for path in PAGES:
        assert agenda_owner.COOKIE.name not in Client().get(path).cookies


def test_stars_are_kept_for_the_browser_and_taken_away_again(cast: Cast) -> None:
    client = cast.people.anonymous.client()
    for slug in ("own-public", "others-public", "own-public"):
        _star(client, slug)

    assert _starred(Agenda.objects.get()) == {"own-public", "others-public"}

    _star(client, "own-public", "0")

    assert _starred(Agenda.objects.get()) == {"others-public"}


def test_a_cookie_that_somebody_else_wrote_counts_for_nothing(cast: Cast) -> None:
    star_session(owner=Owner(cookie_key=KEY), session=cast.sessions["own-public"], language="en", now=timezone.now())
    client = Client()
    client.cookies[agenda_owner.COOKIE.name] = KEY
    # The participant's cookie of the same key is not an agenda's.
    client.cookies[cookie.COOKIE.name] = signed_cookie(KEY)

    assert 'id="star-' not in client.get("/agenda/").text
    assert 'id="star-' in _browser(KEY).get("/agenda/").text


@pytest.mark.parametrize("star", ["1", "0"])
def test_with_htmx_the_button_alone_comes_back(cast: Cast, star: str) -> None:
    client = cast.people.outsider.client()

    answer = client.post("/sessions/session-own-public/star/", {"star": star}, headers={"HX-Request": "true"})

    assert answer.status_code == 200
    assert answer.text.strip().startswith("<button")
    assert answer.text.count("<button") == 1
    assert (f'value="{1 - int(star)}"' in answer.text, "★" in answer.text) == (True, star == "1")


@pytest.mark.parametrize(
    "place", ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", ""]
)
def test_nobody_is_led_elsewhere(cast: Cast, place: str) -> None:
    answer = _star(cast.people.outsider.client(), "own-public", next=place)

    assert answer.headers["Location"] == "/agenda/#star-session-own-public"


@pytest.mark.parametrize("path", PAGES)
def test_every_page_with_stars_has_the_form_that_sends_them(cast: Cast, path: str) -> None:
    client = cast.people.outsider.client()
    _star(client, "own-public")

    page = client.get(path).text

    assert page.count('<form id="stars"') == 1
    assert page.count('id="star-session-own-public"') == 1
    assert 'form="stars"' in page
    assert "htmx" in page


def test_what_is_not_public_has_no_button(cast: Cast) -> None:
    page = cast.people.organiser.client().get("/sessions/session-own-unpublished/").text

    assert word_of("session own-unpublished") in page
    assert 'id="star-session-own-unpublished"' not in page


def test_an_account_has_its_agenda_in_every_browser(cast: Cast) -> None:
    _star(cast.people.outsider.client(), "own-public")

    assert 'id="star-session-own-public"' in cast.people.outsider.client().get("/agenda/").text
    assert 'id="star-session-own-public"' not in cast.people.delegate.client().get("/agenda/").text


def test_who_is_signed_in_does_not_see_the_agenda_of_the_browser(cast: Cast) -> None:
    star_session(owner=Owner(cookie_key=KEY), session=cast.sessions["own-public"], language="en", now=timezone.now())
    client = cast.people.outsider.client()
    client.cookies[agenda_owner.COOKIE.name] = signed_cookie(KEY, agenda_owner.COOKIE)

    assert 'id="star-' not in client.get("/agenda/").text


def test_sessions_at_the_same_time_are_told_of_each_other(cast: Cast) -> None:
    first, second = cast.sessions["own-public"], cast.sessions["others-public"]
    now = timezone.now()
    for each in (first, second):
        star_session(owner=Owner(cookie_key=KEY), session=each, language="en", now=now)
    assert "At the same time" not in _browser(KEY).get("/agenda/").text

    times = {"begins_at": first.begins_at, "ends_at": first.ends_at}
    change_session(session=second, by=None, values=times, now=now)
    page = _browser(KEY).get("/agenda/").text
    cancel_session(session=second, by=None, now=now)

    assert page.count("At the same time") == 2
    assert "2 of your sessions are at the same time as another" in page
    assert "At the same time" not in _browser(KEY).get("/agenda/").text


def test_what_has_changed_since_one_starred_is_told_until_one_says_so(cast: Cast) -> None:
    session, now = cast.sessions["own-public"], timezone.now()
    change_session(session=session, by=None, values={"room": None}, now=now - timedelta(hours=2))
    star_session(owner=Owner(cookie_key=KEY), session=session, language="en", now=now - timedelta(hours=1))
    client = _browser(KEY)
    assert "What has changed" not in client.get("/agenda/").text

    cancel_session(session=session, by=None, now=now - timedelta(minutes=5))
    assert "What has changed" in client.get("/agenda/").text
    assert "What has changed" in client.get("/agenda/").text

    assert client.post("/agenda/seen/").status_code == 302
    assert "What has changed" not in client.get("/agenda/").text


def test_a_session_that_is_withdrawn_leaves_agenda_and_feed(cast: Cast) -> None:
    session = cast.sessions["own-public"]
    star_session(owner=Owner(cookie_key=KEY), session=session, language="en", now=timezone.now())
    client = _browser(KEY)
    feed = _feed(client)
    assert word_of("session own-public") in client.get(feed).text

    withdraw_session(session=session, by=None, now=timezone.now())

    assert word_of("session own-public") not in client.get("/agenda/").text
    assert word_of("session own-public") not in Client().get(feed).text


def test_the_feed_is_a_calendar_of_ones_stars(cast: Cast) -> None:
    client = cast.people.outsider.client()
    for slug in ("own-public", "own-cancelled"):
        _star(client, slug)

    answer = Client().get(_feed(client), {"language": "zh-hans"})

    calendar = Calendar.from_ical(answer.content)
    events = {str(each["URL"]).rsplit("/", 2)[1]: str(each["STATUS"]) for each in calendar.walk("VEVENT")}
    assert events == {"session-own-public": "CONFIRMED", "session-own-cancelled": "CANCELLED"}
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_new_address_ends_the_old_one(cast: Cast) -> None:
    client = cast.people.outsider.client()
    _star(client, "own-public")
    before = _feed(client)

    client.post("/agenda/new-address/")
    after = _feed(client)

    assert before != after
    assert (Client().get(before).status_code, Client().get(after).status_code) == (404, 200)


def test_signing_in_takes_the_agenda_along(cast: Cast) -> None:
    assert cast.sessions
    account = Account.objects.create_user("guest@example.org", "a quiet lantern by the bay")
    account.emailaddress_set.create(email="guest@example.org", verified=True, primary=True)  # type: ignore[attr-defined] # allauth's
    client = Client()
    _star(client, "own-public")
    feed = _feed(client)

    answer = client.post("/account/login/", {"login": "guest@example.org", "password": "a quiet lantern by the bay"})

    assert answer.status_code == 302
    assert answer.cookies[agenda_owner.COOKIE.name].value == ""
    agenda = Agenda.objects.get()
    assert (agenda.account, agenda.cookie_key, _starred(agenda)) == (account, None, {"own-public"})
    assert agenda.mails_since is not None
    assert _feed(client) == feed


def test_an_invitation_takes_the_agenda_along(cast: Cast) -> None:
    assert cast.sessions
    client = Client()
    _star(client, "own-public")
    token = make_organiser_link(now=timezone.now())

    client.post(f"/invitation/{token}/", {"name": "Guest"})

    agenda = Agenda.objects.get()
    assert agenda.account is not None
    assert agenda.account.name == "Guest"


def test_an_account_with_an_agenda_gets_the_browsers_stars_once(cast: Cast) -> None:
    account, now = cast.people.outsider.account, timezone.now()
    assert account is not None
    for owner, names in (
        (Owner(account), ("own-public", "assembly-public")),
        (Owner(cookie_key=KEY), ("own-public", "others-public")),
        (Owner(cookie_key=OTHER_KEY), ("own-cancelled",)),
    ):
        for name in names:
            star_session(owner=owner, session=cast.sessions[name], language="en", now=now)

    assert take_over_agenda(account=account, cookie_key=KEY, now=now)
    assert not take_over_agenda(account=account, cookie_key=KEY, now=now)
    assert not take_over_agenda(account=account, cookie_key="", now=now)

    assert _starred(Agenda.objects.get(account=account)) == {"own-public", "assembly-public", "others-public"}
    assert Agenda.objects.filter(cookie_key=KEY).count() == 0
    assert _starred(Agenda.objects.get(cookie_key=OTHER_KEY)) == {"own-cancelled"}


@pytest.mark.django_db(transaction=True)
def test_browsers_that_bring_their_stars_at_the_same_moment_lose_none() -> None:
    cast, now = make_cast(), timezone.now()
    account, names = cast.people.outsider.account, ("own-public", "others-public", "own-cancelled", "assembly-public")
    assert account is not None
    keys = [f"{number:032x}" for number in range(4)]
    for number, key in enumerate(keys):  # each has two, of which the next one has one too
        for name in (names[number], names[(number + 1) % 4]):
            star_session(owner=Owner(cookie_key=key), session=cast.sessions[name], language="en", now=now)

    brought = at_once([partial(take_over_agenda, account=account, cookie_key=key, now=now) for key in keys * 2])

    assert sorted(brought) == [False] * 4 + [True] * 4
    assert _starred(Agenda.objects.get(account=account)) == set(names)
    assert not Agenda.objects.filter(cookie_key__in=keys).exists()


def test_a_network_brings_so_many_browsers_that_star(cast: Cast, settings: Settings) -> None:
    settings.NEWCOMERS_PER_HOUR = 1
    first, second = Client(), Client()

    answers = [_star(client, "own-public").status_code for client in (first, first, second)]

    assert answers == [302, 302, 429]
    assert _star(cast.people.outsider.client(), "own-public").status_code == 302
    assert Agenda.objects.count() == 2


@pytest.mark.django_db
def test_a_browsers_agenda_that_holds_nothing_is_forgotten_in_time() -> None:
    now = timezone.now()
    session = make_session("panel", now)
    account = Account.objects.create_user(name="Somebody")
    for number, age in enumerate((29, 31, 31)):
        Agenda.objects.create(cookie_key=f"{number}" * 32, feed_key=f"{number}" * 32, made_at=now - timedelta(days=age))
    Agenda.objects.create(account=account, feed_key="a" * 32, made_at=now - timedelta(days=31))
    Star.objects.create(agenda=Agenda.objects.get(cookie_key="2" * 32), session=session)

    assert forget_empty_agendas(now=now) == 1

    assert sorted(Agenda.objects.values_list("feed_key", flat=True)) == ["0" * 32, "2" * 32, "a" * 32]


def test_changes_can_be_told_or_not(cast: Cast) -> None:
    client = cast.people.outsider.client()
    _star(client, "own-public")

    since = [_mails_since()]
    for wants in ("1", "0", "1"):
        client.post("/agenda/mails/", {"mails": wants})
        since.append(_mails_since())

    first, still, never, again = since
    assert first is not None
    assert (still, never) == (first, None)
    assert again is not None
    assert again > first


def _mails_since() -> datetime | None:
    return Agenda.objects.get().mails_since


def _fill(n: int) -> None:
    """Star ``n`` sessions that overlap and have changed."""
    Assembly.objects.create(pk=1, title=Content.of("en", "Assembly"))
    now = timezone.now()
    for number in range(n):
        forum = Forum.objects.create(slug=f"forum-{number}", title=Content.of("en", "Forum"), is_published=True)
        session = Session.objects.create(
            slug=f"session-{number}",
            title=Content.of("en", "Session"),
            forum=forum,
            room=Room.objects.create(slug=f"room-{number}", name=Content.of("en", "Room")),
            begins_at=now,
            ends_at=now + timedelta(hours=1),
            is_published=True,
        )
        star_session(owner=Owner(cookie_key=KEY), session=session, language="en", now=now - timedelta(hours=2))
        change_session(session=session, by=None, values={"room": None}, now=now)
    Agenda.objects.update(seen_at=now - timedelta(hours=1))
    Star.objects.update(made_at=now - timedelta(hours=1))


@BOTH
@pytest.mark.parametrize("n", [1, 3])
def test_the_agenda_takes_the_same_queries_for_one_and_for_three(
    n: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _fill(n)
    client = _browser(KEY)
    assert client.get("/agenda/").status_code == 200

    with django_assert_num_queries(7):
        page = client.get("/agenda/")

    assert page.text.count('id="star-') == n
    assert "What has changed" in page.text


@BOTH
@pytest.mark.parametrize("n", [1, 3])
def test_the_feed_takes_the_same_queries_for_one_and_for_three(
    n: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    _fill(n)
    address = f"/agenda/{Agenda.objects.get().feed_key}.ics"
    assert Client().get(address).status_code == 200

    with django_assert_num_queries(5):
        answer = Client().get(address)

    assert answer.text.count("BEGIN:VEVENT") == n


@BOTH
@pytest.mark.parametrize("n", [1, 3])
def test_stars_cost_a_list_one_query(n: int, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    _fill(n)
    known, stranger = _browser(KEY), Client()
    pages = [each.get("/programme/?day=all") for each in (known, stranger)]
    assert [page.text.count("★") for page in pages] == [n, 0]

    with django_assert_num_queries(6):
        known.get("/programme/?day=all")
    with django_assert_num_queries(5):
        stranger.get("/programme/?day=all")
