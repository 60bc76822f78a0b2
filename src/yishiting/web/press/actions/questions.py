"""Questions: asked, seconded, withdrawn, and what the press desk decides about them.

Each step of a question's life is one conditional update; what came too late finds nothing to update and is refused.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max

from yishiting.web.deliberation.statement_text import fingerprint_of
from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.press.models import Addressee, Question, Second
from yishiting.web.press.policy import REASONS
from yishiting.web.press.refusals import (
    AddresseeGoneError,
    HeardAlreadyError,
    MovedOnError,
    OwnQuestionError,
    SameQuestionError,
    TooManyQuestionsError,
    UnknownReasonError,
)
from yishiting.web.programme.models import Assembly

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.content import Content
    from yishiting.web.people.models import Account
    from yishiting.web.press.queries.accreditation import Asker
    from yishiting.web.programme.models import Session

Status = Question.Status
MOST_WAITING = 10
_STANDING = (Status.WAITING, Status.ACCEPTED, Status.ANSWERED, Status.PUBLISHED)


@transaction.atomic
def ask_question(
    *, asker: Asker, text: Content, addressee: Addressee, session: Session | None = None, now: datetime
) -> Question:
    """Ask: the question waits for the press desk.

    Raises `AddresseeGoneError`, `SameQuestionError` and `TooManyQuestionsError`.
    """
    # This row is held so that numbers go on one by one, and the addressee's so that it is not deleted meanwhile.
    Assembly.objects.select_for_update(no_key=True).filter(pk=1).first()
    to = Addressee.objects.select_for_update(no_key=True).filter(pk=addressee.pk).first()
    if to is None:
        raise AddresseeGoneError
    _refuse_same(asker.account, text)
    _refuse_too_many(asker.account)
    return Question.objects.create(
        number=(Question.objects.aggregate(last=Max("number"))["last"] or 0) + 1,
        text=text,
        addressee=to,
        session=session,
        asked_by=asker.account,
        asker_name=asker.name,
        asker_outlet=asker.outlet,
        made_at=now,
    )


@transaction.atomic
def second_question(*, question: Question, account: Account, now: datetime) -> None:
    """Second a question; doing it twice changes nothing. Raises `OwnQuestionError` and `MovedOnError`."""
    fresh = _held(question)
    if fresh.asked_by_id == account.pk:
        raise OwnQuestionError
    if fresh.status != Status.ACCEPTED:
        raise MovedOnError(fresh)
    Second.objects.get_or_create(question=fresh, account=account, defaults={"made_at": now})


@transaction.atomic
def take_second_back(*, question: Question, account: Account) -> None:
    """Second a question no more; without a second there is nothing to take back. Raises `MovedOnError`."""
    fresh = _held(question)
    if fresh.status != Status.ACCEPTED:
        raise MovedOnError(fresh)
    Second.objects.filter(question=fresh, account=account).delete()


@transaction.atomic
def withdraw_question(*, question: Question) -> Question:
    """Withdraw one's own question, before it is answered. Raises `HeardAlreadyError` and `MovedOnError`."""
    _move(question, (Status.WAITING, Status.ACCEPTED), Status.WITHDRAWN)
    return Question.objects.get(pk=question.pk)


@transaction.atomic
def accept_question(*, question: Question, by: Account | None, now: datetime) -> Question:
    """Accept a question that waits or was rejected: journalists see and second it. Raises `MovedOnError`."""
    is_new = _move(question, (Status.WAITING, Status.REJECTED), Status.ACCEPTED, reason="", note="")
    if is_new:
        record_act(by=by, what=What.QUESTION_ACCEPTED, thing=name_of(question), now=now)
    return Question.objects.get(pk=question.pk)


@transaction.atomic
def reject_question(*, question: Question, by: Account | None, reason: str, note: str = "", now: datetime) -> Question:
    """Refuse a question, for a reason of the published policy; it can be accepted again.

    Raises `UnknownReasonError`, `HeardAlreadyError` and `MovedOnError`.
    """
    if reason not in REASONS:
        raise UnknownReasonError
    off_podium = {"called_at": None, "skipped_at": None}
    before = (Status.WAITING, Status.ACCEPTED)
    if _move(question, before, Status.REJECTED, reason=reason, note=note, **off_podium):
        details = {"reason": reason}
        record_act(by=by, what=What.QUESTION_REJECTED, thing=name_of(question), details=details, now=now)
    return Question.objects.get(pk=question.pk)


def name_of(question: Question) -> str:
    """Give the name of a question in the record of acts."""
    return f"question {question.number}"


def _move(question: Question, before: tuple[Status, ...], after: Status, **values: object) -> bool:
    """Bring a question from one status to another; `False` where it stands there already."""
    # What has been answered aloud is answered, though its words may still have to be written down.
    mine = Question.objects.filter(pk=question.pk, status__in=before, heard_at=None)
    if mine.update(status=after, **values):
        return True
    fresh = Question.objects.get(pk=question.pk)
    if fresh.status == after:
        return False
    raise HeardAlreadyError if fresh.status in before else MovedOnError(fresh)


def _held(question: Question) -> Question:
    return Question.objects.select_for_update(no_key=True).get(pk=question.pk)


def _refuse_same(account: Account, text: Content) -> None:
    fingerprint = fingerprint_of(text.original)
    for mine in Question.objects.filter(asked_by=account, status__in=_STANDING):
        if fingerprint_of(mine.text.original) == fingerprint:
            raise SameQuestionError(mine)


def _refuse_too_many(account: Account) -> None:
    if Question.objects.filter(asked_by=account, status=Status.WAITING).count() >= MOST_WAITING:
        raise TooManyQuestionsError(MOST_WAITING)
