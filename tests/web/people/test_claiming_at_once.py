"""A claim that meets an answer, or a statement put forward, in two transactions at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from django.db import connections, transaction
from django.utils import timezone

from tests.web.at_once import at_once, wait_until_somebody_waits
from tests.web.cast import make_cast
from yishiting.web.content import Content
from yishiting.web.database.holding import read_and_hold
from yishiting.web.deliberation.actions.statements import put_forward
from yishiting.web.deliberation.actions.voting import Answer, cast_vote
from yishiting.web.deliberation.models import Deliberation, Statement, Vote
from yishiting.web.deliberation.refusals import ClaimedMeanwhileError, TooManyError
from yishiting.web.people.actions.claiming import claim
from yishiting.web.people.actions.participants import join_as_open, participant_for_account
from yishiting.web.people.models import Account

if TYPE_CHECKING:
    from collections.abc import Callable

    from yishiting.web.people.actions.claiming import Claimed
    from yishiting.web.people.models import Participant

KEY = "k" * 32


def _claim(account: Account) -> Claimed | None:
    try:
        return claim(account=account, cookie_key=KEY, now=timezone.now())
    finally:
        connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_an_answer_to_ones_own_statement_and_its_claim_do_not_wait_for_each_other() -> None:
    make_cast()
    now, account = timezone.now(), Account.objects.create_user(name="Claimer")
    participant_for_account(account=account, now=now)
    author = join_as_open(cookie_key=KEY, address="192.0.2.1", now=now)
    statement = Statement.objects.filter(deliberation__slug="own-open", status=Statement.Status.ACCEPTED)[0]
    Statement.objects.filter(pk=statement.pk).update(author=author)

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            # What casting a vote does first; the claim begins in the moment before it does the rest.
            read_and_hold(Statement.objects.filter(pk=statement.pk).values_list("status").order_by())
            claiming = pool.submit(_claim, account)
            wait_until_somebody_waits()
            cast_vote(participant=author, statement=statement, answer=Answer(1), account=None, now=now)
        claimed = claiming.result(timeout=60)

    assert claimed is not None
    assert claimed.n_taken == 1
    assert Vote.objects.get(statement=statement, participant__account=account).value == 1
    assert Statement.objects.get(pk=statement.pk).author == claimed.participant


def _put_forward(author: Participant) -> Statement | str:
    deliberation, text = Deliberation.objects.get(slug="own-open"), Content.of("en", "Minutes should be public.")
    try:
        return put_forward(deliberation=deliberation, author=author, account=None, text=text, now=timezone.now())
    except ClaimedMeanwhileError:
        return "claimed"
    finally:
        connections.close_all()


def _claimer_and_author() -> tuple[Account, Participant]:
    """An account with answers of its own, and the participant of the cookie that it claims."""
    make_cast()
    account = Account.objects.create_user(name="Claimer")
    participant_for_account(account=account, now=timezone.now())
    return account, join_as_open(cookie_key=KEY, address="192.0.2.1", now=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_a_statement_that_comes_during_the_claim_of_its_author_is_refused() -> None:
    account, author = _claimer_and_author()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            claim(account=account, cookie_key=KEY, now=timezone.now())
            putting = pool.submit(_put_forward, author)
            wait_until_somebody_waits()
        assert putting.result(timeout=60) == "claimed"

    assert not Statement.objects.filter(author=author).exists()


@pytest.mark.django_db(transaction=True)
def test_a_statement_that_came_before_the_claim_goes_with_it() -> None:
    account, author = _claimer_and_author()

    with ThreadPoolExecutor(1) as pool:
        with transaction.atomic():
            text = Content.of("en", "Minutes should be public.")
            deliberation = Deliberation.objects.get(slug="own-open")
            mine = put_forward(deliberation=deliberation, author=author, account=None, text=text, now=timezone.now())
            claiming = pool.submit(_claim, account)
            wait_until_somebody_waits()
        claimed = claiming.result(timeout=60)

    assert claimed is not None
    assert Statement.objects.get(pk=mine.pk).author == claimed.participant


@pytest.mark.django_db(transaction=True)
def test_many_statements_and_a_claim_at_once_leave_no_statement_behind() -> None:
    account, author = _claimer_and_author()

    def put(number: int) -> Callable[[], str]:
        def go() -> str:
            deliberation = Deliberation.objects.get(slug="own-open")
            text = Content.of("en", f"Minutes should be public, part {number}.")
            try:
                put_forward(deliberation=deliberation, author=author, account=None, text=text, now=timezone.now())
            except (ClaimedMeanwhileError, TooManyError) as refused:
                return type(refused).__name__
            return "put"

        return go

    def take() -> str:
        return "claimed" if claim(account=account, cookie_key=KEY, now=timezone.now()) else "nothing"

    told = at_once([*(put(number) for number in range(5)), take, *(put(number) for number in range(5, 10))])

    assert told.count("claimed") == 1
    assert told.count("put") == Statement.objects.filter(author__account=account).count()
    assert not Statement.objects.filter(author=author).exists()
