"""Answers: cast, changed, undone, withdrawn. Everything that writes a vote stands behind these functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from yishiting.web.database.holding import read_and_hold
from yishiting.web.deliberation.models import ANSWERING, Statement, Vote, VoteEntry
from yishiting.web.deliberation.refusals import (
    ChangedMeanwhileError,
    ClaimedMeanwhileError,
    StatementGoneError,
)
from yishiting.web.deliberation.rules import is_past
from yishiting.web.people.models import Participant
from yishiting.web.permissions.refusal import NotNow

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.people.models import Account


@dataclass(frozen=True)
class Answer:
    """What somebody says to a statement: ``value`` is +1 agree, -1 disagree, 0 pass."""

    value: int
    matters: bool = False
    reason: str = ""


@dataclass(frozen=True)
class CastVote:
    """What became of an answer: what stood before it and what stands now, `None` for no answer."""

    statement: Statement
    before: Answer | None
    after: Answer | None

    @property
    def has_changed(self) -> bool:
        """Whether anything is other than before; a form that was sent twice changes nothing the second time."""
        return self.before != self.after


@transaction.atomic
def cast_vote(
    *, participant: Participant, statement: Statement, answer: Answer, account: Account | None, now: datetime
) -> CastVote:
    """Let an answer stand, in place of an earlier one if there is one; ``account`` is a delegation's seat.

    Acknowledged when it returns outside a transaction: the vote and its line of history are then on the disk. The
    same answer again changes nothing. Raises `NotNow` after the end of answering, `StatementGoneError`,
    and `ClaimedMeanwhileError`.
    """
    standing = _standing_vote(participant, statement, now)
    return _replace(standing, _vote(participant, statement, answer, account, now))


@transaction.atomic
def withdraw_vote(
    *, participant: Participant, statement: Statement, account: Account | None, now: datetime
) -> CastVote:
    """Take an answer back: the statement counts as not seen again. Without an answer, nothing happens."""
    standing = _standing_vote(participant, statement, now)
    return CastVote(statement, None, None) if standing is None else _take_back(standing, statement, account, now)


@transaction.atomic
def undo_vote(*, participant: Participant, cast: CastVote, account: Account | None, now: datetime) -> CastVote:
    """Put back what stood before an answer. Raises `ChangedMeanwhileError` when that answer no longer stands."""
    standing = _standing_vote(participant, cast.statement, now)
    if _answer(standing) != cast.after:
        raise ChangedMeanwhileError
    if cast.before is not None:
        return _replace(standing, _vote(participant, cast.statement, cast.before, account, now))
    if standing is None:
        return CastVote(cast.statement, None, None)
    return _take_back(standing, cast.statement, account, now)


def _standing_vote(participant: Participant, statement: Statement, now: datetime) -> Vote | None:
    """Check against fresh rows that an answer may be given now, and read the one that stands.

    Two rows are held to the end of the transaction: the statement's with its deliberation's, so that an answer is
    either before a closing or a removal or refused; and the participant's own, so that their answers, from however
    many tabs and seats, come one after the other, also with a claim of the answers by an account.
    """
    facts = Statement.objects.filter(pk=statement.pk).values_list(
        "status", "deliberation__phase", "deliberation__closes_at"
    )
    rows = read_and_hold(facts.order_by())
    if not rows or rows[0][0] != Statement.Status.ACCEPTED:
        raise StatementGoneError
    _status, phase, closes_at = rows[0]
    if phase not in ANSWERING or is_past(closes_at, now):
        raise NotNow("answer.give", statement.deliberation)
    _hold_participant(participant)
    return Vote.objects.filter(participant=participant, statement=statement).first()


def _hold_participant(participant: Participant) -> None:
    known = ("cookie_key", "account", "delegation")
    rows = Participant.objects.select_for_update(no_key=True).filter(pk=participant.pk).values_list(*known)
    # A claim leaves the participant whose answers it merged without anything to be known by.
    if not any(rows.get()) and any((participant.cookie_key, participant.account_id, participant.delegation_id)):
        raise ClaimedMeanwhileError


def _vote(
    participant: Participant, statement: Statement, answer: Answer, account: Account | None, now: datetime
) -> Vote:
    return Vote(
        participant=participant,
        statement=statement,
        value=answer.value,
        matters=answer.matters,
        reason=answer.reason,
        account=account,
        answered_at=now,
    )


def _answer(vote: Vote | None) -> Answer | None:
    return None if vote is None else Answer(vote.value, vote.matters, vote.reason)


def _replace(standing: Vote | None, vote: Vote) -> CastVote:
    result = CastVote(vote.statement, _answer(standing), _answer(vote))
    has_other_seat = standing is not None and standing.account_id != vote.account_id
    if not result.has_changed and not has_other_seat:
        return result
    Vote.objects.bulk_create(
        [vote],
        update_conflicts=True,
        unique_fields=["participant", "statement"],
        update_fields=["value", "matters", "reason", "account", "answered_at"],
    )
    # The history is of votes: a reason added to the same vote of the same seat is no new line in it.
    if standing is None or standing.value != vote.value or has_other_seat:
        _append(vote.participant, vote.statement, vote.value, vote.account, vote.answered_at)
    return result


def _take_back(standing: Vote, statement: Statement, account: Account | None, now: datetime) -> CastVote:
    before = _answer(standing)
    standing.delete()
    _append(standing.participant, statement, None, account, now)
    return CastVote(statement, before, None)


def _append(
    participant: Participant, statement: Statement, value: int | None, account: Account | None, now: datetime
) -> None:
    VoteEntry.objects.create(
        deliberation_id=statement.deliberation_id,
        participant=participant,
        statement=statement,
        value=value,
        account=account,
        made_at=now,
    )
