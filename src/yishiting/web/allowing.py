"""Allowances: how often something may be done, counted in rows of the database, so that restarts change nothing.

A full allowance may be used in one moment, because a hall acts in one moment. After that it flows back evenly, so
that nobody waits for the next full hour. (Known as the generic cell rate algorithm.)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Protocol

from django.db.models import Value
from django.db.models.functions import Greatest

if TYPE_CHECKING:
    from datetime import datetime, timedelta

    from django.db.models import Manager


class AllowanceUsedUpError(Exception):
    """Nothing was changed, and nothing will be for ``wait``; ``page`` is the template that says so."""

    page: ClassVar[str]

    def __init__(self, wait: timedelta) -> None:
        super().__init__(f"the allowance is used up, wait {wait}")
        self.wait = wait


@dataclass(frozen=True)
class Allowance:
    """So many times within such a time; nought for any number."""

    most: int
    within: timedelta

    @property
    def share(self) -> timedelta:
        """The time in which one of them flows back."""
        return self.within / self.most


class Row(Protocol):
    """What is kept: in the past, all of the allowance is there; ``within`` ahead, nothing is."""

    objects: ClassVar[Manager]  # type: ignore[type-arg] # of whatever model
    used_until: datetime


def take_one(rows: type[Row], key: str, allowance: Allowance, now: datetime) -> timedelta | None:
    """Take one out of the allowance kept in the row ``key``; give nothing, or how long to wait where none is left."""
    if not allowance.most or _take(rows, key, allowance, now):
        return None
    row, is_new = rows.objects.get_or_create(key=key, defaults={"used_until": now + allowance.share})
    if is_new or _take(rows, key, allowance, now):  # its first two may come at once
        return None
    wait: timedelta = row.used_until - (now + allowance.within - allowance.share)
    return wait


def _take(rows: type[Row], key: str, allowance: Allowance, now: datetime) -> bool:
    # One conditional update decides: of any number at once, as many get through as the allowance holds.
    enough_is_left = rows.objects.filter(key=key, used_until__lte=now + allowance.within - allowance.share)
    return enough_is_left.update(used_until=Greatest("used_until", Value(now)) + allowance.share) == 1
