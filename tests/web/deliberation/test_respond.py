"""The page for responding, in a browser without scripts and with htmx."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from yishiting.engine import Candidates, OwnAnswers, next_statement
from yishiting.web.content import Content
from yishiting.web.deliberation.actions.statements import add_statements, remove_statement
from yishiting.web.deliberation.models import Phase, Vote, VoteEntry
from yishiting.web.deliberation.queries.routing import forget_routing
from yishiting.web.people.models import Participant
from yishiting.web.people.rules import seed_of

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from tests.web.cast import Cast

URL = "/deliberations/own-open/respond/"
UNDO = "/deliberations/own-open/respond/undo/"
HTMX = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def fresh_counts() -> None:
    forget_routing()


@pytest.fixture
def browser(cast: Cast) -> Client:
    """A newcomer's, with a cookie and no answer yet."""
    return cast.people.newcomer.client()


def votes_of_newcomer() -> list[tuple[int, int, bool, str]]:
    votes = Vote.objects.filter(participant__cookie_key="n" * 32).order_by("statement__number")
    return list(votes.values_list("statement__number", "value", "matters", "reason"))


def answer(number: int = 1, vote: object = 1, **more: object) -> dict[str, object]:
    return {"statement": number, "vote": vote, **more}


def test_page_shows_one_statement_and_three_buttons(browser: Client) -> None:
    page = browser.get(URL)

    assertContains(page, 'name="vote"', count=3)
    assertContains(page, 'class="statement"', count=1)
    assertContains(page, "0 of 2: 2 more answers until you see the result")
    assert not Participant.objects.filter(cookie_key="n" * 32).exists()


def test_first_visit_gives_a_cookie_and_makes_nobody(cast: Cast) -> None:
    browser = cast.people.anonymous.client()
    before = Participant.objects.count()

    page = browser.get(URL)

    assert page.cookies["participant"]["httponly"] is True
    assert page.cookies["participant"]["samesite"] == "Lax"
    assert Participant.objects.count() == before


def test_answer_is_kept_and_the_next_statement_follows(browser: Client) -> None:
    reply = browser.post(URL, answer(matters="on", reason="because of this"))

    assertRedirects(reply, URL)
    assert votes_of_newcomer() == [(1, 1, True, "because of this")]
    following = browser.get(URL)
    assertContains(following, "on #1: saved")
    assertContains(following, 'name="statement" value="2"', count=1)
    assertContains(following, "1 of 2: 1 more answer until you see the result")


def test_with_htmx_the_answer_brings_the_next_card_alone(browser: Client) -> None:
    reply = browser.post(URL, answer(vote=-1), headers=HTMX)

    assertContains(reply, 'name="statement" value="2"')
    assertContains(reply, "on #1: saved")
    assertNotContains(reply, "<html")
    assert votes_of_newcomer() == [(1, -1, False, "")]


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_form_sent_twice_is_one_answer(browser: Client, headers: dict[str, str]) -> None:
    for _again in range(2):
        browser.post(URL, answer(), headers=headers)

    assert votes_of_newcomer() == [(1, 1, False, "")]
    assert VoteEntry.objects.filter(participant__cookie_key="n" * 32).count() == 1


def test_undo_after_a_form_sent_twice_takes_the_answer_back(browser: Client) -> None:
    for _again in range(2):
        browser.post(URL, answer())

    reply = browser.post(UNDO, {"statement": 1})

    assertRedirects(reply, f"{URL}?statement=1")
    assert votes_of_newcomer() == []


def test_undo_of_a_change_restores_answer_mark_and_reason(browser: Client) -> None:
    browser.post(URL, answer(matters="on", reason="because"))
    browser.post(URL, answer(vote=-1))

    reply = browser.post(UNDO, {"statement": 1}, headers=HTMX)

    assertContains(reply, 'name="statement" value="1"')
    assert votes_of_newcomer() == [(1, 1, True, "because")]


def test_two_longest_reasons_fit_into_the_cookie_for_undoing(browser: Client) -> None:
    browser.post(URL, answer(reason="因为" * 70))
    reply = browser.post(URL, answer(vote=-1, reason="但是" * 70))

    assert len(reply.cookies["last_answer"].OutputString()) < 4096
    browser.post(UNDO, {"statement": 1})
    assert votes_of_newcomer() == [(1, 1, False, "因为" * 70)]


def test_undo_without_an_answer_says_where_to_change_it(browser: Client) -> None:
    reply = browser.post(UNDO, {"statement": 1})

    assertContains(reply, "can no longer be undone", status_code=409)


