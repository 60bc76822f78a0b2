"""Roles: given and taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.people.errors import LastOrganiserError, MisplacedError
from yishiting.web.people.models import Account, Appointment, Invitation
from yishiting.web.people.rules import role_fits

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.programme.models import Forum, Host


@transaction.atomic
def appoint(
    *,
    account: Account,
    role: str,
    host: Host | None = None,
    forum: Forum | None = None,
    by: Account | None,
    now: datetime,
) -> Appointment:
    """Give a role; giving it twice changes nothing."""
    if role not in Appointment.Role.values or not role_fits(role, host, forum):
        raise MisplacedError(f"`role` must belong where it is given, got {role} with {host or forum or 'neither'}")
    appointment, is_new = Appointment.objects.get_or_create(
        account=account, role=role, host=host, forum=forum, defaults={"made_at": now}
    )
    if is_new:
        record_act(by=by, what=What.ROLE_GIVEN, about=account, details=_told(appointment), now=now)
    return appointment


@transaction.atomic
def dismiss(*, appointment: Appointment, by: Account, now: datetime) -> None:
    """Take a role away, at once. With an organiser's role go the unused links that they made: one might be their own.

    Raises `LastOrganiserError` when nobody would be left who can give roles.
    """
    if appointment.role == Appointment.Role.ORGANISER:
        _keep_one_organiser(appointment)
        made = Invitation.objects.filter(made_by=appointment.account_id, used_at=None, revoked_at=None)
        made.update(revoked_at=now)
    Appointment.objects.filter(pk=appointment.pk).delete()
    about = appointment.account
    record_act(by=by, what=What.ROLE_TAKEN, about=about, details=_told(appointment), now=now)


def _told(appointment: Appointment) -> dict[str, str]:
    place = appointment.host or appointment.forum
    return {"role": appointment.role} | ({"of": place.slug} if place else {})


def _keep_one_organiser(appointment: Appointment) -> None:
    # All organisers' rows are locked in one order: of two who dismiss each other, the second finds nobody left.
    organisers = (
        Appointment.objects.select_for_update(of=("self",)).filter(role=Appointment.Role.ORGANISER).order_by("pk")
    )
    others = [each for each in organisers.select_related("account") if each.pk != appointment.pk]
    if not any(each.account.is_active for each in others):
        raise LastOrganiserError
