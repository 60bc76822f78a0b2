"""Exhibitors by where they stand: halls in their order, booths as people count them."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from yishiting.web.exhibition.queries.exhibitors import public_exhibitors

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from yishiting.web.exhibition.models import Exhibitor, Hall


@dataclass(frozen=True)
class HallList:
    """A hall and who stands in it, by booth; ``hall`` is `None` for those who have no place yet."""

    hall: Hall | None
    exhibitors: list[Exhibitor]


def listed_in_halls() -> QuerySet[Exhibitor]:
    """Give the public exhibitors with their halls and without their longer texts."""
    return public_exhibitors().select_related("hall").defer("about", "search_text").prefetch_related("links")


def floor_list() -> list[HallList]:
    """Give every public exhibitor by hall and booth."""
    return halls_of(listed_in_halls())


def halls_of(exhibitors: Iterable[Exhibitor]) -> list[HallList]:
    """Sort exhibitors into their halls; those without a hall come last, within a hall those without a booth do."""
    placed = sorted(exhibitors, key=_place)
    return [HallList(hall, list(each)) for hall, each in groupby(placed, lambda exhibitor: exhibitor.hall)]


def _place(exhibitor: Exhibitor) -> tuple[bool, int, str, bool, str, str]:
    hall = exhibitor.hall
    order, slug = (hall.order, hall.slug) if hall else (0, "")
    return hall is None, order, slug, not exhibitor.booth, exhibitor.booth_order, exhibitor.slug