def test_undo_of_an_answer_changed_in_another_tab_leaves_it(browser: Client) -> None:
    browser.post(URL, answer())
    kept = browser.cookies["last_answer"].value
    browser.post(URL, answer(vote=-1))
    browser.cookies["last_answer"] = kept

    reply = browser.post(UNDO, {"statement": 1})

    assertContains(reply, "has been changed since then", status_code=409)
    assert votes_of_newcomer() == [(1, -1, False, "")]


def test_somebody_elses_last_answer_is_not_undone(cast: Cast, browser: Client) -> None:
    browser.post(URL, answer())
    other = cast.people.open.client()
    other.cookies["last_answer"] = browser.cookies["last_answer"].value

    reply = other.post(UNDO, {"statement": 1})

    assert reply.status_code == 409
    assert votes_of_newcomer() == [(1, 1, False, "")]


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"statement": 1}, "Please choose agree, disagree or pass."),
        ({"statement": 1, "vote": "2"}, "valid choice"),
        ({"statement": 1, "vote": "agree"}, "valid choice"),
        ({"statement": 1, "vote": "1.5"}, "valid choice"),
        ({"statement": "x", "vote": "1"}, "whole number"),
        ({"statement": "0", "vote": "1"}, "greater than or equal to 1"),
        ({"statement": str(2**70), "vote": "1"}, "less than or equal to"),
        ({"vote": "1"}, "required"),
        (answer(reason="x" * 281), "At most 280 characters, got 281"),
        (answer(reason="字" * 141), "At most 280 characters, got 282"),
        (answer(reason="x" * 1_000_000), "At most 280 characters"),
        (answer(reason="a\u202eb"), "turns the direction of writing"),
        (answer(reason="a\x07b"), "cannot be shown everywhere"),
    ],
)
def test_bad_input_is_named_and_changes_nothing(browser: Client, sent: dict[str, object], sentence: str) -> None:
    reply = browser.post(URL, sent)

    assertContains(reply, sentence, status_code=422)
    assert votes_of_newcomer() == []


def test_mistaken_reason_stays_in_the_box_of_the_same_statement(browser: Client) -> None:
    reply = browser.post(URL, answer(2, reason="too long " * 40, matters="on"))

    assertContains(reply, "too long too long", status_code=422)
    assertContains(reply, 'name="statement" value="2"', status_code=422)
    assertContains(reply, 'name="matters" checked', status_code=422)


def test_reason_with_markup_is_shown_as_text(browser: Client) -> None:
    browser.post(URL, answer(reason="<script>alert(1)</script> 🎉"))

    page = browser.get(f"{URL}?statement=1")

    assertContains(page, "&lt;script&gt;alert(1)&lt;/script&gt; 🎉")
    assertNotContains(page, "<script>alert")


def test_statement_removed_while_its_page_was_open(cast: Cast, browser: Client) -> None:
    remove_statement(statement=cast.statement, by=None, reason="unclear", now=timezone.now())

    reply = browser.post(URL, answer())

    assertContains(reply, "has been removed meanwhile", status_code=409)
    assertContains(reply, 'name="statement" value="2"', status_code=409)
    assert votes_of_newcomer() == []


@pytest.mark.parametrize("number", [3, 4, 5, 6, 99])
def test_statement_that_does_not_stand_takes_no_answer_and_is_not_shown(browser: Client, number: int) -> None:
    assert browser.post(URL, answer(number)).status_code == 409

    page = browser.get(f"{URL}?statement={number}")

    assertNotContains(page, f'name="statement" value="{number}"')


@pytest.mark.parametrize("name", ["own-closed", "own-published"])
def test_closed_deliberation_says_so_and_takes_nothing(browser: Client, name: str) -> None:
    address = f"/deliberations/{name}/respond/"

    assertContains(browser.get(address), "No more answers are taken")
    assert browser.post(address, answer()).status_code == 409
    assert votes_of_newcomer() == []


def test_announced_end_takes_nothing_though_nobody_has_closed_yet(cast: Cast, browser: Client) -> None:
    cast.deliberation.closes_at = timezone.now() - timedelta(seconds=1)
    cast.deliberation.save()

    assertContains(browser.get(URL), "No more answers are taken")
    assert browser.post(URL, answer()).status_code == 409
    assert votes_of_newcomer() == []


def test_draft_is_not_there_for_others(browser: Client) -> None:
    assert browser.get("/deliberations/own-draft/respond/").status_code == 404
    assert browser.post("/deliberations/own-draft/respond/", answer()).status_code == 404


def test_draft_is_shown_to_its_desk_as_not_open_yet(cast: Cast) -> None:
    page = cast.people.organiser.client().get("/deliberations/own-draft/respond/")

    assertContains(page, "Not open yet")


