"""A tier rises. What somebody has answered already goes on counting as it did: see `CountedAs`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from yishiting.web.deliberation.models import VoteEntry
from yishiting.web.people.models import CountedAs, Participant, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable


@transaction.atomic
def raise_to_verified(*, participant: Participant) -> None:
    """Count a participant as verified wherever they have not answered yet."""
    # An answer holds its participant: it came before and is seen here, or it comes after and is a verified person's.
    held = Participant.objects.select_for_update().get(pk=participant.pk)
    if held.tier == Tier.OPEN:
        keep_counting(participant=held, deliberations=answered_deliberations(held), tier=Tier.OPEN)
        Participant.objects.filter(pk=held.pk).update(tier=Tier.VERIFIED)
    participant.tier = Tier.VERIFIED


def keep_counting(*, participant: Participant, deliberations: Iterable[int], tier: str) -> None:
    """Let a participant count as this tier in these deliberations, unless it is settled already as what."""
    rows = [CountedAs(participant=participant, deliberation_id=each, tier=tier) for each in sorted(deliberations)]
    CountedAs.objects.bulk_create(rows, ignore_conflicts=True)


def answered_deliberations(participant: Participant) -> set[int]:
    """Name the deliberations in which somebody has ever answered, by number."""
    entries = VoteEntry.objects.filter(participant=participant).order_by()
    return set(entries.values_list("deliberation_id", flat=True).distinct())
