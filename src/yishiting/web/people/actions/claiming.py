"""An account takes over the answers that its owner gave before, known by a cookie only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from yishiting.web.deliberation.models import ANSWERING, Phase, Statement, Vote, VoteEntry
from yishiting.web.people.actions.participants import participant_for_account
from yishiting.web.people.actions.tiers import answered_deliberations, keep_counting, raise_to_verified
from yishiting.web.people.models import CountedAs, Membership, Participant, Tier
from yishiting.web.people.rules import tier_earned

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from yishiting.web.people.models import Account

# What has been counted for the last time stays as it was counted.
_STILL_COUNTING = ANSWERING | {Phase.DRAFT}


@dataclass(frozen=True)
class Claimed:
    """What came over: answers that are the account's now, and answers for which the account had a later one.

    ``n_apart`` stay as they are, nobody's: the account has answered there as somebody of another tier.
    """

    participant: Participant
    n_taken: int
    n_later: int
    n_apart: int = 0


@transaction.atomic
def claim(*, account: Account, cookie_key: str, now: datetime) -> Claimed | None:
    """Make a cookie's answers the account's own; `None` when there are none.

    Of two answers to one statement the later one stands. Nobody is counted twice, and the history of votes only
    grows: a withdrawal where the answer was, a vote where it went.
    """
    _hold_statements_by(cookie_key)
    before = Participant.objects.select_for_update().filter(cookie_key=cookie_key).first() if cookie_key else None
    if before is None:
        return None
    own = Participant.objects.select_for_update().filter(account=account).first()
    if own is None:
        return _adopt(before, account)
    before.cookie_key = None
    before.save(update_fields=["cookie_key"])
    own = participant_for_account(account=account, now=now)
    Statement.objects.filter(author=before).update(author=own)
    _move_memberships(before, own)
    return _merge(before, own, now)


def _hold_statements_by(cookie_key: str) -> None:
    # An answer holds its statement and then its participant. Whoever claims comes the same way round: if they held the
    # participant first, an answer to a statement of one's own and its claim could wait for each other.
    theirs = Statement.objects.filter(author__cookie_key=cookie_key) if cookie_key else Statement.objects.none()
    list(theirs.select_for_update(of=("self",), no_key=True).order_by("pk").values_list("pk"))


def _adopt(before: Participant, account: Account) -> Claimed:
    before.account, before.cookie_key = account, None
    before.save(update_fields=["account", "cookie_key"])
    if tier_earned(account) == Tier.VERIFIED:
        raise_to_verified(participant=before)
    return Claimed(before, before.votes.count(), 0)


def _merge(before: Participant, own: Participant, now: datetime) -> Claimed:
    counting = Vote.objects.filter(statement__deliberation__phase__in=_STILL_COUNTING).select_related("statement")
    found = list(counting.filter(participant=before).order_by("answered_at", "pk"))
    apart = _settle_tiers(before, own, {vote.statement.deliberation_id for vote in found})
    coming = [vote for vote in found if vote.statement.deliberation_id not in apart]
    standing = {vote.statement_id: vote for vote in counting.filter(participant=own)}
    taken = [vote for vote in coming if _is_later(vote, standing.get(vote.statement_id))]
    gone = [standing[vote.statement_id].pk for vote in taken if vote.statement_id in standing]
    late = [vote.pk for vote in coming if vote not in taken]
    Vote.objects.filter(pk__in=gone + late).delete()
    Vote.objects.filter(pk__in=[vote.pk for vote in taken]).update(participant=own)
    VoteEntry.objects.bulk_create([*_withdrawals(coming, before, now), *_casts(taken, own, now)])
    return Claimed(own, len(taken), len(late), len(found) - len(coming))


def _settle_tiers(before: Participant, own: Participant, deliberations: set[int]) -> set[int]:
    """Let answers count as they did; name the deliberations in which the two count as different tiers and stay apart.

    A whole ballot that went from one tier to another could be had by comparing two results.
    """
    if own.tier == before.tier:
        return set()
    answered = answered_deliberations(own) & deliberations
    keep_counting(participant=own, deliberations=deliberations - answered, tier=before.tier)
    as_before = CountedAs.objects.filter(participant=own, tier=before.tier)
    return answered - set(as_before.values_list("deliberation_id", flat=True))


def _is_later(vote: Vote, other: Vote | None) -> bool:
    return other is None or vote.answered_at > other.answered_at


def _withdrawals(votes: Iterable[Vote], before: Participant, now: datetime) -> list[VoteEntry]:
    return [_entry(vote, before, None, now) for vote in votes]


def _casts(votes: Iterable[Vote], own: Participant, now: datetime) -> list[VoteEntry]:
    return [_entry(vote, own, vote.value, now) for vote in votes]


def _entry(vote: Vote, participant: Participant, value: int | None, now: datetime) -> VoteEntry:
    return VoteEntry(
        deliberation_id=vote.statement.deliberation_id,
        participant=participant,
        statement_id=vote.statement_id,
        value=value,
        made_at=now,
    )


def _move_memberships(before: Participant, own: Participant) -> None:
    declared = Membership.objects.filter(participant=own).values("kind")
    before.memberships.exclude(kind__in=declared).update(participant=own)
    before.memberships.all().delete()
