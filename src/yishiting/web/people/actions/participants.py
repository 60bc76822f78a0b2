"""Who answers: a participant's row is made at the first answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from yishiting.web.people.actions.newcomers import count_newcomer
from yishiting.web.people.actions.tiers import raise_to_verified
from yishiting.web.people.models import Participant, Tier
from yishiting.web.people.rules import seed_of, tier_earned

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.people.models import Account


@transaction.atomic
def join_as_open(*, cookie_key: str, address: str, now: datetime) -> Participant:
    """Give the participant of a cookie; the database makes many first answers at once one person's.

    Who is new is counted for the network of their address. Raises `TooManyNewcomersError`.
    """
    known = {"tier": Tier.OPEN, "seed": seed_of("cookie", cookie_key), "made_at": now}
    participant, is_new = Participant.objects.get_or_create(cookie_key=cookie_key, defaults=known)
    if is_new:
        count_newcomer(address=address, now=now)
    return participant


@transaction.atomic
def participant_for_account(*, account: Account, now: datetime) -> Participant:
    """Give the participant of an account; its tier rises when the assembly's rule has come to hold, and never falls."""
    participant = Participant.objects.filter(account=account).first()
    if participant is not None and participant.tier == Tier.VERIFIED:
        return participant
    tier = tier_earned(account)
    if participant is None:
        known = {"tier": tier, "seed": seed_of("account", str(account.pk)), "made_at": now}
        return Participant.objects.get_or_create(account=account, defaults=known)[0]
    if tier == Tier.VERIFIED:
        raise_to_verified(participant=participant)
    return participant


@transaction.atomic
def verify(*, account: Account, now: datetime) -> Participant:
    """Count an account's own answers as a verified person's from now on: somebody entitled to invited them.

    Where they have answered before, they go on counting as they did.
    """
    participant = participant_for_account(account=account, now=now)
    if participant.tier != Tier.VERIFIED:
        raise_to_verified(participant=participant)
    return participant
