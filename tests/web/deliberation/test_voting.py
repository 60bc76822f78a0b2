"""Casting, changing, withdrawing and undoing answers."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from yishiting.web.deliberation.actions.life import close_deliberation
from yishiting.web.deliberation.actions.statements import remove_statement
from yishiting.web.deliberation.actions.voting import Answer, CastVote, cast_vote, undo_vote, withdraw_vote
from yishiting.web.deliberation.models import Phase, Vote, VoteEntry
from yishiting.web.deliberation.refusals import (
    ChangedMeanwhileError,
    ClaimedMeanwhileError,
    StatementGoneError,
)
from yishiting.web.people.actions.claiming import claim
from yishiting.web.people.models import Participant, Tier
from yishiting.web.permissions.refusal import NotNowError

if TYPE_CHECKING:
    from tests.web.cast import Cast
    from yishiting.web.deliberation.models import Statement
    from yishiting.web.people.models import Account

NOW = timezone.now()
AGREE, DISAGREE, PASS = Answer(1), Answer(-1), Answer(0)


@pytest.fixture
def newcomer(db: None) -> Participant:  # noqa: ARG001 - asked for the database
    return Participant.objects.create(tier=Tier.OPEN, cookie_key="k" * 32, seed=7)


def cast_it(who: Participant, what: Statement, answer: Answer, account: Account | None = None) -> CastVote:
    return cast_vote(participant=who, statement=what, answer=answer, account=account, now=NOW)


def history(who: Participant) -> list[int | None]:
    return list(VoteEntry.objects.filter(participant=who).order_by("pk").values_list("value", flat=True))


def standing(who: Participant, what: Statement) -> Answer | None:
    vote = Vote.objects.filter(participant=who, statement=what).first()
    return None if vote is None else Answer(vote.value, vote.matters, vote.reason)


def test_first_answer_stands_with_one_line_of_history(cast: Cast, newcomer: Participant) -> None:
    result = cast_it(newcomer, cast.statement, Answer(1, matters=True, reason="because"))

    assert result == CastVote(cast.statement, None, Answer(1, matters=True, reason="because"))
    assert standing(newcomer, cast.statement) == Answer(1, matters=True, reason="because")
    assert history(newcomer) == [1]


def test_same_answer_again_changes_nothing(cast: Cast, newcomer: Participant) -> None:
    cast_it(newcomer, cast.statement, AGREE)
    first = Vote.objects.get(participant=newcomer)

    later = cast_vote(
        participant=newcomer, statement=cast.statement, answer=AGREE, account=None, now=NOW + timedelta(minutes=1)
    )

    assert not later.has_changed
    assert Vote.objects.get(participant=newcomer).answered_at == first.answered_at
    assert history(newcomer) == [1]


def test_other_answer_replaces_the_first(cast: Cast, newcomer: Participant) -> None:
    cast_it(newcomer, cast.statement, AGREE)

    result = cast_it(newcomer, cast.statement, DISAGREE)

    assert (result.before, result.after) == (AGREE, DISAGREE)
    assert standing(newcomer, cast.statement) == DISAGREE
    assert history(newcomer) == [1, -1]


def test_reason_added_later_is_kept_without_a_line_of_history(cast: Cast, newcomer: Participant) -> None:
    cast_it(newcomer, cast.statement, AGREE)

    cast_it(newcomer, cast.statement, Answer(1, reason="because"))

    assert standing(newcomer, cast.statement) == Answer(1, reason="because")
    assert history(newcomer) == [1]


def test_withdrawing_leaves_no_vote_and_a_line_of_history(cast: Cast, newcomer: Participant) -> None:
    cast_it(newcomer, cast.statement, AGREE)

    result = withdraw_vote(participant=newcomer, statement=cast.statement, account=None, now=NOW)

    assert (result.before, result.after) == (AGREE, None)
    assert standing(newcomer, cast.statement) is None
    assert history(newcomer) == [1, None]


def test_withdrawing_nothing_writes_nothing(cast: Cast, newcomer: Participant) -> None:
    result = withdraw_vote(participant=newcomer, statement=cast.statement, account=None, now=NOW)

    assert not result.has_changed
    assert history(newcomer) == []


def test_undo_puts_the_whole_earlier_answer_back(cast: Cast, newcomer: Participant) -> None:
    earlier = Answer(1, matters=True, reason="because")
    cast_it(newcomer, cast.statement, earlier)
    change = cast_it(newcomer, cast.statement, DISAGREE)

    undo_vote(participant=newcomer, cast=change, account=None, now=NOW)

    assert standing(newcomer, cast.statement) == earlier
    assert history(newcomer) == [1, -1, 1]


def test_undo_of_a_first_answer_withdraws_it(cast: Cast, newcomer: Participant) -> None:
    first = cast_it(newcomer, cast.statement, AGREE)

    undo_vote(participant=newcomer, cast=first, account=None, now=NOW)

    assert standing(newcomer, cast.statement) is None


def test_undo_leaves_an_answer_alone_that_was_changed_since(cast: Cast, newcomer: Participant) -> None:
    first = cast_it(newcomer, cast.statement, AGREE)
    cast_it(newcomer, cast.statement, DISAGREE)

    with pytest.raises(ChangedMeanwhileError):
        undo_vote(participant=newcomer, cast=first, account=None, now=NOW)

    assert standing(newcomer, cast.statement) == DISAGREE
    assert history(newcomer) == [1, -1]


def test_last_answer_of_any_seat_counts_and_names_the_seat(cast: Cast) -> None:
    delegation = Participant.objects.get(delegation=cast.delegation)
    first, second = cast.people.delegate.account, cast.people.second_seat.account
    statement = cast.statements["own-open", "accepted-of-open"]

    cast_it(delegation, statement, AGREE, first)
    cast_it(delegation, statement, DISAGREE, second)

    vote = Vote.objects.get(participant=delegation, statement=statement)
    assert (vote.value, vote.account) == (-1, second)
    entries = VoteEntry.objects.filter(statement=statement).order_by("pk")
    assert list(entries.values_list("value", "account")) == [(1, first and first.pk), (-1, second and second.pk)]


def test_second_seat_that_says_the_same_is_named(cast: Cast) -> None:
    delegation = Participant.objects.get(delegation=cast.delegation)
    statement = cast.statements["own-open", "accepted-of-open"]
    cast_it(delegation, statement, AGREE, cast.people.delegate.account)

    cast_it(delegation, statement, AGREE, cast.people.second_seat.account)

    assert Vote.objects.get(participant=delegation, statement=statement).account == cast.people.second_seat.account


@pytest.mark.parametrize("phase", [Phase.DRAFT, Phase.CLOSED, Phase.PUBLISHED])
def test_phase_is_read_fresh(cast: Cast, newcomer: Participant, phase: Phase) -> None:
    stale = cast.statement
    type(cast.deliberation).objects.filter(pk=cast.deliberation.pk).update(phase=phase)

    with pytest.raises(NotNowError):
        cast_it(newcomer, stale, AGREE)

    assert (standing(newcomer, stale), history(newcomer)) == (None, [])


@pytest.mark.parametrize("name", ["own-open", "own-votes_only"])
def test_answers_are_taken_while_answering_goes_on(cast: Cast, newcomer: Participant, name: str) -> None:
    cast_it(newcomer, cast.statements[name, "seed"], AGREE)

    assert history(newcomer) == [1]


def test_announced_end_counts_though_nobody_has_closed_yet(cast: Cast, newcomer: Participant) -> None:
    cast.deliberation.closes_at = NOW
    cast.deliberation.save()

    with pytest.raises(NotNowError):
        cast_it(newcomer, cast.statement, AGREE)

    assert history(newcomer) == []


def test_answer_and_withdrawal_and_undo_are_refused_after_closing(cast: Cast, newcomer: Participant) -> None:
    first = cast_it(newcomer, cast.statement, AGREE)
    close_deliberation(deliberation=cast.deliberation, by=None, now=NOW)

    with pytest.raises(NotNowError):
        cast_it(newcomer, cast.statement, DISAGREE)
    with pytest.raises(NotNowError):
        withdraw_vote(participant=newcomer, statement=cast.statement, account=None, now=NOW)
    with pytest.raises(NotNowError):
        undo_vote(participant=newcomer, cast=first, account=None, now=NOW)

    assert standing(newcomer, cast.statement) == AGREE


def test_removed_statement_takes_no_answer(cast: Cast, newcomer: Participant) -> None:
    remove_statement(statement=cast.statement, by=None, reason="unclear", now=NOW)

    with pytest.raises(StatementGoneError):
        cast_it(newcomer, cast.statement, AGREE)

    assert history(newcomer) == []


def test_statement_that_waits_takes_no_answer(cast: Cast, newcomer: Participant) -> None:
    with pytest.raises(StatementGoneError):
        cast_it(newcomer, cast.statements["own-open", "waiting-of-open"], AGREE)


def test_answer_on_its_way_while_an_account_took_the_answers_over_is_not_lost_in_silence(
    cast: Cast, newcomer: Participant
) -> None:
    account = cast.people.verified.account
    assert account is not None
    claim(account=account, cookie_key="k" * 32, now=NOW)

    with pytest.raises(ClaimedMeanwhileError):
        cast_it(newcomer, cast.statements["own-open", "accepted-of-open"], AGREE)

    assert history(newcomer) == []
