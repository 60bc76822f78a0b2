"""Many answers at the same moment, in threads with connections of their own."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from django.test import Client
from django.utils import timezone

from tests.web.at_once import at_once
from tests.web.cast import Cast, make_cast, signed_cookie
from yishiting.web.content import Content
from yishiting.web.deliberation.actions.life import close_deliberation
from yishiting.web.deliberation.actions.statements import (
    accept_statement,
    put_forward,
    reject_statement,
    remove_statement,
)
from yishiting.web.deliberation.actions.voting import Answer, cast_vote
from yishiting.web.deliberation.models import Deliberation, Statement, Vote, VoteEntry
from yishiting.web.deliberation.refusals import AlreadyDecidedError, RefusedError, SameTextError, StatementGoneError
from yishiting.web.people import cookie
from yishiting.web.people.models import Participant, Tier
from yishiting.web.permissions.refusal import NotNowError

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.django_db(transaction=True)

URL = "/deliberations/own-open/respond/"


@pytest.fixture
def stage() -> Cast:
    """The cast, committed."""
    return make_cast()


def newcomers(number: int) -> list[Participant]:
    return Participant.objects.bulk_create(
        Participant(tier=Tier.OPEN, cookie_key=f"{each:032}", seed=each) for each in range(number)
    )


def post_from(key: str, vote: int, number: int = 1) -> Callable[[], int]:
    def post() -> int:
        client = Client()
        client.cookies[cookie.COOKIE.name] = signed_cookie(key)
        return client.post(URL, {"statement": number, "vote": vote}).status_code

    return post


def vote_of(person: Participant, statement: Statement, value: int) -> Callable[[], str]:
    def vote() -> str:
        now = timezone.now()
        try:
            cast_vote(participant=person, statement=statement, answer=Answer(value), account=None, now=now)
        except (NotNowError, RefusedError) as refused:
            return type(refused).__name__
        return "cast"

    return vote


def test_two_hundred_identical_posts_of_a_newcomer_are_one_vote(stage: Cast) -> None:
    statuses = at_once(post_from("f" * 32, 1) for _each in range(200))

    assert set(statuses) == {302}
    person = Participant.objects.get(cookie_key="f" * 32)
    assert list(person.votes.values_list("statement", "value")) == [(stage.statement.pk, 1)]
    assert list(VoteEntry.objects.filter(participant=person).values_list("value", flat=True)) == [1]


@pytest.mark.usefixtures("stage")
def test_first_answers_of_many_newcomers_at_once_all_stand() -> None:
    keys = [f"{each:032x}" for each in range(100)]

    statuses = at_once(post_from(key, index % 3 - 1) for index, key in enumerate(keys))

    assert set(statuses) == {302}
    given = dict(Vote.objects.filter(participant__cookie_key__in=keys).values_list("participant__cookie_key", "value"))
    assert given == {key: index % 3 - 1 for index, key in enumerate(keys)}
    assert VoteEntry.objects.filter(participant__cookie_key__in=keys).count() == 100


def test_contrary_answers_of_one_person_leave_a_history_that_ends_with_the_vote(stage: Cast) -> None:
    [person] = newcomers(1)

    at_once(vote_of(person, stage.statement, number % 3 - 1) for number in range(60))

    history = list(VoteEntry.objects.filter(participant=person).order_by("pk").values_list("value", flat=True))
    assert history[-1] == Vote.objects.get(participant=person).value
    assert all(one != other for one, other in pairwise(history))


def test_answers_racing_a_closing_are_before_it_or_refused(stage: Cast) -> None:
    people = newcomers(60)
    counted: list[int] = []

    def close() -> str:
        close_deliberation(deliberation=stage.deliberation, by=None, now=timezone.now())
        counted.append(Vote.objects.filter(statement=stage.statement, participant__in=people).count())
        return "closed"

    votes = [vote_of(person, stage.statement, 1) for person in people]
    outcomes = at_once([*votes[:20], close, *votes[20:]])

    assert outcomes.count("closed") == 1
    assert set(outcomes) <= {"cast", "closed", "NotNowError"}
    assert [outcomes.count("cast")] == counted


def test_answers_racing_a_removal_are_before_it_or_refused(stage: Cast) -> None:
    people = newcomers(40)
    counted: list[int] = []

    def remove() -> str:
        remove_statement(statement=stage.statement, by=None, reason="unclear", now=timezone.now())
        counted.append(Vote.objects.filter(statement=stage.statement, participant__in=people).count())
        return "removed"

    votes = [vote_of(person, stage.statement, 1) for person in people]
    outcomes = at_once([*votes[:15], remove, *votes[15:]])

    assert set(outcomes) <= {"cast", "removed", StatementGoneError.__name__}
    assert [outcomes.count("cast")] == counted


def putting(deliberation: Deliberation, person: Participant, text: str) -> Callable[[], str]:
    def put() -> str:
        content = Content.of("en", text)
        now = timezone.now()
        try:
            put_forward(deliberation=deliberation, author=person, account=None, text=content, now=now)
        except SameTextError:
            return "same"
        return "new"

    return put


def test_statements_put_forward_at_once_are_numbered_without_gaps(stage: Cast) -> None:
    people = newcomers(40)

    outcomes = at_once(putting(stage.deliberation, person, f"Thought {person.pk}") for person in people)

    assert set(outcomes) == {"new"}
    numbers = stage.deliberation.statements.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 47))


def test_same_text_put_forward_at_once_stands_once(stage: Cast) -> None:
    people = newcomers(30)

    outcomes = at_once(putting(stage.deliberation, person, "The same thought") for person in people)

    assert sorted(outcomes) == ["new"] + ["same"] * 29


def test_of_two_contrary_decisions_at_once_one_is_written(stage: Cast) -> None:
    statement = stage.statements["own-open", "waiting-of-open"]

    def accept() -> str:
        accept_statement(statement=statement, by=None, now=timezone.now())
        return "accepted"

    def reject() -> str:
        try:
            reject_statement(statement=statement, by=None, reason="same", now=timezone.now())
        except AlreadyDecidedError:
            return "late"
        return "rejected"

    outcomes = at_once([accept, reject] * 4)

    decisions = list(statement.moderation.order_by("pk").values_list("decision", flat=True))
    assert decisions in (["accepted"], ["rejected", "accepted"])
    assert outcomes.count("accepted") == 4
