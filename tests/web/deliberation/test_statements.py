"""Statements are added, put forward, decided about, translated."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from yishiting.web.content import Content
from yishiting.web.deliberation.actions.statements import (
    MOST_STANDING,
    MOST_WAITING,
    accept_statement,
    add_statements,
    put_forward,
    reject_statement,
    remove_statement,
    translate_statement,
)
from yishiting.web.deliberation.models import Deliberation, ModerationEntry, Phase, Statement
from yishiting.web.deliberation.refusals import (
    AlreadyDecidedError,
    SameTextError,
    TooManyError,
    UnknownReasonError,
)
from yishiting.web.people.models import Participant
from yishiting.web.permissions.refusal import NotNowError

if TYPE_CHECKING:
    from tests.web.cast import Cast

NOW = timezone.now()
Status = Statement.Status


def english(text: str) -> Content:
    return Content.of("en", text)


def put(cast: Cast, text: str = "A new thought", author: Participant | None = None) -> Statement:
    who = author or Participant.objects.get(account=cast.people.verified.account)
    return put_forward(deliberation=cast.deliberation, author=who, account=None, text=english(text), now=NOW)


def record(statement: Statement) -> list[tuple[str, str]]:
    return list(ModerationEntry.objects.filter(statement=statement).order_by("pk").values_list("decision", "reason"))


def test_statement_put_forward_waits_with_the_next_number(cast: Cast) -> None:
    statement = put(cast)

    assert (statement.number, statement.status, statement.origin) == (7, Status.WAITING, "participant")
    assert record(statement) == []


def test_statement_stands_at_once_where_moderation_comes_after(cast: Cast) -> None:
    Deliberation.objects.update(moderation=Deliberation.Moderation.AFTER)

    assert put(cast).status == Status.ACCEPTED


def test_delegation_puts_forward_as_one_and_the_seat_is_known(cast: Cast) -> None:
    party = Participant.objects.get(delegation=cast.delegation)
    account = cast.people.second_seat.account

    statement = put_forward(
        deliberation=cast.deliberation, author=party, account=account, text=english("Ours"), now=NOW
    )

    assert (statement.author, statement.put_forward_by) == (party, account)


@pytest.mark.parametrize("phase", [phase for phase in Phase if phase != Phase.OPEN])
def test_nothing_is_put_forward_in_other_phases(cast: Cast, phase: Phase) -> None:
    Deliberation.objects.update(phase=phase)

    with pytest.raises(NotNowError):
        put(cast)

    assert cast.deliberation.statements.count() == 6


def test_nothing_is_put_forward_after_the_announced_end(cast: Cast) -> None:
    Deliberation.objects.update(closes_at=NOW - timedelta(seconds=1))

    with pytest.raises(NotNowError):
        put(cast)


def test_same_text_is_refused_with_the_statement_that_stands(cast: Cast) -> None:
    first = put(cast, "We need rules.")

    with pytest.raises(SameTextError) as refused:
        put(cast, "WE NEED RULES")

    assert refused.value.statement == first


def test_text_of_a_rejected_statement_may_be_put_forward_again(cast: Cast) -> None:
    reject_statement(statement=put(cast, "Again"), by=None, reason="unclear", now=NOW)

    assert put(cast, "Again").status == Status.WAITING


def test_waiting_statements_of_one_participant_are_limited(cast: Cast) -> None:
    for number in range(MOST_WAITING):
        put(cast, f"Thought {number}")

    with pytest.raises(TooManyError) as refused:
        put(cast, "One too many")

    assert refused.value.limit == MOST_WAITING


def test_standing_statements_of_one_participant_are_limited(cast: Cast) -> None:
    Deliberation.objects.update(moderation=Deliberation.Moderation.AFTER)
    for number in range(MOST_STANDING):
        put(cast, f"Thought {number}")

    with pytest.raises(TooManyError):
        put(cast, "One too many")

    other = Participant.objects.get(account=cast.people.other_verified.account)
    assert put(cast, "Somebody else's", other).status == Status.ACCEPTED


def test_accepting_puts_a_statement_up_and_writes_the_record(cast: Cast) -> None:
    statement = put(cast)

    accepted = accept_statement(statement=statement, by=cast.people.moderator.account, now=NOW)

    assert (accepted.status, accepted.decided_at) == (Status.ACCEPTED, NOW)
    entry = ModerationEntry.objects.get(statement=statement)
    assert (entry.decision, entry.made_by) == ("accepted", cast.people.moderator.account)


def test_rejecting_gives_the_reason_and_the_note(cast: Cast) -> None:
    statement = put(cast)

    rejected = reject_statement(statement=statement, by=None, reason="off_topic", note="Another forum.", now=NOW)

    assert (rejected.status, rejected.reason, rejected.note) == (Status.REJECTED, "off_topic", "Another forum.")
    assert record(statement) == [("rejected", "off_topic")]


def test_same_decision_twice_is_one_line_of_the_record(cast: Cast) -> None:
    statement = put(cast)
    for _again in range(2):
        accept_statement(statement=statement, by=None, now=NOW)

    assert record(statement) == [("accepted", "")]


def test_decision_can_be_taken_back_and_the_record_keeps_both(cast: Cast) -> None:
    statement = put(cast)
    reject_statement(statement=statement, by=None, reason="same", now=NOW)

    accepted = accept_statement(statement=statement, by=None, now=NOW)

    assert (accepted.status, accepted.reason, accepted.note) == (Status.ACCEPTED, "", "")
    assert record(statement) == [("rejected", "same"), ("accepted", "")]


def test_second_moderator_is_told_what_the_first_decided(cast: Cast) -> None:
    statement = put(cast)
    accept_statement(statement=statement, by=None, now=NOW)

    with pytest.raises(AlreadyDecidedError, match="accepted"):
        reject_statement(statement=statement, by=None, reason="same", now=NOW)

    assert record(statement) == [("accepted", "")]


def test_what_waits_is_not_removed_but_rejected(cast: Cast) -> None:
    with pytest.raises(AlreadyDecidedError):
        remove_statement(statement=put(cast), by=None, reason="same", now=NOW)


def test_rejected_text_that_stands_meanwhile_cannot_be_accepted(cast: Cast) -> None:
    rejected = reject_statement(statement=put(cast, "Twice"), by=None, reason="same", now=NOW)
    put(cast, "Twice")

    with pytest.raises(SameTextError):
        accept_statement(statement=rejected, by=None, now=NOW)

    assert record(rejected) == [("rejected", "same")]


def test_reason_must_be_in_the_policy(cast: Cast) -> None:
    statement = put(cast)

    with pytest.raises(UnknownReasonError):
        reject_statement(statement=statement, by=None, reason="because", now=NOW)

    statement.refresh_from_db()
    assert statement.status == Status.WAITING


def test_added_statements_stand_numbered_on_and_the_same_text_once(cast: Cast) -> None:
    texts = [english("First"), english("first!"), english("Second"), cast.statement.text]
    Statement.objects.filter(pk=cast.statement.pk).update(fingerprint="x")

    outcome = add_statements(deliberation=cast.deliberation, texts=texts, by=None, now=NOW)

    assert [statement.number for statement in outcome.added] == [7, 8, 9]
    assert [str(text) for text in outcome.already] == ["first!"]
    assert {statement.status for statement in outcome.added} == {Status.ACCEPTED}


@pytest.mark.parametrize("phase", [Phase.CLOSED, Phase.PUBLISHED])
def test_nothing_is_added_after_closing(cast: Cast, phase: Phase) -> None:
    Deliberation.objects.update(phase=phase)

    with pytest.raises(NotNowError):
        add_statements(deliberation=cast.deliberation, texts=[english("Late")], by=None, now=NOW)


def test_translation_is_put_in_replaced_and_taken_out_on_record(cast: Cast) -> None:
    statement = put(cast)
    for text in ("新想法", "一个新想法", ""):
        translate_statement(statement=statement, by=None, language="zh-hans", text=text, now=NOW)

    statement.refresh_from_db()
    assert dict(statement.text.texts) == {"en": "A new thought"}
    assert record(statement) == [("translated", "")] * 3


def test_original_is_never_translated_away(cast: Cast) -> None:
    with pytest.raises(ValueError, match="another than the original's, got 'en'"):
        translate_statement(statement=put(cast), by=None, language="en", text="Other words", now=NOW)
