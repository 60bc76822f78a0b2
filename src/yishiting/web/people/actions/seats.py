"""Seats in delegations: given and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.people.models import Seat

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.people.models import Account, Delegation


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


@transaction.atomic
def end_seat(*, seat: Seat, by: Account, now: datetime) -> bool:
    """End a seat at once: the next request finds it gone. What was answered from it stays the delegation's."""
    is_ended = Seat.objects.filter(pk=seat.pk, ended_at=None).update(ended_at=now) == 1
    if is_ended:
        record_act(by=by, what=What.SEAT_ENDED, thing=seat.delegation.slug, about=seat.account, now=now)
    return is_ended
