"""The invented people of the ready assembly: delegations, verified and open participants."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from yishiting.web.people.default_kinds import make_default_kinds
from yishiting.web.people.models import Constituency, Delegation, Membership, Participant, Tier
from yishiting.web.people.rules import seed_of
from yishiting.web.programme.sample_assembly import words

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.sample.people import People


def make_people(people: People, now: datetime) -> list[Participant]:
    """Make everybody, in the order of the simulation."""
    tiers = [Tier(name) for name in people.design.tiers]
    held = [tiers[place] for place in people.tier.tolist()]
    delegations = _make_delegations(people, held, now)
    made = Participant.objects.bulk_create(
        (
            Participant(
                tier=tier,
                delegation=delegations.get(place),
                seed=seed_of("sample", name),
                is_simulated=True,
                made_at=now,
            )
            for place, (name, tier) in enumerate(zip(people.ids, held, strict=True))
        ),
        batch_size=500,
    )
    _join(people, made)
    return made


def _make_delegations(people: People, held: list[Tier], now: datetime) -> dict[int, Delegation]:
    """Make a delegation for each person who is one; by their places."""
    categories = [value.key for value in people.design.kinds[0].values]
    category_of = people.constituency[people.design.kinds[0].column].tolist()
    numbers: Counter[str] = Counter()
    made: dict[int, Delegation] = {}
    for place, tier in enumerate(held):
        if tier != Tier.DELEGATION:
            continue
        category = categories[category_of[place]]
        name = words.delegation_name(category, numbers[category])
        numbers[category] += 1
        slug = f"sample-{category}-{numbers[category]}"
        made[place] = Delegation(slug=slug, name=name, is_sample=True, made_at=now)
    return dict(zip(made, Delegation.objects.bulk_create(made.values()), strict=True))


def _join(people: People, participants: list[Participant]) -> None:
    """Put everybody into the constituencies that the simulation declares for them."""
    make_default_kinds()
    for kind in people.design.kinds:
        known = {each.slug: each for each in Constituency.objects.filter(kind__slug=kind.column).select_related("kind")}
        values = [known.get(words.CONSTITUENCIES[kind.column][value.key]) for value in kind.values]
        Membership.objects.bulk_create(
            (
                Membership(participant=participant, kind=found.kind, constituency=found)
                for participant, place in zip(participants, people.constituency[kind.column].tolist(), strict=True)
                if (found := values[place]) is not None
            ),
            batch_size=500,
        )
