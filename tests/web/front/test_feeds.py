"""Feeds hold what is public, well formed, with links that work from anywhere; robots are told what is theirs."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree

import pytest
from django.conf import settings
from django.test import Client
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from tests.web.words import word_of
from yishiting.web.front.queries.sitemap import sitemap
from yishiting.web.programme.models import Session

if TYPE_CHECKING:
    from pytest_django import DjangoAssertNumQueries

    from tests.web.permissions.stage import Stage

pytestmark = pytest.mark.django_db(databases=["default", "reading"])
ATOM = "{http://www.w3.org/2005/Atom}"
FEEDS = ("/programme/sessions.atom", "/results.atom")


def read(path: str) -> ElementTree.Element:
    answer = Client().get(path)
    assert answer.status_code == 200
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    return ElementTree.fromstring(answer.content)  # noqa: S314 - written by ourselves


def text_of(element: ElementTree.Element, name: str) -> str:
    found = element.findtext(ATOM + name)
    assert found, f"<{name}> is required"
    return found


@pytest.mark.usefixtures("stage")
@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("path", FEEDS)
def test_a_feed_is_what_rfc_4287_asks_for(path: str, language: str) -> None:
    feed = read(f"{path}?language={language}")

    assert feed.tag == ATOM + "feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert text_of(feed, "id") == f"{settings.PUBLIC_URL}{path}?language={language}"
    assert text_of(feed, "title")
    assert parse_datetime(text_of(feed, "updated"))
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    links = {link.get("rel"): link.get("href", "") for link in feed.findall(ATOM + "link")}
    assert links["self"] == text_of(feed, "id")
    assert links["alternate"].startswith(settings.PUBLIC_URL + "/")
    entries = feed.findall(ATOM + "entry")
    assert len({text_of(entry, "id") for entry in entries}) == len(entries) > 0
    for entry in entries:
        assert text_of(entry, "title")
        assert parse_datetime(text_of(entry, "updated"))
        (link,) = entry.findall(ATOM + "link")
        address = link.get("href", "")
        assert address.startswith(settings.PUBLIC_URL + "/")
        assert Client().get(address.removeprefix(settings.PUBLIC_URL)).status_code == 200


@pytest.mark.parametrize("path", [*FEEDS, "/sitemap.xml", "/feeds/"])
def test_nobody_reads_in_them_what_is_hidden(stage: Stage, path: str) -> None:
    for who in (stage.cast.people.anonymous, stage.cast.people.organiser):
        body = who.client().get(path).text
        assert not set(re.findall("quokka[0-9a-f]{10}", body)) & stage.hidden_words["anonymous"]


def test_a_changed_session_comes_first_under_the_name_that_it_had(stage: Stage) -> None:
    session = stage.cast.sessions["own-public"]
    before = {text_of(each, "id") for each in read(FEEDS[0]).findall(ATOM + "entry")}
    Session.objects.filter(pk=session.pk).update(changed_at=timezone.now() + timedelta(minutes=1), slug="moved")

    entries = read(FEEDS[0]).findall(ATOM + "entry")

    assert {text_of(each, "id") for each in entries} == before
    assert word_of("session own-public") in text_of(entries[0], "title")


@pytest.mark.usefixtures("stage")
def test_a_feed_that_is_not_new_is_not_sent_again() -> None:
    first = Client().get(FEEDS[0])

    assert Client().get(FEEDS[0], headers={"if-none-match": first.headers["ETag"]}).status_code == 304


def test_the_map_names_every_public_page_and_no_other(stage: Stage) -> None:
    cast = stage.cast
    root = ElementTree.fromstring(Client().get("/sitemap.xml").content)  # noqa: S314 - written by ourselves
    addresses = [each.text or "" for each in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]

    paths = [each.removeprefix(settings.PUBLIC_URL) for each in addresses]
    assert all(each.startswith("/") for each in paths)
    assert len(set(paths)) == len(paths)
    assert [path for path in paths if Client().get(path).status_code != 200] == []
    for public in (
        f"/sessions/{cast.sessions['own-public'].slug}/",
        "/deliberations/own-open/",
        "/deliberations/own-open/statements/1/",
        "/deliberations/own-published/results/1/",
        "/press/releases/release-public/",
        "/forums/forum-own/",
    ):
        assert public in paths
    for hidden in ("hidden", "draft", "embargoed", "withdrawn", "unpublished"):
        assert [path for path in paths if hidden in path] == []


@pytest.mark.usefixtures("stage")
def test_a_map_holds_no_more_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("yishiting.web.front.queries.sitemap.MOST_ADDRESSES", 5)

    assert sitemap(timezone.now()).count(b"<loc>") == 5


def test_robots_are_told_what_is_theirs() -> None:
    answer = Client().get("/robots.txt")

    assert answer.headers["Content-Type"].startswith("text/plain")
    lines = answer.text.splitlines()
    assert lines[0] == "User-agent: *"
    assert {"Disallow: /desk/", "Disallow: /account/", "Disallow: /agenda/", "Disallow: /search/"} <= set(lines)
    assert f"Sitemap: {settings.PUBLIC_URL}/sitemap.xml" in lines
    assert "Disallow: /" not in lines


@pytest.mark.usefixtures("stage")
def test_the_page_of_feeds_leads_to_feeds_that_answer(django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(2):
        page = Client().get("/feeds/").text

    addresses = re.findall('<li><a href="([^"]+)"', page)
    feeds = [each for each in addresses if re.search(r"\.(atom|ics|json|xml|csv)(\?|$)", each)]
    assert len(feeds) >= 8
    assert [each for each in feeds if Client().get(each.replace("&amp;", "&")).status_code != 200] == []
