"""Accreditation of journalists: asked for, granted, refused, ended. The role comes and goes with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.people.actions.appointments import appoint, dismiss
from yishiting.web.people.models import Appointment
from yishiting.web.people.outbox import queue
from yishiting.web.people.text import one_line
from yishiting.web.press.models import Accreditation
from yishiting.web.press.refusals import AskedAlreadyError, MovedOnError
from yishiting.web.programme.queries.agenda import address_of
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from yishiting.web.people.models import Account

Status = Accreditation.Status
_ASKS_AGAIN = (Status.REFUSED, Status.ENDED)
_ROLE = Appointment.Role.JOURNALIST


@transaction.atomic
def request_accreditation(
    *, account: Account, values: Mapping[str, Any], language: str, now: datetime
) -> Accreditation:
    """Ask, or ask again after a refusal or an end. Raises `AskedAlreadyError` while one waits or is granted."""
    told = {**values, "language": language, "made_at": now}
    accreditation, is_new = Accreditation.objects.get_or_create(account=account, defaults=told)
    if is_new:
        return accreditation
    again = {**told, "status": Status.WAITING, "reason": "", "decided_at": None, "decided_by": None}
    if not Accreditation.objects.filter(pk=accreditation.pk, status__in=_ASKS_AGAIN).update(**again):
        raise AskedAlreadyError
    return Accreditation.objects.get(pk=accreditation.pk)


@transaction.atomic
def choose_mails(*, accreditation: Accreditation, wants_releases: bool) -> None:
    """Say whether new releases are to come by e-mail."""
    Accreditation.objects.filter(pk=accreditation.pk).update(wants_releases=wants_releases)


@transaction.atomic
def grant_accreditation(*, accreditation: Accreditation, by: Account, now: datetime) -> Accreditation:
    """Accredit somebody: they are a journalist from now on, and are told. Raises `MovedOnError`."""
    fresh = _decide(accreditation, (Status.WAITING,), Status.GRANTED, by=by, now=now)
    appoint(account=fresh.account, role=_ROLE, by=by, now=now)
    record_act(by=by, what=What.ACCREDITATION_GRANTED, thing=_name_of(fresh), about=fresh.account, now=now)
    return fresh


@transaction.atomic
def refuse_accreditation(*, accreditation: Accreditation, by: Account, reason: str, now: datetime) -> Accreditation:
    """Refuse a request; they are told why, and may ask again. Raises `MovedOnError`."""
    fresh = _decide(accreditation, (Status.WAITING,), Status.REFUSED, by=by, reason=reason, now=now)
    record_act(by=by, what=What.ACCREDITATION_REFUSED, thing=_name_of(fresh), about=fresh.account, now=now)
    return fresh


@transaction.atomic
def end_accreditation(*, accreditation: Accreditation, by: Account, reason: str, now: datetime) -> Accreditation:
    """Take an accreditation back, and the role with it. Raises `MovedOnError`."""
    fresh = _decide(accreditation, (Status.GRANTED,), Status.ENDED, by=by, reason=reason, now=now)
    held = Appointment.objects.select_related("account", "host", "forum").filter(account=fresh.account, role=_ROLE)
    for appointment in held:
        dismiss(appointment=appointment, by=by, now=now)
    record_act(by=by, what=What.ACCREDITATION_ENDED, thing=_name_of(fresh), about=fresh.account, now=now)
    return fresh


def _decide(
    accreditation: Accreditation,
    before: tuple[Status, ...],
    after: Status,
    *,
    by: Account,
    now: datetime,
    reason: str = "",
) -> Accreditation:
    # One conditional update: of two decisions at the same moment one is made.
    mine = Accreditation.objects.filter(pk=accreditation.pk, status__in=before)
    is_mine = mine.update(status=after, reason=reason, decided_at=now, decided_by=by)
    fresh = Accreditation.objects.select_related("account").get(pk=accreditation.pk)
    if not is_mine:
        raise MovedOnError(fresh)
    queue(_mails(fresh))
    return fresh


def _mails(accreditation: Accreditation) -> list[EmailMessage]:
    """Tell the journalist, in their language; there is nothing to write without a confirmed address."""
    address = address_of(accreditation.account)
    if not address:
        return []
    assembly = current_assembly()
    with override(accreditation.language or settings.LANGUAGE_CODE):
        words = {"accreditation": accreditation, "assembly": assembly, "site": settings.PUBLIC_URL}
        subject = _("%(assembly)s: your accreditation") % {"assembly": str(assembly) or "Yishiting 议事厅"}
        body = render_to_string("press/mail/accreditation.txt", words)
    return [EmailMessage(one_line(subject), body, to=[address])]


def _name_of(accreditation: Accreditation) -> str:
    return f"accreditation {accreditation.pk}"
