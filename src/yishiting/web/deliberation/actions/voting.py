"""Answers: cast, changed, undone, withdrawn. Everything that writes a vote stands behind these functions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from yishiting.web.database.holding import read_and_hold
from yishiting.web.deliberation.actions.holding import hold_participant
from yishiting.web.deliberation.models import ANSWERING, Deliberation, Statement, Vote, VoteEntry
from yishiting.web.deliberation.refusals import (
    ChangedMeanwhileError,
    StatementGoneError,
)
from yishiting.web.deliberation.rules import is_past
from yishiting.web.permissions.refusal import NotNowError

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.people.models import Account, Participant


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


@dataclass(frozen=True)
class _Held:
    """Who answers to what, from which seat and when, with the rows held that an answer depends on."""

    participant: Participant
    statement: Statement
    account: Account | None
    now: datetime
    key: int  # of the statement's row


@transaction.atomic
def cast_vote(
    *, participant: Participant, statement: Statement, answer: Answer, account: Account | None, now: datetime
) -> CastVote:
    """Let an answer stand, in place of an earlier one if there is one; ``account`` is a delegation's seat.

    Of the statement, its deliberation and number are enough, here and below. Acknowledged when it returns outside a
    transaction: the vote and its line of history are then on the disk. The same answer again changes nothing. Raises
    `NotNowError` after the end of answering, `StatementGoneError`, and `ClaimedMeanwhileError`.
    """
    held = _hold(participant, statement, account, now)
    return _replace(held, _standing(held), answer)


@transaction.atomic
def withdraw_vote(
    *, participant: Participant, statement: Statement, account: Account | None, now: datetime
) -> CastVote:
    """Take an answer back: the statement counts as not seen again. Without an answer, nothing happens."""
    held = _hold(participant, statement, account, now)
    return _take_back(held, _standing(held))


@transaction.atomic
def undo_vote(*, participant: Participant, cast: CastVote, account: Account | None, now: datetime) -> CastVote:
    """Put back what stood before an answer. Raises `ChangedMeanwhileError` when that answer no longer stands."""
    held = _hold(participant, cast.statement, account, now)
    standing = _standing(held)
    if _answer(standing) != cast.after:
        raise ChangedMeanwhileError
    return _take_back(held, standing) if cast.before is None else _replace(held, standing, cast.before)


def _hold(participant: Participant, statement: Statement, account: Account | None, now: datetime) -> _Held:
    """Check against fresh rows that an answer may be given now.

    Two rows are held to the end of the transaction: the statement's with its deliberation's, so that an answer is
    either before a closing or a removal or refused; and the participant's own, so that their answers, from however
    many tabs and seats, come one after the other, also with a claim of the answers by an account.
    """
    # Read from the deliberation on: its row is held before the statement's, as everywhere, or two would wait for each
    # other.
    mine = Deliberation.objects.filter(pk=statement.deliberation_id, statements__number=statement.number).order_by()
    facts = mine.values_list("statements__pk", "statements__status", "phase", "closes_at")
    key, status, phase, closes_at = next(iter(read_and_hold(facts)), (0, None, None, None))
    if status != Statement.Status.ACCEPTED:
        raise StatementGoneError
    if phase not in ANSWERING or is_past(closes_at, now):
        raise NotNowError("answer.give", statement.deliberation)
    hold_participant(participant)
    return _Held(participant, statement, account, now, key)


def _standing(held: _Held) -> Vote | None:
    return Vote.objects.filter(participant=held.participant, statement=held.key).first()


def _answer(vote: Vote | None) -> Answer | None:
    return None if vote is None else Answer(vote.value, vote.matters, vote.reason)


def _replace(held: _Held, standing: Vote | None, answer: Answer) -> CastVote:
    result = CastVote(held.statement, _answer(standing), answer)
    has_other_seat = standing is not None and standing.account_id != (held.account and held.account.pk)
    if not result.has_changed and not has_other_seat:
        return result
    _write(held, answer)
    # The history is of votes: a reason added to the same vote of the same seat is no new line in it.
    if standing is None or standing.value != answer.value or has_other_seat:
        _append(held, answer.value)
    return result


def _write(held: _Held, answer: Answer) -> None:
    vote = Vote(
        participant=held.participant,
        statement_id=held.key,
        value=answer.value,
        matters=answer.matters,
        reason=answer.reason,
        account=held.account,
        answered_at=held.now,
    )
    Vote.objects.bulk_create(
        [vote],
        update_conflicts=True,
        unique_fields=["participant", "statement"],
        update_fields=["value", "matters", "reason", "account", "answered_at"],
    )


def _take_back(held: _Held, standing: Vote | None) -> CastVote:
    if standing is not None:
        standing.delete()
        _append(held, None)
    return CastVote(held.statement, _answer(standing), None)


def _append(held: _Held, value: int | None) -> None:
    VoteEntry.objects.create(
        deliberation_id=held.statement.deliberation_id,
        participant=held.participant,
        statement_id=held.key,
        value=value,
        account=held.account,
        made_at=held.now,
    )
