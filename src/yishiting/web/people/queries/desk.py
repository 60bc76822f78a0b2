"""People as the desk lists them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Count, F, OuterRef, Prefetch, Q, Subquery
from django.db.models.functions import Coalesce

from yishiting.web.content import interface_languages
from yishiting.web.people.models import (
    Account,
    Appointment,
    ConstituencyKind,
    Delegation,
    Invitation,
    Membership,
    OutboxMail,
    Participant,
    Seat,
    Tier,
)

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet


@dataclass(frozen=True)
class PeopleAtADesk:
    """How many of each there are."""

    n_accounts: int
    n_appointments: int
    n_delegations: int
    n_seats: int
    n_verified: int
    n_waiting_links: int
    n_expired_links: int
    n_kinds: int
    n_mails: int


def people_at_the_desk(now: datetime) -> PeopleAtADesk:
    """Count for the page that leads to the others."""
    unused = Invitation.objects.filter(used_at=None, revoked_at=None)
    return PeopleAtADesk(
        n_accounts=Account.objects.count(),
        n_appointments=Appointment.objects.count(),
        n_delegations=Delegation.objects.count(),
        n_seats=Seat.objects.filter(ended_at=None).count(),
        n_verified=Participant.objects.filter(tier=Tier.VERIFIED, is_simulated=False).count(),
        n_waiting_links=unused.filter(expires_at__gt=now).count(),
        n_expired_links=unused.filter(expires_at__lte=now).count(),
        n_kinds=ConstituencyKind.objects.count(),
        n_mails=waiting_mails().count(),
    )


def appointments() -> QuerySet[Appointment]:
    """List roles with who holds them."""
    return Appointment.objects.select_related("account", "host", "forum").order_by("role", "account__name", "pk")


def delegations(now: datetime, search: str = "") -> QuerySet[Delegation]:
    """List delegations with their constituencies, and how many seats are taken and how many links wait."""
    listed = Delegation.objects.select_related("participant").prefetch_related(memberships_in_order("participant__"))
    if search:
        named = [Q(**{f"name__texts__{code}__icontains": search}) for code in interface_languages()]
        listed = listed.filter(reduce(or_, named, Q(slug__icontains=search)))
    waiting = Invitation.objects.filter(delegation=OuterRef("pk"), used_at=None, revoked_at=None, expires_at__gt=now)
    number = waiting.order_by().values("delegation").annotate(number=Count("pk")).values("number")
    counted = listed.annotate(
        n_seats=Count("seats", filter=Q(seats__ended_at=None)), n_waiting=Coalesce(Subquery(number), 0)
    )
    return counted.order_by("slug")


def memberships_in_order(path: str) -> Prefetch[str]:
    """Read constituencies with a participant, in the order of their kinds."""
    ordered = Membership.objects.select_related("constituency", "kind").order_by("kind__order", "kind__slug")
    return Prefetch(f"{path}memberships", queryset=ordered)


def seats_of(delegation: Delegation) -> QuerySet[Seat]:
    """List a delegation's seats, those that ended last."""
    return delegation.seats.select_related("account").order_by(F("ended_at").asc(nulls_first=True), "pk")


def kinds() -> QuerySet[ConstituencyKind]:
    """List kinds with how many values each has, and how many participants belong to one of them."""
    members = Membership.objects.filter(kind=OuterRef("pk")).order_by().values("kind").annotate(n=Count("pk"))
    counted = ConstituencyKind.objects.annotate(
        n_values=Count("constituencies"), n_members=Coalesce(Subquery(members.values("n")), 0)
    )
    return counted.order_by("order", "slug")


def outbox_mails(states: Iterable[str]) -> QuerySet[OutboxMail]:
    """Give messages in these states, without their texts."""
    return OutboxMail.objects.filter(state__in=states).defer("body")


def waiting_mails() -> QuerySet[OutboxMail]:
    """Give what somebody or the worker still has to deal with."""
    return OutboxMail.objects.exclude(state=OutboxMail.State.SENT)
