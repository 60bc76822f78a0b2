"""The podium of a press conference: what was called, what comes next, and why."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yishiting.web.press.models import Question
from yishiting.web.press.queries.questions import similar_questions, told

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from yishiting.web.programme.models import Session

Status = Question.Status
_SHOWN_AFTER_NEXT = 5


@dataclass(frozen=True)
class Podium:
    """What the moderator sees.

    ``called`` is the question that is being answered now, ``next_one`` the one to call after it; ``later`` follow
    that, ``n_waiting`` counts them all. ``to_write`` were answered aloud and are not written down yet. ``similar`` are
    about the same as the question in front: the one that is called, else the next.
    """

    called: Question | None
    next_one: Question | None
    later: list[Question]
    n_waiting: int
    to_write: list[Question]
    similar: list[Question]

    @property
    def state(self) -> tuple[object, ...]:
        """All that the page depends on, besides its frame."""
        listed = [each for each in (self.called, self.next_one, *self.later, *self.to_write) if each]
        told_of = tuple((each.pk, each.n_seconds, each.called_at, each.heard_at) for each in listed)  # type: ignore[attr-defined] # annotated
        return told_of, self.n_waiting, tuple((each.pk, each.status) for each in self.similar)


def podium(session: Session, now: datetime) -> Podium:
    """Read it."""
    asked = list(told(Question.objects.filter(session=session, status=Status.ACCEPTED)))
    times_called = calls_by_outlet(session)
    unheard = [each for each in asked if each.called_at and not each.heard_at]
    called = max(unheard, key=lambda each: (each.called_at, each.pk), default=None)
    waiting = in_order([each for each in asked if not each.called_at and not each.heard_at], times_called)
    front = called or next(iter(waiting), None)
    return Podium(
        called=called,
        next_one=next(iter(waiting), None),
        later=waiting[1 : 1 + _SHOWN_AFTER_NEXT],
        n_waiting=len(waiting),
        to_write=[each for each in asked if each.heard_at or (each.called_at and each is not called)],
        similar=similar_questions(front.text.original, now, besides=front.pk) if front else [],
    )


def in_order(questions: Iterable[Question], times_called: Counter[str]) -> list[Question]:
    """Put questions in the order in which they are called.

    Those put off come last. Before that, outlets called least often come first; then what others want to know most;
    then what was asked first.
    """
    return sorted(
        questions,
        key=lambda each: (
            each.skipped_at.timestamp() if each.skipped_at else 0,
            times_called[outlet_of(each)],
            -each.n_seconds,  # type: ignore[attr-defined] # annotated by `told`
            each.made_at,
            each.number,
        ),
    )


def calls_by_outlet(session: Session) -> Counter[str]:
    """Count how often each outlet has been called in a press conference."""
    called = Question.objects.filter(session=session, called_at__isnull=False)
    return Counter(outlet_of(each) for each in called.only("asker_outlet", "asked_by", "number"))


def outlet_of(question: Question) -> str:
    """Name the outlet of a question; who has none stands for themselves."""
    outlet = " ".join(question.asker_outlet.casefold().split())
    return outlet or f"account {question.asked_by_id or question.number}"


def conference_pairs(session: Session) -> list[Question]:
    """Give the published pairs of a press conference: as they were called, then those answered in writing."""
    published = told(Question.objects.filter(session=session, status=Status.PUBLISHED))
    return sorted(
        published,
        key=lambda each: (
            not each.is_given_aloud,
            (each.called_at or each.answered_at) if each.is_given_aloud else each.answered_at,
            each.number,
        ),
    )
