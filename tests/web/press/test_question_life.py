"""The life of a question: whatever is tried in whatever order, it goes as a plain model says."""

from __future__ import annotations

from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.press.asking import ANSWER, NOW, accepted, asked, asker, journalist, published
from yishiting.web.desk.actions.acts import What
from yishiting.web.desk.models import Act
from yishiting.web.press.actions.answers import Answer, publish_answer, take_answer_back, write_answer
from yishiting.web.press.actions.podium import call_question, note_heard, skip_question
from yishiting.web.press.actions.questions import (
    MOST_WAITING,
    accept_question,
    ask_question,
    reject_question,
    second_question,
    take_second_back,
    withdraw_question,
)
from yishiting.web.press.models import Question
from yishiting.web.press.refusals import (
    AddresseeGoneError,
    HeardAlreadyError,
    NotAtThisTimeError,
    OwnQuestionError,
    PressRefusedError,
    SameQuestionError,
    TooManyQuestionsError,
    UnknownReasonError,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.cast import Cast

Status = Question.Status

# What each step does, told without a look at the code: from (status, heard) to (status, heard); else it is refused or
# changes nothing. "called" is a third mark.
State = tuple[str, bool, bool]  # status, called, heard
LEADS: dict[str, Callable[[State], State]] = {
    "accept": lambda now: ("accepted", now[1], now[2]) if now[0] in ("waiting", "rejected") else now,
    "reject": lambda now: ("rejected", False, False) if now[0] in ("waiting", "accepted") and not now[2] else now,
    "withdraw": lambda now: ("withdrawn", now[1], False) if now[0] in ("waiting", "accepted") and not now[2] else now,
    "call": lambda now: ("accepted", True, now[2]) if now[0] == "accepted" else now,
    "skip": lambda now: ("accepted", False, False) if now[0] == "accepted" and not now[2] else now,
    "heard": lambda now: ("accepted", True, True) if now[0] == "accepted" and now[1] else now,
    "answer": lambda now: ("answered", now[1], False) if now[0] in ("accepted", "answered") else now,
    "aloud": lambda now: ("answered", now[1], True) if now[0] in ("accepted", "answered") else now,
    "publish": lambda now: ("published", *now[1:]) if now[0] == "answered" else now,
    "take back": lambda now: ("answered", *now[1:]) if now[0] == "published" else now,
}
ALOUD = Answer(ANSWER.text, ANSWER.answerer, given_at=NOW)
STEPS: dict[str, Callable[[Question], object]] = {
    "accept": lambda question: accept_question(question=question, by=None, now=NOW),
    "reject": lambda question: reject_question(question=question, by=None, reason="unclear", now=NOW),
    "withdraw": lambda question: withdraw_question(question=question),
    "call": lambda question: call_question(question=question, by=None, now=NOW),
    "skip": lambda question: skip_question(question=question, now=NOW),
    "heard": lambda question: note_heard(question=question, now=NOW),
    "answer": lambda question: write_answer(question=question, by=None, answer=ANSWER, now=NOW),
    "aloud": lambda question: write_answer(question=question, by=None, answer=ALOUD, now=NOW),
    "publish": lambda question: publish_answer(question=question, by=None, now=NOW),
    "take back": lambda question: take_answer_back(question=question, by=None, now=NOW),
}


def test_every_order_of_steps_goes_as_the_model_says(cast: Cast) -> None:
    by = journalist("Ada")

    @settings(max_examples=60)
    @given(st.lists(st.sampled_from(sorted(STEPS)), max_size=12))
    def law(steps: list[str]) -> None:
        Question.objects.filter(asked_by=by.account).delete()
        question, expected = asked(cast, "When?", by), ("waiting", False, False)
        for step in steps:
            stale = Question.objects.get(pk=question.pk) if len(steps) % 2 else question
            with suppress(PressRefusedError):
                STEPS[step](stale)
            expected = LEADS[step](expected)
            _stands_as(question, expected)

    law()


def _stands_as(question: Question, expected: State) -> None:
    now = Question.objects.get(pk=question.pk)
    assert (now.status, now.called_at is not None, now.heard_at is not None) == expected
    assert (now.published_at is not None) == (now.status == "published")
    assert bool(now.answer) == (now.status in ("answered", "published"))
    assert bool(now.reason) == (now.status == "rejected")


def test_each_step_leaves_one_act_and_doing_it_twice_none(cast: Cast) -> None:
    question = asked(cast, "When?", journalist("Ada"))
    for step in ("accept", "accept", "reject", "reject", "accept", "call", "call", "heard", "aloud", "publish"):
        STEPS[step](question)
    for step in ("publish", "take back", "take back"):
        STEPS[step](question)

    assert list(Act.objects.order_by("pk").values_list("what", "thing")) == [
        (what, f"question {question.number}")
        for what in (
            What.QUESTION_ACCEPTED,
            What.QUESTION_REJECTED,
            What.QUESTION_ACCEPTED,
            What.QUESTION_CALLED,
            What.QUESTION_ANSWERED,
            What.QUESTION_PUBLISHED,
            What.QUESTION_TAKEN_BACK,
        )
    ]


@pytest.mark.parametrize("step", ["withdraw", "reject", "skip"])
def test_what_was_answered_aloud_stays(cast: Cast, step: str) -> None:
    question = asked(cast, "When?", journalist("Ada"))
    for before in ("accept", "call", "heard"):
        STEPS[before](question)

    with suppress(HeardAlreadyError):
        STEPS[step](question)

    _stands_as(question, ("accepted", True, True))


def test_questions_are_numbered_on(cast: Cast) -> None:
    last = max(each.number for each in cast.press.questions.values())

    assert [asked(cast, text, journalist(text)).number for text in ("One?", "Two?")] == [last + 1, last + 2]


def test_the_same_words_twice_are_one_question(cast: Cast) -> None:
    ada = journalist("Ada")
    first = asked(cast, "When is it?", ada)

    with pytest.raises(SameQuestionError) as same:
        asked(cast, "when IS it", ada)

    assert same.value.question == first
    assert asked(cast, "When is it?", journalist("Bo")).number == first.number + 1


def test_nobody_fills_the_queue_alone(cast: Cast) -> None:
    ada = journalist("Ada")
    for number in range(MOST_WAITING):
        asked(cast, f"What about point {'abcdefghij'[number]}?", ada)

    with pytest.raises(TooManyQuestionsError):
        asked(cast, "And what about this?", ada)


def test_whom_nobody_can_ask_any_more_is_refused(cast: Cast) -> None:
    gone = cast.press.addressee
    Question.objects.all().delete()
    gone_pk = gone.pk
    gone.delete()
    gone.pk = gone_pk

    with pytest.raises(AddresseeGoneError):
        ask_question(asker=journalist("Ada"), text=ANSWER.text, addressee=gone, now=NOW)


def test_one_second_each_of_others_questions_alone(cast: Cast) -> None:
    ada, bo = journalist("Ada"), journalist("Bo")
    question = accepted(cast, "When?", ada)
    for _twice in range(2):
        second_question(question=question, account=bo.account, now=NOW)
    assert question.seconds.count() == 1

    with pytest.raises(OwnQuestionError):
        second_question(question=question, account=ada.account, now=NOW)
    take_second_back(question=question, account=bo.account)
    assert question.seconds.count() == 0


@pytest.mark.parametrize("status", [each for each in Status.values if each != "accepted"])
def test_what_is_not_accepted_takes_no_seconds(cast: Cast, status: str) -> None:
    question = cast.press.questions[status]

    with pytest.raises(PressRefusedError):
        second_question(question=question, account=journalist("Bo").account, now=NOW)

    assert not question.seconds.exists()


def test_a_refusal_names_a_reason_of_the_policy(cast: Cast) -> None:
    with pytest.raises(UnknownReasonError):
        reject_question(question=cast.press.questions["waiting"], by=None, reason="unwelcome", now=NOW)


@pytest.mark.parametrize("minutes", [-1, 1])
def test_an_answer_is_given_after_its_question_and_not_tomorrow(cast: Cast, minutes: int) -> None:
    question = accepted(cast, "When?", asker(cast.people.journalist))
    given = Answer(ANSWER.text, ANSWER.answerer, given_at=NOW + timedelta(minutes=minutes))

    with pytest.raises(NotAtThisTimeError):
        write_answer(question=question, by=None, answer=given, now=NOW)


def test_an_answer_keeps_the_name_under_which_it_was_given(cast: Cast) -> None:
    addressee = cast.press.addressee
    addressee.position = ANSWER.text
    addressee.save()
    question = published(accepted(cast, "When?", journalist("Ada")))

    assert str(question.answerer_name) == f"{addressee.name}, Yes."
    assert question.answerer_name.texts["zh-hans"] == f"{addressee.name.texts['zh-hans']}，Yes."
