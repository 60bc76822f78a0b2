"""Answers: written, published, taken back; what they rest on is shown as far as everybody may see it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tests.web.press.asking import ANSWER, accepted, journalist, published
from tests.web.words import word_of
from yishiting.web.content import Content
from yishiting.web.deliberation.models import PublishedResult
from yishiting.web.press.actions.answers import Answer, publish_answer, take_answer_back
from yishiting.web.press.models import Citation, Question
from yishiting.web.press.queries.questions import published_answers

if TYPE_CHECKING:
    from django.test import Client

    from tests.web.cast import Cast

ANSWERS, FEED, MINE = "/press/answers/", "/press/answers.atom", "/press/mine/"
_ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def anyone(cast: Cast) -> Client:
    return cast.people.anonymous.client()


@pytest.fixture
def speaker(cast: Cast) -> Client:
    return cast.people.spokesperson.client()


def _page(question: Question) -> str:
    return f"/press/questions/{question.number}/"


def _result(cast: Cast, name: str) -> PublishedResult:
    empty = {"n_votes": 0, "n_participants": 0, "input_hash": "", "engine_version": "", "rule": {}, "analysis": {}}
    return PublishedResult.objects.create(
        deliberation=cast.deliberations[name], number=1, sections={}, placer=b"", **empty
    )


def test_a_spokesperson_answers_and_the_press_desk_publishes(cast: Cast, speaker: Client, anyone: Client) -> None:
    question, officer = cast.press.questions["accepted"], cast.people.press_officer.client()
    release = cast.press.releases["public"]

    assertContains(speaker.get(MINE), question.text.original)
    assertContains(speaker.get("/account/"), "1 question waits for your answer.")
    sent = {"text_en": "On Friday.", "text_zh-hans": "周五。", "releases": [release.pk]}
    assertRedirects(speaker.post(f"{_page(question)}answer/", sent), _page(question))
    assert anyone.get(_page(question)).status_code == 404
    assert speaker.post(f"/desk/press/questions/{question.number}/publish/").status_code == 403
    assertContains(officer.get("/desk/"), "answers can be published")
    officer.post(f"/desk/press/questions/{question.number}/publish/")

    page = anyone.get(_page(question))
    for words in ("On Friday.", "Journalist", "Gazette", "in writing", f"/press/releases/{release.slug}/"):
        assertContains(page, words)
    assertContains(anyone.get(ANSWERS), "On Friday.")
    assertContains(anyone.get("/press/"), question.text.original)
    assert speaker.get(f"{_page(question)}answer/").status_code == 409


def test_an_answer_given_aloud_has_its_time_on_the_assembly_s_clocks(cast: Cast) -> None:
    officer, question = cast.people.press_officer.client(), cast.press.questions["accepted"]
    zone = ZoneInfo(cast.assembly.time_zone)
    Question.objects.filter(pk=question.pk).update(made_at=timezone.now() - timedelta(hours=1))
    given = timezone.now().astimezone(zone).replace(second=0, microsecond=0) - timedelta(minutes=5)
    sent = {"text_en": "Yes.", "is_given_aloud": "on"}

    missing = officer.post(f"{_page(question)}answer/", sent)
    assertContains(missing, "Please say when it was given.", status_code=422)
    late = officer.post(f"{_page(question)}answer/", {**sent, "given_at": "2999-01-01T10:00"})
    assertContains(late, "not in the future", status_code=422)
    officer.post(f"{_page(question)}answer/", {**sent, "given_at": f"{given:%Y-%m-%dT%H:%M}"})
    question.refresh_from_db()
    assert (question.is_given_aloud, question.answered_at) == (True, given)
    assertContains(officer.get(_page(question)), "given aloud at the press conference")


@pytest.mark.parametrize("state", ["draft", "embargoed", "withdrawn"])
def test_what_is_not_public_is_neither_offered_nor_shown(
    cast: Cast, anyone: Client, speaker: Client, state: str
) -> None:
    release, question = cast.press.releases[state], cast.press.questions["published"]
    Citation.objects.create(question=question, release=release)
    accepted_one = cast.press.questions["accepted"]

    for address in (_page(question), "/press/conferences/session-assembly-public/", ANSWERS, FEED, "/press/"):
        assertNotContains(anyone.get(address), word_of(f"release {state}"))
        assertNotContains(anyone.get(address), release.slug)
    assertNotContains(speaker.get(f"{_page(accepted_one)}answer/"), word_of(f"release {state}"))
    refused = speaker.post(f"{_page(accepted_one)}answer/", {"text_en": "Yes.", "releases": [release.pk]})
    assertContains(refused, "not one of the available choices", status_code=422)


def test_an_embargo_that_ends_shows_the_citation(cast: Cast, anyone: Client) -> None:
    release, question = cast.press.releases["embargoed"], cast.press.questions["published"]
    Citation.objects.create(question=question, release=release)
    release.embargo_until = timezone.now() - timedelta(seconds=1)
    release.save()

    assertContains(anyone.get(_page(question)), f"/press/releases/{release.slug}/")


def test_results_of_hidden_forums_are_not_named(cast: Cast, anyone: Client) -> None:
    question = cast.press.questions["published"]
    shown, hidden = _result(cast, "own-published"), _result(cast, "hidden-published")
    Citation.objects.bulk_create(Citation(question=question, result=each) for each in (shown, hidden))

    page = anyone.get(_page(question))
    assertContains(page, f"/deliberations/{shown.deliberation.slug}/results/1/")
    assertNotContains(page, hidden.deliberation.slug)


def test_a_session_that_is_hidden_again_is_not_named(cast: Cast, anyone: Client) -> None:
    session, question = cast.sessions["assembly-public"], cast.press.questions["published"]
    assertContains(anyone.get(_page(question)), str(session.title))

    session.is_published = False
    session.save()

    assertNotContains(anyone.get(_page(question)), str(session.title))
    assertNotContains(anyone.get(ANSWERS), str(session.title))


def test_taken_back_it_is_gone_and_can_be_changed(cast: Cast, anyone: Client, speaker: Client) -> None:
    question = cast.press.questions["published"]
    take_answer_back(question=question, by=None, now=timezone.now())

    for address in (ANSWERS, FEED, "/press/conferences/session-assembly-public/", "/press/"):
        assertNotContains(anyone.get(address), word_of("answer published"))
    assert anyone.get(_page(question)).status_code == 404
    assertContains(speaker.get(f"{_page(question)}answer/"), word_of("answer published"))


def test_the_feed_tells_published_pairs_in_the_language_asked_for(cast: Cast, anyone: Client) -> None:
    feed = ElementTree.fromstring(anyone.get(FEED, {"language": "zh-hans"}).content)  # noqa: S314 - our own

    [entry] = feed.iter(f"{_ATOM}entry")
    assert word_of("question of the press published") in (entry.findtext(f"{_ATOM}title") or "")
    assert (entry.findtext(f"{_ATOM}id") or "").endswith(_page(cast.press.questions["published"]))
    assert word_of("answer published") in (entry.findtext(f"{_ATOM}summary") or "")


def test_the_feed_answers_304_until_something_is_new(cast: Cast, anyone: Client) -> None:
    first = anyone.get(FEED)
    assert anyone.get(FEED, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304

    publish_answer(question=cast.press.questions["answered"], by=None, now=timezone.now())

    assert anyone.get(FEED, headers={"If-None-Match": first.headers["ETag"]}).status_code == 200


def test_markup_in_answers_is_text(cast: Cast, anyone: Client) -> None:
    answer = Answer(Content.of("en", "<b>Yes</b>\n\n<script>x</script>"), Content())
    question = published(accepted(cast, "<i>When</i>?", journalist("<u>Ada</u>", "<u>Post</u>")), answer)

    for address in (_page(question), ANSWERS):
        for tag in ("<b>Yes", "<script>x", "<i>When", "<u>"):
            assertNotContains(anyone.get(address), tag)


def test_the_latest_come_first(cast: Cast) -> None:
    first = cast.press.questions["published"]
    second = published(accepted(cast, "And?", journalist("Ada")), ANSWER, timezone.now() + timedelta(hours=1))

    assert [published_answers(1), published_answers(5)] == [[second], [second, first]]
