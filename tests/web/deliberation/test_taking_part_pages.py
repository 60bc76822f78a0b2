"""The pages around responding: overview, own answers, one statement, constituencies, policy, record."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from tests.web.words import word_of
from yishiting.web.content import Content
from yishiting.web.deliberation.actions.statements import (
    accept_statement,
    add_statements,
    reject_statement,
    remove_statement,
    translate_statement,
)
from yishiting.web.deliberation.actions.voting import Answer, cast_vote
from yishiting.web.deliberation.models import Deliberation, Vote, VoteEntry
from yishiting.web.deliberation.policy import REASONS
from yishiting.web.people.models import ConstituencyKind, Membership, Participant

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries

    from tests.web.cast import Cast

NOW = timezone.now()
HERE = "/deliberations/own-open/"
ANSWERS = f"{HERE}answers/"


@pytest.fixture
def client(cast: Cast) -> Client:
    """Of the open participant, who has disagreed with the seed and put two statements forward."""
    return cast.people.open.client()


def mine(cast: Cast) -> Participant:
    return Participant.objects.get(cookie_key=cast.people.open.cookie_key)


# Overview


def test_overview_says_what_one_wants_to_know_before_answering(cast: Cast, client: Client) -> None:
    page = client.get(HERE)

    assertContains(page, word_of("question own-open"))
    assertContains(page, word_of("background own-open"))
    assertContains(page, "Delegations answer anonymously")
    assertContains(page, "The table of single votes is not published")
    assertContains(page, "1 of 2: 1 more answer until you see the result")
    assertContains(page, 'aria-current="step">open')
    assert page.context["overview"].n_participants == 5
    assert page.context["deliberation"] == cast.deliberation


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"is_on_record": True}, "everybody can see how each has answered"),
        ({"is_matrix_public": True}, "all votes are published as a table without names"),
        ({"admits_open": False, "admits_verified": False}, "Only delegations may answer"),
        ({"admits_open": False, "admits_delegations": False}, "Only verified participants may answer"),
        ({"moderation": "after"}, "New ones appear at once"),
    ],
)
def test_overview_says_how_answers_are_seen(
    cast: Cast, client: Client, settings: dict[str, object], sentence: str
) -> None:
    Deliberation.objects.filter(pk=cast.deliberation.pk).update(**settings)

    assertContains(client.get(HERE), sentence)


def test_overview_leads_to_the_result_when_closed(cast: Cast, client: Client) -> None:
    page = client.get(f"/deliberations/{cast.deliberations['own-closed'].slug}/")

    assertContains(page, "See the result")
    assertNotContains(page, "Go on responding")


@pytest.mark.parametrize("n_more", [1, 3])
def test_queries_of_the_overview(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, client: Client, n_more: int
) -> None:
    cast.deliberation.asks_for.set(
        ConstituencyKind.objects.create(slug=f"kind-{number}", name=Content.of("en", "Kind"))
        for number in range(n_more)
    )

    with django_assert_num_queries(9):
        client.get(HERE)


# Own answers


def test_own_answers_list_answers_and_statements_with_what_became_of_them(cast: Cast, client: Client) -> None:
    reject_statement(
        statement=cast.statements["own-open", "waiting-of-open"],
        by=None,
        reason="several",
        note="Two of them.",
        now=NOW,
    )

    page = client.get(ANSWERS)

    assertContains(page, word_of("statement own-open seed"))
    assertContains(page, word_of("statement own-open waiting-of-open"))
    assertContains(page, "Several statements in one")
    assertContains(page, "Two of them.")
    assertNotContains(page, word_of("statement own-open waiting-of-other"))


def test_any_answer_can_be_changed_from_the_list(cast: Cast, client: Client) -> None:
    reply = client.post(ANSWERS, {"statement": 1, "vote": 1, "matters": "on", "reason": "on second thoughts"})

    assertRedirects(reply, f"{ANSWERS}#statement-1", fetch_redirect_response=False)
    vote = Vote.objects.get(participant=mine(cast), statement=cast.statement)
    assert (vote.value, vote.matters, vote.reason) == (1, True, "on second thoughts")


def test_answer_can_be_taken_back(cast: Cast, client: Client) -> None:
    reply = client.post(f"{ANSWERS}withdraw/", {"statement": 1}, follow=True)

    assertContains(reply, "has been taken back")
    assert not Vote.objects.filter(participant=mine(cast), statement=cast.statement).exists()
    last = VoteEntry.objects.filter(participant=mine(cast), statement=cast.statement).order_by("pk").last()
    assert last is not None
    assert last.value is None


def test_answers_to_removed_statements_are_not_repeated(cast: Cast, client: Client) -> None:
    remove_statement(statement=cast.statement, by=None, reason="private", now=NOW)

    assertNotContains(client.get(ANSWERS), word_of("statement own-open seed"))
    assert client.post(ANSWERS, {"statement": 1, "vote": 1}).status_code == 409
    assert client.post(f"{ANSWERS}withdraw/", {"statement": 1}).status_code == 409


@pytest.mark.parametrize(
    "sent", [{}, {"statement": "1"}, {"statement": "x", "vote": "1"}, {"statement": "1", "vote": "9"}]
)
def test_mistaken_change_is_said_and_changes_nothing(cast: Cast, client: Client, sent: dict[str, str]) -> None:
    assert client.post(ANSWERS, sent).status_code == 422

    assert Vote.objects.get(participant=mine(cast), statement=cast.statement).value == -1


@pytest.mark.parametrize("path", ["answers/", "answers/withdraw/", "respond/"])
def test_closed_deliberation_keeps_its_answers(cast: Cast, client: Client, path: str) -> None:
    slug = cast.deliberations["own-closed"].slug

    assert client.post(f"/deliberations/{slug}/{path}", {"statement": 1, "vote": 1}).status_code == 409

    assertContains(client.get(f"/deliberations/{slug}/answers/"), word_of("statement own-closed seed"))
    assertNotContains(client.get(f"/deliberations/{slug}/answers/"), 'name="vote"')


def test_delegation_sees_which_seat_answered(cast: Cast) -> None:
    cast.people.delegate.client().post(f"{HERE}respond/", {"statement": 1, "vote": -1})

    page = cast.people.second_seat.client().get(ANSWERS)

    assertContains(page, f"answered by {cast.people.delegate.account}")


@pytest.mark.parametrize("n_more", [1, 3])
def test_queries_of_own_answers(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, client: Client, n_more: int
) -> None:
    texts = [Content.of("en", f"Statement number {number}") for number in range(n_more)]
    for statement in add_statements(deliberation=cast.deliberation, texts=texts, by=None, now=NOW).added:
        cast_vote(participant=mine(cast), statement=statement, answer=Answer(1), account=None, now=NOW)

    with django_assert_num_queries(6):
        client.get(ANSWERS)


def test_long_lists_have_pages(cast: Cast, client: Client) -> None:
    texts = [Content.of("en", f"Statement number {number}") for number in range(60)]
    for number, statement in enumerate(
        add_statements(deliberation=cast.deliberation, texts=texts, by=None, now=NOW).added
    ):
        later = NOW + timedelta(days=1, seconds=number)
        cast_vote(participant=mine(cast), statement=statement, answer=Answer(1), account=None, now=later)

    assertContains(client.get(ANSWERS), "Page 1 of 2")
    assertContains(client.get(f"{ANSWERS}?page=2"), word_of("statement own-open seed"))
    assertContains(client.get(f"{ANSWERS}?page=many"), "Page 1 of 2")


# One statement


def test_statement_shows_every_language_and_ones_answer(cast: Cast, client: Client) -> None:
    translate_statement(statement=cast.statement, by=None, language="fr", text="Une phrase", now=NOW)

    page = client.get(f"{HERE}statements/1/")

    assertContains(page, '<dd lang="fr" dir="auto">Une phrase</dd>')
    assertContains(page, "Disagree")
    assertContains(page, "Change your answer")


def test_author_sees_why_a_statement_was_not_accepted(cast: Cast) -> None:
    page = cast.people.verified.client().get(f"{HERE}statements/5/")

    assertContains(page, str(REASONS["off_topic"].title))


def test_others_do_not_see_what_was_not_accepted(client: Client) -> None:
    assert client.get(f"{HERE}statements/5/").status_code == 404


# Constituencies


def test_person_says_where_they_belong(cast: Cast, client: Client) -> None:
    cast.deliberation.asks_for.set([cast.africa.kind])
    Membership.objects.filter(participant=mine(cast)).delete()
    assertContains(client.get(HERE), "Say where you belong")

    reply = client.post(f"{HERE}constituencies/", {f"kind-{cast.africa.kind_id}": cast.africa.pk})

    assertRedirects(reply, HERE)
    assert Membership.objects.get(participant=mine(cast)).constituency == cast.africa
    assertNotContains(client.get(HERE), "Say where you belong")


def test_first_thing_that_a_newcomer_says_may_be_where_they_belong(cast: Cast) -> None:
    cast.deliberation.asks_for.set([cast.africa.kind])

    cast.people.newcomer.client().post(f"{HERE}constituencies/", {f"kind-{cast.africa.kind_id}": cast.africa.pk})

    assert Membership.objects.filter(participant__cookie_key="n" * 32, constituency=cast.africa).exists()


def test_foreign_constituency_is_refused(cast: Cast, client: Client) -> None:
    asked = ConstituencyKind.objects.create(slug="asked", name=Content.of("en", "Asked"))
    cast.deliberation.asks_for.set([asked])
    before = list(Membership.objects.order_by("pk").values_list("participant", "constituency"))

    reply = client.post(f"{HERE}constituencies/", {f"kind-{asked.pk}": cast.africa.pk})

    assert reply.status_code == 422
    assert list(Membership.objects.order_by("pk").values_list("participant", "constituency")) == before


def test_delegations_place_is_not_asked_for(cast: Cast) -> None:
    cast.deliberation.asks_for.set([cast.africa.kind])

    assert cast.people.delegate.client().get(f"{HERE}constituencies/").status_code == 403


# Policy and record


def test_policy_names_every_reason(client: Client) -> None:
    page = client.get("/policy/")

    for name in REASONS:
        assertContains(page, f'id="{name}"')


def test_record_names_decisions_and_reasons_and_no_texts(cast: Cast, client: Client) -> None:
    waiting = cast.statements["own-open", "waiting-of-other"]
    reject_statement(statement=waiting, by=cast.people.moderator.account, reason="insult", note="secret note", now=NOW)
    accept_statement(statement=cast.statements["own-open", "waiting-of-open"], by=None, now=NOW)

    page = client.get(f"{HERE}moderation/")

    assertContains(page, "Insults or threatens")
    assertContains(page, "accepted")
    assertNotContains(page, word_of("statement own-open waiting-of-other"))
    assertNotContains(page, "secret note")
    assertNotContains(page, str(cast.people.moderator.account))


@pytest.mark.parametrize("n_decisions", [1, 3])
def test_queries_of_the_record(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries, client: Client, n_decisions: int
) -> None:
    texts = [Content.of("en", f"Statement number {number}") for number in range(n_decisions)]
    for statement in add_statements(deliberation=cast.deliberation, texts=texts, by=None, now=NOW).added:
        remove_statement(statement=statement, by=None, reason="unclear", now=NOW)

    with django_assert_num_queries(6):
        client.get(f"{HERE}moderation/")
