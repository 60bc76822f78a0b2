"""Exhibitors by where they stand: halls in their order, booths as people count them."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from yishiting.web.exhibition.models import ChainLink, Exhibitor, Hall
from yishiting.web.exhibition.queries.exhibitors import public_exhibitors

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet


@dataclass(frozen=True)
class Stand:
    """Somebody at their booth, and the links of the chain to which they belong."""

    exhibitor: Exhibitor
    links: list[ChainLink]


@dataclass(frozen=True)
class HallList:
    """A hall and who stands in it, by booth; ``hall`` is `None` for those who have no place yet."""

    hall: Hall | None
    stands: list[Stand]


def listed_in_halls() -> QuerySet[Exhibitor]:
    """Give the public exhibitors with what a list of them by halls shows."""
    return public_exhibitors().only("slug", "name", "hall", "booth", "booth_order", "is_published")


def floor_list() -> list[HallList]:
    """Give every public exhibitor by hall and booth."""
    return halls_of(listed_in_halls())


def halls_of(exhibitors: QuerySet[Exhibitor]) -> list[HallList]:
    """Sort exhibitors into their halls; those without a hall come last, within a hall those without a booth do."""
    links, halls = _links_of(exhibitors), {each.pk: each for each in Hall.objects.all()}
    ordered = list(halls)
    placed = sorted(exhibitors, key=lambda each: _place(each, ordered))
    return [
        HallList(halls.get(hall) if hall else None, [Stand(each, links[each.pk]) for each in standing])
        for hall, standing in groupby(placed, lambda each: each.hall_id)
    ]


def _links_of(exhibitors: QuerySet[Exhibitor]) -> dict[int, list[ChainLink]]:
    """Read to which links some exhibitors belong, each link once: there are few, and thousands of exhibitors."""
    links = {each.pk: each for each in ChainLink.objects.all()}
    pairs = Exhibitor.links.through.objects.filter(exhibitor__in=exhibitors.values("pk"))
    found: dict[int, list[ChainLink]] = defaultdict(list)
    for exhibitor, link in pairs.order_by("chainlink__order", "chainlink__slug").values_list("exhibitor", "chainlink"):
        found[exhibitor].append(links[link])
    return found


def _place(exhibitor: Exhibitor, halls: Sequence[int]) -> tuple[int, bool, str, str]:
    place = len(halls) if exhibitor.hall_id is None else halls.index(exhibitor.hall_id)
    return place, not exhibitor.booth, exhibitor.booth_order, exhibitor.slug
