"""Who has answered in a deliberation: by tier, by constituency, and day by day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Count, Exists, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from yishiting.web.deliberation.models import Vote, VoteEntry
from yishiting.web.people.models import CountedAs, Membership, Participant, Tier

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from yishiting.web.content import Content
    from yishiting.web.deliberation.models import Deliberation
    from yishiting.web.programme.models import Assembly

DAYS = 14


@dataclass(frozen=True)
class Turnout:
    """How many of those who could have answered."""

    name: Content
    n_answered: int
    n_all: int

    @property
    def percent(self) -> int:
        """The share as a whole number, for a bar."""
        return round(100 * self.n_answered / self.n_all) if self.n_all else 0


@dataclass(frozen=True)
class KindTurnout:
    """Delegations by the values of one kind of constituency."""

    name: Content
    values: list[Turnout]


@dataclass(frozen=True)
class Day:
    """Answers of one day; ``x``, ``y`` and ``height`` place its bar in a drawing of 100 by 40."""

    date: date
    n: int
    x: float
    y: float
    height: float


@dataclass(frozen=True)
class Participation:
    """How participation in one deliberation stands and develops."""

    deliberation: Deliberation
    tiers: list[tuple[str, int]]
    n_delegations: int
    n_delegations_answered: int
    kinds: list[KindTurnout]
    days: list[Day]


def participation_in(deliberation: Deliberation, assembly: Assembly, now: datetime) -> Participation:
    """Read how participation stands."""
    voters = Participant.objects.filter(_has_answered(deliberation))
    settled = CountedAs.objects.filter(deliberation=deliberation, participant=OuterRef("pk"))
    counted = voters.order_by().annotate(counts_as=Coalesce(Subquery(settled.values("tier")), "tier"))
    by_tier = dict(counted.values("counts_as").annotate(n=Count("pk")).values_list("counts_as", "n"))
    return Participation(
        deliberation,
        tiers=[(str(tier.label), by_tier.get(tier, 0)) for tier in Tier],
        n_delegations=Participant.objects.filter(tier=Tier.DELEGATION).count(),
        n_delegations_answered=by_tier.get(Tier.DELEGATION, 0),
        kinds=_by_kind(deliberation) if deliberation.admits_delegations else [],
        days=_by_day(deliberation, ZoneInfo(assembly.time_zone), now),
    )


def _has_answered(deliberation: Deliberation, participant: str = "pk") -> Exists:
    votes = Vote.objects.filter(participant=OuterRef(participant), statement__deliberation=deliberation)
    return Exists(votes)


def _by_kind(deliberation: Deliberation) -> list[KindTurnout]:
    of_delegations = Membership.objects.filter(participant__tier=Tier.DELEGATION).select_related("constituency__kind")
    rows = of_delegations.annotate(has_answered=_has_answered(deliberation, "participant")).order_by(
        "kind__order", "kind__slug", "constituency__order", "constituency__slug"
    )
    return _counted(rows)


def _counted(memberships: Iterable[Membership]) -> list[KindTurnout]:
    names: dict[int, Content] = {}
    counts: dict[int, dict[int, list[int]]] = {}
    for each in memberships:
        kind, value = each.constituency.kind, each.constituency
        names.setdefault(-kind.pk, kind.name)
        names.setdefault(value.pk, value.name)
        count = counts.setdefault(kind.pk, {}).setdefault(value.pk, [0, 0])
        count[0] += bool(getattr(each, "has_answered", False))
        count[1] += 1
    return [
        KindTurnout(names[-kind], [Turnout(names[value], *count) for value, count in values.items()])
        for kind, values in counts.items()
    ]


def _by_day(deliberation: Deliberation, zone: ZoneInfo, now: datetime) -> list[Day]:
    """Count the answers of each of the last days, on the assembly's clocks."""
    today = now.astimezone(zone).replace(hour=0, minute=0, second=0, microsecond=0)
    begins = [today - timedelta(days=ago) for ago in range(DAYS - 1, -2, -1)]
    counts = {
        f"day_{place}": Count("pk", Q(made_at__gte=begin, made_at__lt=end))
        for place, (begin, end) in enumerate(pairwise(begins))
    }
    entries = VoteEntry.objects.filter(deliberation=deliberation, value__isnull=False, made_at__gte=begins[0])
    counted = list(entries.order_by().aggregate(**counts).values())
    most = max(counted, default=0) or 1
    return [
        Day(
            begin.date(),
            n,
            x=round(place * 100 / DAYS, 2),
            y=round(40 - 40 * n / most, 2),
            height=round(40 * n / most, 2),
        )
        for place, (begin, n) in enumerate(zip(begins, counted, strict=False))
    ]
