"""Links as the desk and their guests see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q
from django.utils.translation import gettext as _

from yishiting.web.people.models import Appointment, Invitation
from yishiting.web.people.queries.accounts import owner_of
from yishiting.web.people.rules import hash_of, is_open_to_use

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from yishiting.web.people.models import Account

_WITH_NAMES = ("delegation", "host", "forum", "made_by", "used_by")


@dataclass(frozen=True)
class Opened:
    """What somebody who has opened a link is told."""

    invitation: Invitation
    gift: str
    needs_sign_in: bool


def open_link(token: str, account: Account | None, now: datetime) -> Opened | None:
    """Read a link without using it; `None` when it lets nobody in, for whatever reason."""
    found = Invitation.objects.select_related(*_WITH_NAMES).filter(token_hash=hash_of(token)).first()
    if found is None or not is_open_to_use(found, now):
        return None
    return Opened(found, gift_in_words(found), account is None and owner_of(found.email) is not None)


def was_accepted_by(token: str, account: Account | None) -> bool:
    """Tell whether this very account has used the link before: it is theirs to know."""
    return account is not None and Invitation.objects.filter(token_hash=hash_of(token), used_by=account).exists()


def gift_in_words(invitation: Invitation) -> str:
    """Say what a link gives."""
    if invitation.gives == Invitation.Gives.SEAT:
        return _("a seat in the delegation “%s”") % invitation.delegation
    if invitation.gives == Invitation.Gives.VERIFIED:
        return _("a place among the verified participants")
    role = Appointment.Role(invitation.role).label
    place = invitation.host or invitation.forum
    return (
        _("the role “%(role)s” for “%(place)s”") % {"role": role, "place": place}
        if place
        else _("the role “%s”") % role
    )


def invitations(state: str, now: datetime) -> QuerySet[Invitation]:
    """List links for the desk, newest first: those that wait (also those that waited in vain), or all."""
    links = Invitation.objects.select_related(*_WITH_NAMES).order_by("-made_at", "-pk")
    if state == "waiting":
        return links.filter(used_at=None, revoked_at=None, expires_at__gt=now)
    if state == "expired":
        return links.filter(used_at=None, revoked_at=None, expires_at__lte=now)
    return links.filter(Q(used_at__isnull=False)) if state == "used" else links
