"""The limit on newcomers: how many open participants one network may bring in an hour.

It is counted where an open participant is made, once for each; whoever answers again passes nothing of it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db.models import Value
from django.db.models.functions import Greatest

from yishiting.web.people.errors import TooManyNewcomersError
from yishiting.web.people.models import Network
from yishiting.web.people.networks import network_key

if TYPE_CHECKING:
    from datetime import datetime

_HOUR = timedelta(hours=1)


def count_newcomer(*, address: str, now: datetime) -> None:
    """Count somebody new from a network address. Raises `TooManyNewcomersError` when its allowance is used up.

    A full allowance may be used in one moment, because a hall opens its phones in one moment. After that it flows
    back evenly, so that nobody waits for the next full hour.
    """
    limit = settings.NEWCOMERS_PER_HOUR
    if not limit:
        return
    share, key = _HOUR / limit, network_key(address, now)
    if _use(key, share, now):
        return
    network, is_new = Network.objects.get_or_create(key=key, defaults={"used_until": now + share})
    if is_new or _use(key, share, now):  # its first two may come at once
        return
    raise TooManyNewcomersError(network.used_until - (now + _HOUR - share))


def forget_networks(*, now: datetime) -> int:
    """Delete what limits nobody any more; give how many networks were forgotten."""
    return Network.objects.filter(used_until__lte=now).delete()[0]


def _use(key: str, share: timedelta, now: datetime) -> bool:
    # One conditional update decides: of any number of newcomers at once, as many come in as the allowance holds.
    network = Network.objects.filter(key=key, used_until__lte=now + _HOUR - share)
    return network.update(used_until=Greatest("used_until", Value(now)) + share) == 1
