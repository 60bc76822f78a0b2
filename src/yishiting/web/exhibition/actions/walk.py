"""Put exhibitors on one's walk and take them off."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from yishiting.web.exhibition.models import Favourite, Walk
from yishiting.web.exhibition.queries.walk import walk_of

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.exhibition.models import Exhibitor
    from yishiting.web.people.models import Account
    from yishiting.web.programme.agenda_owner import Owner


@transaction.atomic
def favour_exhibitor(*, owner: Owner, exhibitor: Exhibitor, now: datetime) -> None:
    """Put an exhibitor on somebody's walk; their first one makes it."""
    Favourite.objects.get_or_create(walk=_walk_for(owner, now), exhibitor=exhibitor, defaults={"made_at": now})


def unfavour_exhibitor(*, owner: Owner, exhibitor: Exhibitor) -> None:
    """Take an exhibitor off somebody's walk."""
    walk = walk_of(owner)
    if walk is not None:
        Favourite.objects.filter(walk=walk, exhibitor=exhibitor).delete()


@transaction.atomic
def take_over_walk(*, account: Account, cookie_key: str) -> bool:
    """Make a browser's walk the account's own, or join it to the one there is; tell whether there was one."""
    before = Walk.objects.select_for_update().filter(cookie_key=cookie_key).first() if cookie_key else None
    if before is None:
        return False
    own = Walk.objects.filter(account=account).first()
    if own is None:
        before.account, before.cookie_key = account, None
        before.save(update_fields=["account", "cookie_key"])
        return True
    before.favourites.exclude(exhibitor__in=own.favourites.values("exhibitor")).update(walk=own)
    before.delete()
    return True


def _walk_for(owner: Owner, now: datetime) -> Walk:
    if owner.account is not None:
        return Walk.objects.get_or_create(account=owner.account, defaults={"made_at": now})[0]
    if not owner.cookie_key:
        raise ValueError("`owner` must have an account or a key, got neither")
    return Walk.objects.get_or_create(cookie_key=owner.cookie_key, defaults={"made_at": now})[0]
