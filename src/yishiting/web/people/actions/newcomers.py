"""The limit on newcomers: how many open participants one network may bring in an hour.

It is counted where an open participant is made, once for each; whoever answers again passes nothing of it.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings

from yishiting.web.allowing import Allowance, take_one
from yishiting.web.people.errors import TooManyNewcomersError
from yishiting.web.people.models import Network
from yishiting.web.people.networks import network_key

if TYPE_CHECKING:
    from datetime import datetime

_HOUR = timedelta(hours=1)


def count_newcomer(*, address: str, now: datetime) -> None:
    """Count somebody new from a network address. Raises `TooManyNewcomersError` when its allowance is used up."""
    allowance = Allowance(settings.NEWCOMERS_PER_HOUR, _HOUR)
    wait = take_one(Network, network_key(address, now), allowance, now) if allowance.most else None
    if wait is not None:
        raise TooManyNewcomersError(wait)


def forget_networks(*, now: datetime) -> int:
    """Delete what limits nobody any more; give how many networks were forgotten."""
    return Network.objects.filter(used_until__lte=now).delete()[0]
