"""The podium of a press conference: which question is called, put off, or has been answered aloud."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.press.actions.questions import name_of
from yishiting.web.press.models import Question
from yishiting.web.press.refusals import MovedOnError

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.people.models import Account

Status = Question.Status


@transaction.atomic
def call_question(*, question: Question, by: Account | None, now: datetime) -> Question:
    """Put a question on the podium; of two who call it, one has. Raises `MovedOnError`."""
    to_call = Question.objects.filter(pk=question.pk, status=Status.ACCEPTED, called_at=None)
    if to_call.update(called_at=now, skipped_at=None):
        record_act(by=by, what=What.QUESTION_CALLED, thing=name_of(question), now=now)
    return _still_accepted(question)


@transaction.atomic
def skip_question(*, question: Question, now: datetime) -> Question:
    """Put a question off: it comes again after all others, also one that was called by mistake.

    One that has been answered aloud stays as it is. Raises `MovedOnError`.
    """
    unheard = Question.objects.filter(pk=question.pk, status=Status.ACCEPTED, heard_at=None)
    unheard.update(called_at=None, skipped_at=now)
    return _still_accepted(question)


@transaction.atomic
def note_heard(*, question: Question, now: datetime) -> Question:
    """Note that a question that was called has been answered aloud; its words are written down later.

    Raises `MovedOnError`.
    """
    called = Question.objects.filter(pk=question.pk, status=Status.ACCEPTED, called_at__isnull=False, heard_at=None)
    called.update(heard_at=now)
    return _still_accepted(question)


def _still_accepted(question: Question) -> Question:
    fresh = Question.objects.get(pk=question.pk)
    if fresh.status != Status.ACCEPTED:
        raise MovedOnError(fresh)
    return fresh
