"""As whom somebody answers in a deliberation; their participant is made when they answer for the first time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yishiting.web.people.actions.participants import join_as_open, participant_for_account
from yishiting.web.people.rules import seed_of

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.deliberation.models import Deliberation
    from yishiting.web.people.models import Account, Participant
    from yishiting.web.permissions.actor import Actor


@dataclass(frozen=True)
class Voter:
    """Whose answer counts, and for a delegation the account of the seat that gives it."""

    participant: Participant
    account: Account | None


def voter_for(actor: Actor, deliberation: Deliberation, now: datetime) -> Voter | None:
    """Give who answers; `None` for somebody whose browser keeps no cookie and who has no account."""
    seat = actor.seat(deliberation)
    if seat is not None:
        return Voter(seat.delegation.participant, actor.account)
    if actor.participant is not None:
        return Voter(actor.participant, None)
    if actor.account is not None:
        return Voter(participant_for_account(account=actor.account, now=now), None)
    if not actor.cookie_key:
        return None
    return Voter(join_as_open(cookie_key=actor.cookie_key, address=actor.address, now=now), None)


def newcomers_seed(actor: Actor, cookie_key: str) -> int:
    """Give the number that settles somebody's order of statements before their first answer.

    It is the number that they will have as a participant, also on the very page that brings the cookie, so that a
    second tab shows the same statement.
    """
    if actor.account is not None:
        return seed_of("account", str(actor.account.pk))
    return seed_of("cookie", cookie_key)
