"""A claim that meets an answer to a statement of one's own, in two transactions at the same moment."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from django.db import connections, transaction
from django.utils import timezone

from tests.web.at_once import wait_until_somebody_waits
from tests.web.cast import make_cast
from yishiting.web.database.holding import read_and_hold
from yishiting.web.deliberation.actions.voting import Answer, cast_vote
from yishiting.web.deliberation.models import Statement, Vote
from yishiting.web.people.actions.claiming import claim
from yishiting.web.people.actions.participants import join_as_open, participant_for_account
from yishiting.web.people.models import Account

if TYPE_CHECKING:
    from yishiting.web.people.actions.claiming import Claimed

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
