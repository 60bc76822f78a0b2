"""The feed of releases: what RFC 4287 wants, what everybody may read, and 304 for whoever has it already."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, fromstring

import pytest
from django.conf import settings
from django.test import Client

from yishiting.web.content import Content
from yishiting.web.press.actions.releases import correct_release, issue_release, make_release, withdraw_release
from yishiting.web.programme.models import Assembly

if TYPE_CHECKING:
    from yishiting.web.press.models import Release

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
PATH = "/press/releases.atom"
NOW = datetime(2026, 7, 1, 8, tzinfo=UTC)
HOUR = timedelta(hours=1)
NOTE = Content.of("en", "A figure was wrong.")


@pytest.fixture(autouse=True)
def _assembly() -> None:
    title = Content.of("en", "Example Assembly", zh_hans="示例大会")
    Assembly.objects.create(pk=1, title=title, time_zone="Asia/Shanghai", languages=["en", "zh-hans"])


def _release(title: str = "One", *, now: datetime = NOW, lead: str = "A lead & <b>more</b>") -> Release:
    words = {
        "title": Content.of("en", title, zh_hans="一" if title == "One" else ""),
        "lead": Content.of("en", lead),
        "text": Content.of("en", "Text."),
    }
    return issue_release(release=make_release(by=None, values=words, now=now), by=None, embargo_until=None, now=now)


def _feed(path: str = PATH) -> Element:
    return fromstring(Client().get(path).content)  # noqa: S314 - our own document


def _titles() -> list[str | None]:
    return [entry.findtext(ATOM + "title") for entry in _feed().iter(ATOM + "entry")]


def _require_atom(feed: Element) -> None:
    """Check what RFC 4287 §4.1 asks of a feed and of each entry."""
    assert feed.tag == ATOM + "feed"
    for one in (feed, *feed.findall(ATOM + "entry")):
        for name in ("id", "title", "updated"):
            [element] = one.findall(ATOM + name)
            assert element.text
        assert datetime.fromisoformat(str(one.findtext(ATOM + "updated"))).tzinfo is not None
        assert str(one.findtext(ATOM + "id")).startswith(settings.PUBLIC_URL)
        links = one.findall(ATOM + "link")
        assert all(link.attrib["href"].startswith(settings.PUBLIC_URL + "/") for link in links)
        assert [link.attrib["rel"] for link in links].count("alternate") == 1
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    assert [link.attrib["href"] for link in feed.findall(ATOM + "link") if link.attrib["rel"] == "self"]
    ids = [entry.findtext(ATOM + "id") for entry in feed.iter(ATOM + "entry")]
    assert len(set(ids)) == len(ids)


def test_it_is_a_feed_as_the_standard_wants_it() -> None:
    release = _release()
    corrected_at = NOW + 3 * HOUR
    words = {"text": Content.of("en", "Better text.")}
    correct_release(release=release, by=None, note=NOTE, values=words, now=corrected_at)

    feed = _feed()

    _require_atom(feed)
    assert feed.findtext(ATOM + "title") == "Example Assembly: releases"
    [entry] = feed.findall(ATOM + "entry")
    [summary] = entry.findall(ATOM + "summary")
    assert (summary.attrib["type"], summary.text) == ("html", "A lead &amp; &lt;b&gt;more&lt;/b&gt;")
    assert entry.findtext(ATOM + "published") == "2026-07-01T08:00:00+00:00"
    assert entry.findtext(ATOM + "updated") == feed.findtext(ATOM + "updated") == corrected_at.isoformat()


def test_an_empty_one_is_a_feed_too_and_stays_the_same() -> None:
    _require_atom(_feed())

    assert Client().get(PATH).content == Client().get(PATH).content


def test_it_speaks_the_language_that_its_address_names() -> None:
    _release("One")
    _release("Two", now=NOW + HOUR)

    feed = _feed(PATH + "?language=zh-hans")

    assert feed.attrib[XML_LANG] == "zh-hans"
    shown = [(entry.findtext(ATOM + "title"), entry.attrib[XML_LANG]) for entry in feed.iter(ATOM + "entry")]
    assert shown == [("Two", "en"), ("一", "zh-hans")]


def test_the_newest_come_first_and_thirty_are_enough() -> None:
    for number in range(32):
        _release(f"Number {number}", now=NOW + number * HOUR)

    titles = _titles()

    assert len(titles) == 30
    assert titles[0] == "Number 31"


def test_whoever_has_the_same_already_is_told_so() -> None:
    release = _release()
    first = Client().get(PATH)
    has = {"If-None-Match": first.headers["ETag"]}
    has_since = {"If-Modified-Since": first.headers["Last-Modified"]}

    assert [Client().get(PATH, headers=each).status_code for each in (has, has_since)] == [304, 304]

    withdraw_release(release=release, by=None, because=NOTE, now=NOW + HOUR)

    # A withdrawal makes the feed shorter and no entry newer: by date alone it must be fetched again, too.
    assert [Client().get(PATH, headers=each).status_code for each in (has, has_since)] == [200, 200]
    assert _titles() == []


def test_it_asks_as_much_for_three_releases_as_for_one(django_assert_num_queries: object) -> None:
    for titles in (("One",), ("Two", "Three")):
        for title in titles:
            _release(title)
        with django_assert_num_queries(3):  # type: ignore[operator] # pytest-django's
            Client().get(PATH)
