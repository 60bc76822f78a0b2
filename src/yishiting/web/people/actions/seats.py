"""Seats in delegations: given and ended."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from django.db import transaction

from yishiting.web.people.models import Seat

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.people.models import Account, Delegation

_log = logging.getLogger(__name__)


@transaction.atomic
def give_seat(*, delegation: Delegation, account: Account, title: str = "", now: datetime) -> Seat:
    """Give an account a seat, or the one that it had before."""
    known = {"title": title, "taken_at": now}
    seat, is_new = Seat.objects.get_or_create(delegation=delegation, account=account, defaults=known)
    if not is_new:
        seat.title = title or seat.title
        if seat.ended_at is not None:
            seat.taken_at, seat.ended_at = now, None
        seat.save(update_fields=["title", "taken_at", "ended_at"])
    return seat


def end_seat(*, seat: Seat, by: Account, now: datetime) -> bool:
    """End a seat at once: the next request finds it gone. What was answered from it stays the delegation's."""
    is_ended = Seat.objects.filter(pk=seat.pk, ended_at=None).update(ended_at=now) == 1
    _log.info("account %s ended seat %s: %s", by.pk, seat.pk, is_ended)
    return is_ended
