"""Releases as they are read and as they are made at the desk."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.web.words import word_of
from yishiting.web.content import Content
from yishiting.web.press.actions.releases import correct_release, issue_release, make_release, withdraw_release
from yishiting.web.press.models import Correction, Release

if TYPE_CHECKING:
    from datetime import datetime

    from pytest_django import DjangoAssertNumQueries

    from tests.web.cast import Cast
    from yishiting.web.programme.models import Forum

HOUR = timedelta(hours=1)
NOTE = Content.of("en", "The figure was for last year.")
_DRAFT = "releases/release-draft/"


def _release(title: str, now: datetime, *, forum: Forum | None = None, **words: str) -> Release:
    values = {
        "title": Content.of("en", title, **words),
        "lead": Content.of("en", f"Lead of {title}"),
        "text": Content.of("en", f"## About {title}\n\nText.", **words),
        "forum": forum,
    }
    return issue_release(release=make_release(by=None, values=values, now=now), by=None, embargo_until=None, now=now)


def _read(path: str) -> str:
    return Client().get(path).content.decode()


def test_a_release_has_date_words_and_address(cast: Cast) -> None:
    release = _release("New index", timezone.now() - HOUR, forum=cast.forums.own)

    page = _read(f"/press/releases/{release.slug}/")

    assert "<h2>About New index</h2>" in page
    assert "Lead of New index" in page
    assert "(UTC)" in page
    assert page.count(f"{settings.PUBLIC_URL}/press/releases/{release.slug}/") >= 2
    assert f'href="/forums/{cast.forums.own.slug}/"' in page


def test_a_forum_that_is_hidden_is_not_named(cast: Cast) -> None:
    release = _release("New index", timezone.now() - HOUR, forum=cast.forums.hidden)

    for path in (f"/press/releases/{release.slug}/", "/press/releases/", "/press/", "/press/releases.atom"):
        assert word_of("forum hidden") not in _read(path)
        assert "New index" in _read(path)


def test_the_press_desk_offers_no_forum_that_is_hidden_and_loses_none(cast: Cast) -> None:
    client = cast.people.press_officer.client()
    Release.objects.filter(slug="release-draft").update(forum=cast.forums.hidden)

    pages = [client.get(f"/desk/press/{path}").content.decode() for path in ("", "releases/new/", _DRAFT)]
    form = client.get(f"/desk/press/{_DRAFT}change/").content.decode()
    client.post(f"/desk/press/{_DRAFT}change/", {"title_en": "Changed", "text_en": "Text."})

    assert not any(word_of("forum hidden") in page for page in (*pages, form))
    changed = Release.objects.get(slug="release-draft")
    assert (str(changed.title), changed.forum) == ("Changed", cast.forums.hidden)


def test_it_can_be_read_in_each_language_it_exists_in(cast: Cast) -> None:  # noqa: ARG001 - asked for the assembly
    path = f"/press/releases/{_release('Index', timezone.now() - HOUR, zh_hans='指数').slug}/"

    english, chinese = _read(path), _read(path + "?language=zh-hans")

    assert "<p>指数</p>" in chinese
    assert "<p>指数</p>" not in english
    assert 'hreflang="zh-hans"' in english
    assert "Lead of Index</span> <small" in chinese  # the lead has no translation, and is marked


def test_a_language_that_is_none_shows_the_original_marked(cast: Cast) -> None:  # noqa: ARG001 - asked for the assembly
    page = _read(f"/press/releases/{_release('Index', timezone.now() - HOUR).slug}/?language=%3Cscript%3E")

    assert "Lead of Index" in page
    assert "<script>" not in page


def test_a_correction_stands_at_the_top_and_the_words_before_one_click_away(cast: Cast) -> None:  # noqa: ARG001
    release = _release("Index", timezone.now() - 3 * HOUR)
    new = {"text": Content.of("en", "Better text.")}
    correct_release(release=release, by=None, note=NOTE, values=new, now=timezone.now() - HOUR)

    page, versions = _read(f"/press/releases/{release.slug}/"), _read(f"/press/releases/{release.slug}/versions/")

    assert page.index("The figure was for last year.") < page.index("Better text.")
    assert "About Index" not in page
    assert f"/press/releases/{release.slug}/versions/" in page
    assert versions.index("Better text.") < versions.index("The figure was for last year.") < versions.index("About")


def test_a_withdrawn_release_says_so_and_nothing_else(cast: Cast) -> None:  # noqa: ARG001 - asked for the assembly
    release = _release("Index", timezone.now() - 3 * HOUR)
    words = {"text": Content.of("en", "Better text.")}
    correct_release(release=release, by=None, note=NOTE, values=words, now=timezone.now() - 2 * HOUR)
    because = Content.of("en", "The study was taken back.")
    withdraw_release(release=release, by=None, because=because, now=timezone.now() - HOUR)

    page = _read(f"/press/releases/{release.slug}/")
    versions = Client().get(f"/press/releases/{release.slug}/versions/")

    assert "The study was taken back." in page
    assert "Index" in page
    for word in ("Better", "About", "Lead of", "last year"):
        assert word not in page
    assert versions.status_code == 302
    assert versions.headers["Location"] == f"/press/releases/{release.slug}/"
    for path in ("/press/", "/press/releases/", "/press/releases.atom"):
        assert "Index" not in _read(path)


def test_the_list_is_by_date_and_by_forum(cast: Cast) -> None:
    now = timezone.now()
    Release.objects.all().delete()
    older = _release("Older", now - 3 * HOUR, forum=cast.forums.own)
    # Issued before the other one, and public after it.
    Release.objects.filter(pk=older.pk).update(embargo_until=now - HOUR)
    _release("Newer", now - 2 * HOUR)

    everything, of_forum, none = (
        _read("/press/releases/" + query) for query in ("", f"?forum={cast.forums.own.slug}", "?forum=no-such%00")
    )

    assert everything.index("Older") < everything.index("Newer")
    assert "Newer" not in of_forum
    assert "Older" in of_forum
    assert "There is no release of this forum." in none


@pytest.mark.parametrize(
    ("path", "n_queries"),
    [("/press/", 5), ("/press/releases/", 4), ("/press/releases/one/", 6), ("/press/releases/one/versions/", 4)],
)
def test_pages_ask_as_much_for_three_releases_as_for_one(
    cast: Cast, path: str, n_queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    Release.objects.all().delete()
    now = timezone.now() - 5 * HOUR
    for titles in (("One",), ("Two", "Three")):
        for title in titles:
            release = _release(title, now, forum=cast.forums.own)
            words = {"lead": Content.of("en", f"Other lead of {title}")}
            correct_release(release=release, by=None, note=NOTE, values=words, now=now + HOUR)
        with django_assert_num_queries(n_queries):
            Client().get(path)


def test_the_desk_asks_as_much_for_three_releases_as_for_one(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = cast.people.press_officer.client()
    Release.objects.all().delete()
    for titles in (("One",), ("Two", "Three")):
        for title in titles:
            _release(title, timezone.now() - HOUR, forum=cast.forums.own)
        with django_assert_num_queries(7):
            client.get("/desk/press/")


@pytest.mark.parametrize("state", ["draft", "embargoed", "public", "withdrawn"])
def test_the_desk_finds_releases_by_state(cast: Cast, state: str) -> None:
    client = cast.people.press_officer.client()

    page = client.get(f"/desk/press/?state={state}").content.decode()

    names = {name for name in cast.press.releases if word_of(f"release {name}") in page}
    assert names == {state}
    assert word_of("release draft") in client.get("/desk/press/?state=no-such").content.decode()


def test_a_press_officer_comes_to_the_press_desk_and_to_no_other(cast: Cast) -> None:
    client = cast.people.press_officer.client()

    front = client.get("/desk/").content.decode()

    assert 'href="/desk/press/"' in front
    assert 'href="/desk/programme/"' not in front
    assert client.get("/desk/programme/").status_code == 403
    assert 'href="/desk/press/"' not in cast.people.moderator.client().get("/desk/").content.decode()


def test_a_release_is_made_issued_under_embargo_and_called_back(cast: Cast) -> None:
    cast.assembly.time_zone = "Asia/Shanghai"
    cast.assembly.save()
    client = cast.people.press_officer.client()
    sent = {"title_en": "An index", "text_en": "Text.", "contact": "Press desk"}
    client.post("/desk/press/releases/new/", sent)
    until = (timezone.now() + timedelta(days=2)).astimezone(ZoneInfo("Asia/Shanghai")).replace(second=0, microsecond=0)

    client.post("/desk/press/releases/an-index/issue/", {"embargo_until": until.strftime("%Y-%m-%dT%H:%M")})
    issued = Release.objects.get(slug="an-index")
    desk = client.get("/desk/press/releases/an-index/").content.decode()
    hidden = Client().get("/press/releases/an-index/").status_code
    client.post("/desk/press/releases/an-index/recall/")

    assert issued.embargo_until == until
    assert "Make it a draft again" in desk
    assert hidden == 404
    assert Release.objects.get(slug="an-index").state_at(timezone.now()) == Release.State.DRAFT


@pytest.mark.parametrize(
    "until", ["2020-01-01T10:00", "0001-01-01T00:00", "9999-12-31T23:59", "tomorrow", "2026-13-01T00:00"]
)
def test_an_embargo_that_cannot_be_meant_is_refused_with_a_sentence(cast: Cast, until: str) -> None:
    client = cast.people.press_officer.client()

    answer = client.post("/desk/press/releases/release-draft/issue/", {"embargo_until": until})

    assert answer.status_code == 422
    assert 'class="errorlist"' in answer.content.decode() or "field-error" in answer.content.decode()
    assert Release.objects.get(slug="release-draft").issued_at is None


def test_who_changes_a_release_that_has_become_public_meanwhile_keeps_what_they_wrote(cast: Cast) -> None:
    client = cast.people.press_officer.client()
    assert client.get("/desk/press/releases/release-embargoed/change/").status_code == 200
    Release.objects.filter(slug="release-embargoed").update(embargo_until=timezone.now() - timedelta(seconds=1))

    sent = {"title_en": "Rewritten", "text_en": "What I have just written."}
    answer = client.post("/desk/press/releases/release-embargoed/change/", sent)

    assert answer.status_code == 422
    assert "It has become public in the meantime" in answer.content.decode()
    assert "What I have just written." in answer.content.decode()
    assert word_of("release embargoed") in str(Release.objects.get(slug="release-embargoed").text)


def test_who_corrects_a_release_that_was_withdrawn_meanwhile_keeps_what_they_wrote(cast: Cast) -> None:
    client = cast.people.press_officer.client()
    release = cast.press.releases["public"]
    withdraw_release(release=release, by=None, because=NOTE, now=timezone.now())

    sent = {"note_en": "A note.", "title_en": "Title", "text_en": "What I have just written."}
    answer = client.post("/desk/press/releases/release-public/correct/", sent)

    assert answer.status_code == 422
    assert "What I have just written." in answer.content.decode()
    assert not Correction.objects.exists()


def test_a_correction_at_the_desk(cast: Cast) -> None:
    client = cast.people.press_officer.client()
    sent = {"note_en": "A note.", "title_en": "Title", "text_en": "New words."}

    without_note = client.post("/desk/press/releases/release-public/correct/", {**sent, "note_en": ""})
    client.post("/desk/press/releases/release-public/correct/", sent)

    assert without_note.status_code == 422
    assert "New words." in _read("/press/releases/release-public/")
    assert Correction.objects.get().made_by == cast.people.press_officer.account


def test_two_thousand_releases_are_listed_without_their_texts(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    now = timezone.now()
    Release.objects.bulk_create(
        Release(
            slug=f"many-{number}",
            title=Content.of("en", f"Release {number}"),
            text=Content.of("en", "t" * 100),
            forum=cast.forums.own,
            issued_at=now - number * HOUR,
        )
        for number in range(2_000)
    )

    with django_assert_num_queries(4) as captured:
        page = _read("/press/releases/?page=100")

    assert "Release 1990" in page
    assert not any('"press_release"."text"' in query["sql"] for query in captured.captured_queries)


@pytest.mark.parametrize("name", ["press_room", "releases"])
def test_an_empty_press_room_says_what_is_missing(cast: Cast, name: str) -> None:  # noqa: ARG001 - asked for the assembly
    Release.objects.all().delete()

    assert "No release is public yet." in _read(reverse(name))
