"""The invented people of the ready assembly: delegations, verified and open participants."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from yishiting.web.people.default_kinds import make_default_kinds
from yishiting.web.people.models import Constituency, Delegation, Membership, Participant, Tier
from yishiting.web.people.rules import seed_of
from yishiting.web.sample_assembly import words

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.sample.people import People

N_SILENT = 26
_CATEGORIES = tuple(words.PATTERNS)


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
    _invite_silent_ones(Delegation.objects.count(), now)
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


def _invite_silent_ones(n_answering: int, now: datetime) -> None:
    """Make delegations that have not answered anything yet: the desk shows who is still missing."""
    first = n_answering  # beyond the numbers of all categories, so that no name stands twice
    numbers = range(first, first + N_SILENT)
    delegations = Delegation.objects.bulk_create(
        Delegation(
            slug=f"sample-silent-{number}",
            name=words.delegation_name(_CATEGORIES[number % len(_CATEGORIES)], number),
            is_sample=True,
            made_at=now,
        )
        for number in numbers
    )
    participants = Participant.objects.bulk_create(
        Participant(
            tier=Tier.DELEGATION,
            delegation=delegation,
            seed=seed_of("sample", delegation.slug),
            is_simulated=True,
            made_at=now,
        )
        for delegation in delegations
    )
    known = {(each.kind.slug, each.slug): each for each in Constituency.objects.select_related("kind")}
    Membership.objects.bulk_create(
        Membership(participant=participant, kind=found.kind, constituency=found)
        for number, participant in zip(numbers, participants, strict=True)
        for place in _silent_places(number)
        if (found := known.get(place)) is not None
    )


def _silent_places(number: int) -> list[tuple[str, str]]:
    """Give kind and constituency of a silent delegation: the category of its name, and one region after the other."""
    categories, regions = words.CONSTITUENCIES["stakeholder"], list(words.CONSTITUENCIES["region"].values())
    category = categories[_CATEGORIES[number % len(_CATEGORIES)]]
    return [("stakeholder", category), ("region", regions[number // 3 % len(regions)])]


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
