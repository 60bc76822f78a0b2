"""Which exhibitors somebody wants to see, in the order in which one walks past them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yishiting.web.exhibition.models import Favourite, Walk
from yishiting.web.exhibition.queries.halls import halls_of, listed_in_halls

if TYPE_CHECKING:
    from yishiting.web.exhibition.queries.halls import HallList
    from yishiting.web.programme.agenda_owner import Owner


def walk_of(owner: Owner) -> Walk | None:
    """Give somebody's walk; there is none before the first favourite."""
    if owner.account is not None:
        return Walk.objects.filter(account=owner.account).first()
    return Walk.objects.filter(cookie_key=owner.cookie_key).first() if owner.cookie_key else None


def favoured_by(owner: Owner) -> frozenset[int]:
    """Give the keys of all exhibitors on somebody's walk, in one query."""
    if owner.account is None and not owner.cookie_key:
        return frozenset()
    whose = {"walk__account": owner.account} if owner.account else {"walk__cookie_key": owner.cookie_key}
    return frozenset(Favourite.objects.filter(**whose).values_list("exhibitor_id", flat=True))


def walk_halls(owner: Owner) -> list[HallList]:
    """Give the exhibitors on somebody's walk by hall and booth; what is not public now is not among them."""
    walk = walk_of(owner)
    if walk is None:
        return []
    return halls_of(listed_in_halls().filter(pk__in=walk.favourites.values("exhibitor")))
