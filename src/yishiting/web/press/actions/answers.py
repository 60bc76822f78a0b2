"""Answers: written by a spokesperson or at the press desk, published, and taken back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from yishiting.web.content import Content
from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.press.actions.questions import name_of
from yishiting.web.press.models import Citation, Question
from yishiting.web.press.refusals import MovedOnError, NotAtThisTimeError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from yishiting.web.deliberation.models import PublishedResult
    from yishiting.web.people.models import Account
    from yishiting.web.press.models import Addressee, Release

Status = Question.Status


@dataclass(frozen=True)
class Answer:
    """What is answered, in whose name, and what it rests on; ``given_at`` is the moment of one given aloud."""

    text: Content
    answerer: Content
    given_at: datetime | None = None
    releases: Sequence[Release] = ()
    results: Sequence[PublishedResult] = ()


@transaction.atomic
def write_answer(*, question: Question, by: Account | None, answer: Answer, now: datetime) -> Question:
    """Write an answer down, or another one in its place as long as it is not published.

    Raises `NotAtThisTimeError` and `MovedOnError`.
    """
    fresh = Question.objects.select_for_update(no_key=True).select_related("addressee").get(pk=question.pk)
    if fresh.status not in (Status.ACCEPTED, Status.ANSWERED):
        raise MovedOnError(fresh)
    if answer.given_at is not None and not fresh.made_at <= answer.given_at <= now:
        raise NotAtThisTimeError
    was_in_writing = fresh.status == Status.ANSWERED and not fresh.is_given_aloud
    fresh.answered_at = answer.given_at or (fresh.answered_at if was_in_writing else now)
    fresh.heard_at = answer.given_at
    fresh.is_given_aloud = answer.given_at is not None
    fresh.status, fresh.answer, fresh.answered_by = Status.ANSWERED, answer.text, by
    fresh.answerer_name = answer.answerer or name_with_position(fresh.addressee)
    fresh.save()
    _cite(fresh, answer)
    record_act(by=by, what=What.QUESTION_ANSWERED, thing=name_of(fresh), now=now)
    return fresh


@transaction.atomic
def publish_answer(*, question: Question, by: Account | None, now: datetime) -> Question:
    """Publish a question with its answer; doing it twice is doing it once. Raises `MovedOnError`."""
    answered = Question.objects.filter(pk=question.pk, status=Status.ANSWERED)
    if answered.update(status=Status.PUBLISHED, published_at=now):
        record_act(by=by, what=What.QUESTION_PUBLISHED, thing=name_of(question), now=now)
    return _now(question, Status.PUBLISHED)


@transaction.atomic
def take_answer_back(*, question: Question, by: Account | None, now: datetime) -> Question:
    """Take a published answer back from the public, so that it can be changed. Raises `MovedOnError`."""
    published = Question.objects.filter(pk=question.pk, status=Status.PUBLISHED)
    if published.update(status=Status.ANSWERED, published_at=None):
        record_act(by=by, what=What.QUESTION_TAKEN_BACK, thing=name_of(question), now=now)
    return _now(question, Status.ANSWERED)


def name_with_position(addressee: Addressee) -> Content:
    """Name an addressee as answers do: name, position and organisation, in each language in which there is a name."""
    parts = (addressee.name, addressee.position, addressee.organisation)
    texts = {code: _joined([part.shown(code).text for part in parts if part], code) for code in addressee.name.texts}
    return Content(addressee.name.language, texts)


def _joined(names: Sequence[str], language: str) -> str:
    return ("，" if language.startswith("zh") else ", ").join(names)


def _now(question: Question, expected: Status) -> Question:
    fresh = Question.objects.get(pk=question.pk)
    if fresh.status != expected:
        raise MovedOnError(fresh)
    return fresh


def _cite(question: Question, answer: Answer) -> None:
    question.citations.all().delete()
    cited = [
        *(Citation(question=question, release=each) for each in answer.releases),
        *(Citation(question=question, result=each) for each in answer.results),
    ]
    Citation.objects.bulk_create(cited)
