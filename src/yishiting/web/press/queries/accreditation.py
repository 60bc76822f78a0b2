"""Requests for accreditation: one's own, and all of them for the press desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Case, Count, Exists, IntegerField, OuterRef, Q, Value, When
from django.utils.translation import gettext as _

from yishiting.web.people.models import Appointment
from yishiting.web.press.models import Accreditation

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from yishiting.web.people.models import Account

Status = Accreditation.Status


@dataclass(frozen=True)
class Asker:
    """Who asks, under which name and for which outlet: as a published question names them for good."""

    account: Account
    name: str
    outlet: str


def accreditation_of(account: Account) -> Accreditation | None:
    """Give an account's request, if it has made one."""
    return Accreditation.objects.filter(account=account).first()


def asker_of(account: Account) -> Asker:
    """Give the name under which somebody asks: as accredited, else as their account is called, of no outlet."""
    accreditation = accreditation_of(account)
    if accreditation is not None and accreditation.status == Status.GRANTED:
        return Asker(account, accreditation.name, accreditation.outlet)
    # An e-mail address, which an account without a name is called by, is for nobody else.
    return Asker(account, account.name or _("A journalist"), "")


def accreditations(status: str = "") -> QuerySet[Accreditation]:
    """List requests, those that wait first, then the latest; ``has_role`` says who may ask questions now."""
    role = Appointment.objects.filter(account=OuterRef("account"), role=Appointment.Role.JOURNALIST)
    waits = Case(When(status=Status.WAITING, then=Value(0)), default=Value(1), output_field=IntegerField())
    found = Accreditation.objects.select_related("account").annotate(has_role=Exists(role), rank=waits)
    return (found.filter(status=status) if status in Status.values else found).order_by("rank", "-made_at", "-pk")


def counts_by_status() -> dict[str, int]:
    """Count requests by what has become of them."""
    counts = {value: Count("pk", Q(status=value)) for value in Status.values}
    return dict(Accreditation.objects.aggregate(**counts))


def n_waiting_accreditations() -> int:
    """Count requests that wait for a decision."""
    return Accreditation.objects.filter(status=Status.WAITING).count()
