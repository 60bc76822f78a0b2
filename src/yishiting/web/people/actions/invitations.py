"""Links that let somebody in: made, taken back, and accepted once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.people.actions.appointments import appoint
from yishiting.web.people.actions.participants import verify
from yishiting.web.people.actions.seats import give_seat
from yishiting.web.people.errors import InvitationRefusedError, MisplacedError, SignInFirstError
from yishiting.web.people.models import Account, Appointment, Invitation
from yishiting.web.people.queries.accounts import owner_of
from yishiting.web.people.rules import hash_of, role_fits

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.people.models import Delegation
    from yishiting.web.programme.models import Forum, Host

TWO_WEEKS = timedelta(days=14)
_TOKEN_BYTES = 16  # 128 bit: nobody finds one by trying


@dataclass(frozen=True)
class Gift:
    """What a link gives; made by one of the three functions below."""

    gives: Invitation.Gives
    delegation: Delegation | None = None
    title: str = ""
    role: str = ""
    host: Host | None = None
    forum: Forum | None = None


def a_seat(delegation: Delegation, title: str = "") -> Gift:
    """Give a seat in a delegation."""
    return Gift(Invitation.Gives.SEAT, delegation=delegation, title=title)


def a_role(role: str, host: Host | None = None, forum: Forum | None = None) -> Gift:
    """Give a role, for one host, one forum or the assembly."""
    if role not in Appointment.Role.values or not role_fits(role, host, forum):
        raise MisplacedError(
            f"`role` must belong where the invitation says, got {role} with {host or forum or 'neither'}"
        )
    return Gift(Invitation.Gives.APPOINTMENT, role=role, host=host, forum=forum)


VERIFICATION = Gift(Invitation.Gives.VERIFIED)


@dataclass(frozen=True)
class Guest:
    """For whom a link is meant, as far as that is known."""

    name: str = ""
    email: str = ""


ANYBODY = Guest()


@transaction.atomic
def invite(
    *, by: Account | None, gives: Gift, guest: Guest = ANYBODY, valid_for: timedelta = TWO_WEEKS, now: datetime
) -> tuple[Invitation, str]:
    """Make a link. The token is given back here and nowhere else; ``by`` is empty for the machine's own operator."""
    invitation, token = prepare(by=by, gives=gives, guest=guest, valid_for=valid_for, now=now)
    invitation.save()
    if by is not None:  # what the first start makes, it says in its own words
        record_act(by=by, what=What.INVITATION_MADE, thing=_name_of(invitation), details=_told(invitation), now=now)
    return invitation, token


def prepare(
    *, by: Account | None, gives: Gift, guest: Guest, valid_for: timedelta, now: datetime
) -> tuple[Invitation, str]:
    """Make an invitation and its token without saving: for those who save many at once."""
    token = secrets.token_urlsafe(_TOKEN_BYTES)
    invitation = Invitation(
        token_hash=hash_of(token),
        gives=gives.gives,
        delegation=gives.delegation,
        title=gives.title,
        role=gives.role,
        host=gives.host,
        forum=gives.forum,
        name=guest.name,
        email=guest.email.strip().lower(),
        made_by=by,
        made_at=now,
        expires_at=now + valid_for,
    )
    return invitation, token


@transaction.atomic
def make_organiser_link(*, now: datetime) -> str:
    """Make the one-time link that the machine's operator opens first; earlier ones lose their force."""
    earlier = Invitation.objects.filter(made_by=None, role=Appointment.Role.ORGANISER, used_at=None, revoked_at=None)
    earlier.update(revoked_at=now)
    _, token = invite(by=None, gives=a_role(Appointment.Role.ORGANISER), valid_for=timedelta(days=1), now=now)
    return token


@transaction.atomic
def renew_invitation(*, invitation: Invitation, by: Account, now: datetime) -> tuple[Invitation, str]:
    """Give a fresh link for the same guest and gift; the old one loses its force. A used one is refused."""
    if invitation.used_at is not None:
        raise InvitationRefusedError("a link that was used cannot be made anew")
    revoke_invitation(invitation=invitation, by=by, now=now)
    gift = Gift(
        Invitation.Gives(invitation.gives),
        delegation=invitation.delegation,
        title=invitation.title,
        role=invitation.role,
        host=invitation.host,
        forum=invitation.forum,
    )
    return invite(by=by, gives=gift, guest=Guest(invitation.name, invitation.email), now=now)


@transaction.atomic
def revoke_invitation(*, invitation: Invitation, by: Account, now: datetime) -> bool:
    """Take a link's force away; `False` when it has been used, or revoked before."""
    unused = Invitation.objects.filter(pk=invitation.pk, used_at=None, revoked_at=None)
    is_revoked = unused.update(revoked_at=now) == 1
    if is_revoked:
        record_act(by=by, what=What.INVITATION_REVOKED, thing=_name_of(invitation), now=now)
    return is_revoked


@transaction.atomic
def accept_invitation(*, token: str, account: Account | None, name: str = "", now: datetime) -> Account:
    """Use a link up and give what it gives, to the account that is signed in or to a new one called ``name``.

    A link never signs anybody in to an account that was there before: whoever made it, or saw it on its way, could
    take that account over. So an address that belongs to an account raises `SignInFirstError`, and a new account gets
    no address at all before its owner has confirmed one.
    """
    invitation = _use_up(token, now)
    if account is None:
        if owner_of(invitation.email) is not None:
            raise SignInFirstError
        account = Account.objects.create_user(name=name or invitation.name, joined_at=now)
    _give(invitation, account, now)
    Invitation.objects.filter(pk=invitation.pk).update(used_by=account)
    told = _told(invitation)
    record_act(by=account, what=What.INVITATION_ACCEPTED, thing=_name_of(invitation), details=told, now=now)
    return account


def _name_of(invitation: Invitation) -> str:
    return f"invitation {invitation.pk}"


def _told(invitation: Invitation) -> dict[str, str]:
    place = invitation.delegation or invitation.host or invitation.forum
    return {"gives": invitation.role or invitation.gives} | ({"of": place.slug} if place else {})


def _use_up(token: str, now: datetime) -> Invitation:
    # One conditional update decides who is first: of any number of requests, in any number of processes, one.
    mine = Invitation.objects.filter(token_hash=hash_of(token), used_at=None, revoked_at=None, expires_at__gt=now)
    if mine.update(used_at=now) != 1:
        raise InvitationRefusedError
    return Invitation.objects.select_related("delegation", "host", "forum").get(token_hash=hash_of(token))


def _give(invitation: Invitation, account: Account, now: datetime) -> None:
    if invitation.gives == Invitation.Gives.SEAT and invitation.delegation is not None:
        give_seat(delegation=invitation.delegation, account=account, title=invitation.title, now=now)
    elif invitation.gives == Invitation.Gives.APPOINTMENT:
        by = invitation.made_by
        appoint(account=account, role=invitation.role, host=invitation.host, forum=invitation.forum, by=by, now=now)
    elif invitation.gives == Invitation.Gives.VERIFIED:
        verify(account=account, now=now)
