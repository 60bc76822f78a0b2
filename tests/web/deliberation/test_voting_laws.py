"""Voting against a plain model: a dictionary of answers and a list of what changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from tests.web.cast import make_cast
from yishiting.web.deliberation.actions.voting import Answer, CastVote, cast_vote, undo_vote, withdraw_vote
from yishiting.web.deliberation.models import Vote, VoteEntry
from yishiting.web.deliberation.refusals import ChangedMeanwhileError
from yishiting.web.people.models import Participant, Tier

if TYPE_CHECKING:
    from yishiting.web.deliberation.models import Statement
    from yishiting.web.people.models import Account

NOW = timezone.now()
ANSWERS = st.builds(Answer, st.sampled_from((-1, 0, 1)), st.booleans(), st.sampled_from(("", "because")))
WHO, WHAT = st.integers(0, 2), st.integers(0, 1)


class Voting(RuleBasedStateMachine):
    """A delegation with two seats and two people, two statements; answers, repeats, withdrawals, undoing."""

    @initialize()
    def begin(self) -> None:
        self.point = transaction.atomic()
        self.point.__enter__()
        stage = make_cast()
        party = Participant.objects.get(delegation=stage.delegation)
        one, other = (Participant.objects.create(tier=Tier.OPEN, cookie_key=key * 32, seed=1) for key in "xy")
        self.voters: list[Participant] = [party, one, other]
        self.seats: list[Account | None] = [stage.people.delegate.account, stage.people.second_seat.account]
        names = ("seed", "accepted-of-open")
        self.statements: list[Statement] = [stage.statements["own-open", name] for name in names]
        VoteEntry.objects.all().delete()
        Vote.objects.all().delete()
        self.answers: dict[tuple[int, int], tuple[Answer, Account | None]] = {}
        self.history: list[tuple[int, int, int | None]] = []
        self.last: tuple[int, int, CastVote] | None = None

    def seat(self, who: int, number: int) -> Account | None:
        return self.seats[number] if who == 0 else None

    def put(self, who: int, what: int, after: tuple[Answer, Account | None] | None) -> None:
        """Change the model."""
        before = self.answers.pop((who, what), None)
        if after is not None:
            self.answers[who, what] = after
        told_before = before and (before[0].value, before[1])
        told_after = after and (after[0].value, after[1])
        if told_before != told_after:
            self.history.append((who, what, after[0].value if after else None))

    @rule(who=WHO, what=WHAT, answer=ANSWERS, number=st.integers(0, 1), times=st.integers(1, 3))
    def answers_it(self, who: int, what: int, answer: Answer, number: int, times: int) -> None:
        seat = self.seat(who, number)
        for again in range(times):
            result = cast_vote(
                participant=self.voters[who], statement=self.statements[what], answer=answer, account=seat, now=NOW
            )
            if not again:
                self.last = (who, what, result)
        self.put(who, what, (answer, seat))

    @rule(who=WHO, what=WHAT, number=st.integers(0, 1))
    def withdraws(self, who: int, what: int, number: int) -> None:
        withdraw_vote(
            participant=self.voters[who], statement=self.statements[what], account=self.seat(who, number), now=NOW
        )
        self.put(who, what, None)

    @precondition(lambda self: getattr(self, "last", None) is not None)
    @rule(number=st.integers(0, 1))
    def undoes(self, number: int) -> None:
        assert self.last is not None
        who, what, change = self.last
        seat, standing = self.seat(who, number), self.answers.get((who, what))
        expected = standing and standing[0]
        if expected != change.after:
            with pytest.raises(ChangedMeanwhileError):
                undo_vote(participant=self.voters[who], cast=change, account=seat, now=NOW)
            return
        undo_vote(participant=self.voters[who], cast=change, account=seat, now=NOW)
        self.put(who, what, None if change.before is None else (change.before, seat))

    @invariant()
    def votes_are_the_models(self) -> None:
        if not hasattr(self, "answers"):
            return
        standing = {
            (self.voters.index(vote.participant), self.statements.index(vote.statement)): (
                Answer(vote.value, vote.matters, vote.reason),
                vote.account,
            )
            for vote in Vote.objects.select_related("participant", "statement", "account")
        }
        assert standing == self.answers

    @invariant()
    def history_is_the_models(self) -> None:
        if not hasattr(self, "history"):
            return
        entries = VoteEntry.objects.select_related("participant", "statement").order_by("pk")
        assert [
            (self.voters.index(entry.participant), self.statements.index(entry.statement), entry.value)
            for entry in entries
        ] == self.history

    def teardown(self) -> None:
        if hasattr(self, "point"):
            transaction.set_rollback(True)
            self.point.__exit__(None, None, None)


@pytest.mark.django_db
def test_voting_is_its_plain_model() -> None:
    run_state_machine_as_test(Voting, settings=settings(max_examples=25, stateful_step_count=20, deadline=None))
