"""One's walk: a browser's or an account's, by hall and booth, taken along at sign-in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.cast import signed_cookie
from tests.web.exhibition.made_exhibitors import NOW, make_exhibitor, make_hall
from yishiting.web.exhibition.actions.walk import favour_exhibitor, take_over_walk
from yishiting.web.exhibition.models import Favourite, Walk
from yishiting.web.exhibition.walk_owner import COOKIE
from yishiting.web.people.actions.invitations import make_organiser_link
from yishiting.web.people.models import Account
from yishiting.web.programme.agenda_owner import Owner

if TYPE_CHECKING:
    from tests.web.cast import Cast

pytestmark = pytest.mark.django_db(databases=["default", "reading"])
KEY = "a" * 32


def _browser(key: str = KEY) -> Client:
    client = Client()
    client.cookies[COOKIE.name] = signed_cookie(key, COOKIE)
    return client


def _walked(walk: Walk) -> set[str]:
    return set(walk.favourites.values_list("exhibitor__slug", flat=True))


def test_a_first_star_makes_a_walk_and_gives_a_cookie_of_its_own() -> None:
    make_exhibitor("one")
    client = Client()

    answer = client.post("/exhibition/exhibitors/one/star/", {"star": "1", "next": "/exhibition/halls/"})

    assert answer.headers["Location"] == "/exhibition/halls/#star-one"
    assert "HttpOnly" in str(answer.cookies[COOKIE.name])
    assert _walked(Walk.objects.get()) == {"one"}
    assert "House one" in client.get("/exhibition/favourites/").text


def test_with_htmx_only_the_button_comes_back() -> None:
    make_exhibitor("one")

    on = _browser().post("/exhibition/exhibitors/one/star/", {"star": "1"}, headers={"HX-Request": "true"})
    off = _browser().post("/exhibition/exhibitors/one/star/", {"star": "0"}, headers={"HX-Request": "true"})

    assert (on.text.strip().startswith("<button"), "Starred" in on.text, "Starred" in off.text) == (True, True, False)
    assert not Favourite.objects.exists()


def test_a_walk_goes_by_hall_and_booth_and_leaves_out_what_is_hidden() -> None:
    hall = make_hall("a")
    for booth, is_published in (("A10", True), ("A2", True), ("A3", False)):
        exhibitor = make_exhibitor(f"booth-{booth.lower()}", hall=hall, booth=booth, is_published=is_published)
        favour_exhibitor(owner=Owner(cookie_key=KEY), exhibitor=exhibitor, now=NOW)

    page = _browser().get("/exhibition/favourites/").text

    assert re.findall(r'<a href="/exhibition/exhibitors/([\w-]+)/"', page) == ["booth-a2", "booth-a10"]


def test_who_signs_in_brings_the_walk_along(cast: Cast) -> None:
    favour_exhibitor(owner=Owner(cookie_key=KEY), exhibitor=cast.exhibition.exhibitors["own"], now=NOW)
    browser = _browser()

    browser.post(f"/invitation/{make_organiser_link(now=timezone.now())}/", {"name": "Guest"})

    walk = Walk.objects.get()
    assert (walk.cookie_key, walk.account_id is not None) == (None, True)
    assert browser.cookies[COOKIE.name].value == ""


def test_two_walks_become_one_without_anybody_twice() -> None:
    account, (one, two, three) = Account.objects.create_user(), (make_exhibitor(name) for name in ("a", "b", "c"))
    for owner, whom in ((Owner(account), (one, two)), (Owner(cookie_key=KEY), (two, three))):
        for each in whom:
            favour_exhibitor(owner=owner, exhibitor=each, now=NOW)

    assert take_over_walk(account=account, cookie_key=KEY) is True
    assert take_over_walk(account=account, cookie_key=KEY) is False
    assert _walked(Walk.objects.get()) == {"a", "b", "c"}


def test_somebody_elses_or_a_forged_cookie_shows_nothing() -> None:
    favour_exhibitor(owner=Owner(cookie_key=KEY), exhibitor=make_exhibitor("one"), now=NOW)
    forged = Client()
    forged.cookies[COOKIE.name] = f"{KEY}:1abc:forged"

    for client in (Client(), forged, _browser("b" * 32)):
        assert "House one" not in client.get("/exhibition/favourites/").text