def test_who_is_not_admitted_is_told_who_is(cast: Cast) -> None:
    page = cast.people.newcomer.client().get("/deliberations/delegations-only/respond/")

    assertContains(page, "Only delegations may answer")
    assertNotContains(page, 'name="vote"')


def test_browser_without_cookies_is_told(cast: Cast) -> None:
    before = (Vote.objects.count(), Participant.objects.count())

    reply = cast.people.anonymous.client().post(URL, answer(), follow=True)

    assertContains(reply, "Your browser sent no cookie")
    assert (Vote.objects.count(), Participant.objects.count()) == before


def test_delegate_answers_for_the_delegation(cast: Cast) -> None:
    client = cast.people.second_seat.client()

    assertContains(client.get(URL), "You answer for")
    client.post(URL, answer(2, -1))

    vote = Vote.objects.get(statement=cast.statements["own-open", "accepted-of-open"])
    assert (vote.participant.delegation, vote.account, vote.value) == (
        cast.delegation,
        cast.people.second_seat.account,
        -1,
    )


def test_person_who_answers_for_themselves_leaves_no_seat(cast: Cast) -> None:
    cast.people.verified.client().post(URL, answer(2))

    vote = Vote.objects.get(statement=cast.statements["own-open", "accepted-of-open"])
    assert (vote.participant.account, vote.account) == (cast.people.verified.account, None)


def test_all_answered_leads_on(browser: Client) -> None:
    for number in (1, 2):
        browser.post(URL, answer(number))

    page = browser.get(URL)

    assertContains(page, "You have answered every statement")
    assertContains(page, "2 of 2 answered")


def test_next_statement_is_the_engines_choice(cast: Cast, browser: Client) -> None:
    texts = [Content.of("en", f"Statement number {number}") for number in range(40)]
    add_statements(deliberation=cast.deliberation, texts=texts, by=None, now=timezone.now())
    numbers = np.array([1, 2, *range(7, 47)])
    candidates = Candidates.of(numbers, np.array([5] + [0] * 41))
    nothing = OwnAnswers.of(np.array([], dtype=np.int64), np.array([], dtype=np.int64))
    expected = next_statement(candidates, nothing, None, seed=seed_of("cookie", "n" * 32))

    assertContains(browser.get(URL), f'name="statement" value="{expected}"')


def test_newcomers_are_spread_over_the_statements(cast: Cast) -> None:
    texts = [Content.of("en", f"Statement number {number}") for number in range(40)]
    add_statements(deliberation=cast.deliberation, texts=texts, by=None, now=timezone.now())

    shown = {cast.people.anonymous.client().get(URL).context["card"].statement.number for _each in range(20)}

    assert len(shown) > 5


def test_foreign_statement_is_marked_and_a_translated_one_shows_its_original(cast: Cast, browser: Client) -> None:
    texts = [Content.of("fr", "Une seule phrase")]
    added = add_statements(deliberation=cast.deliberation, texts=texts, by=None, now=timezone.now()).added

    foreign = browser.get(f"{URL}?statement={added[0].number}")
    translated = browser.get(f"{URL}?statement=1", headers={"accept-language": "zh-hans"})

    assertContains(foreign, '<p class="statement" lang="fr" dir="auto"')
    assertContains(foreign, "in français")
    assertContains(translated, '<p class="statement" lang="zh-hans" dir="auto"')
    assertContains(translated, '<p lang="en" dir="auto">Text ')


@pytest.mark.parametrize("n_more", [0, 30])
def test_queries_for_showing(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, browser: Client, n_more: int
) -> None:
    texts = [Content.of("en", f"Statement number {number}") for number in range(n_more)]
    add_statements(deliberation=cast.deliberation, texts=texts, by=None, now=timezone.now())
    browser.post(URL, answer())
    forget_routing()

    with django_assert_num_queries(7):
        browser.get(URL)


def test_queries_for_answering(django_assert_num_queries: DjangoAssertNumQueries, browser: Client) -> None:
    browser.post(URL, answer(2))

    with django_assert_num_queries(9):
        browser.post(URL, answer())


def test_queries_for_answering_with_the_next_statement(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, browser: Client
) -> None:
    texts = [Content.of("en", f"Statement number {number}") for number in range(3)]
    add_statements(deliberation=cast.deliberation, texts=texts, by=None, now=timezone.now())
    browser.post(URL, answer(2))
    browser.get(URL)

    with django_assert_num_queries(11):
        browser.post(URL, answer(), headers=HTMX)


@pytest.mark.parametrize("phase", list(Phase))
def test_head_has_what_get_has(cast: Cast, phase: Phase) -> None:
    client = cast.people.organiser.client()
    address = f"/deliberations/{cast.deliberations[f'own-{phase}'].slug}/respond/"

    assert client.head(address).status_code == client.get(address).status_code == 200
