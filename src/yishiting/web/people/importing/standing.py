"""What is there already of what a file names, read in a handful of queries whatever its length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress

from yishiting.web.people.models import Delegation, Invitation, Membership, Seat

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from django.db.models import QuerySet

    from yishiting.web.people.models import Constituency

_AT_ONCE = 500  # databases take only so many values in one query


@dataclass(frozen=True)
class Standing:
    """Delegations by short name, constituencies by delegation and kind, seats and links by delegation and guest."""

    delegations: Mapping[str, Delegation]
    belongs: Mapping[int, Mapping[str, Constituency]]
    seats: Mapping[tuple[str, str], Seat | Invitation]


def read_standing(slugs: AbstractSet[str], now: datetime) -> Standing:
    """Read what stands under these short names."""
    delegations: dict[str, Delegation] = {}
    belongs: dict[int, dict[str, Constituency]] = {}
    seats: dict[tuple[str, str], Seat | Invitation] = {}
    ordered = sorted(slugs)
    for start in range(0, len(ordered), _AT_ONCE):
        some = Delegation.objects.filter(slug__in=ordered[start : start + _AT_ONCE])
        delegations |= {each.slug: each for each in some.select_related("participant")}
        for membership in Membership.objects.filter(participant__delegation__in=some).select_related(
            "constituency", "kind", "participant"
        ):
            mine = belongs.setdefault(membership.participant.delegation_id or 0, {})
            mine[membership.kind.slug] = membership.constituency
        _read_links(some, now, seats)
        _read_seats(some, seats)
    return Standing(delegations, belongs, seats)


def _read_links(some: QuerySet[Delegation], now: datetime, seats: dict[tuple[str, str], Seat | Invitation]) -> None:
    waiting = Invitation.objects.filter(delegation__in=some, used_at=None, revoked_at=None, expires_at__gt=now)
    for link in waiting.select_related("delegation"):
        if link.delegation is not None:
            seats[link.delegation.slug, link.email or link.name] = link


def _read_seats(some: QuerySet[Delegation], seats: dict[tuple[str, str], Seat | Invitation]) -> None:
    taken = Seat.objects.filter(delegation__in=some, ended_at=None).select_related("delegation", "account")
    holders = {(seat.delegation_id, seat.account_id): seat for seat in taken}
    confirmed = EmailAddress.objects.filter(verified=True, user__seats__in=taken).values_list("user_id", "email")
    addresses: dict[int, list[str]] = {}
    for account, email in confirmed:
        addresses.setdefault(account, []).append(email.lower())
    for seat in holders.values():
        for guest in (*addresses.get(seat.account_id, ()), seat.account.name):
            seats.setdefault((seat.delegation.slug, guest), seat)
    # Whoever came by a link need not have confirmed the address to which it was sent: the link says who they are.
    used = Invitation.objects.filter(delegation__in=some, used_by__isnull=False)
    for delegation, account, email, name in used.values_list("delegation_id", "used_by_id", "email", "name"):
        holder = holders.get((delegation or 0, account or 0))
        if holder is not None:
            seats[holder.delegation.slug, email or name] = holder
