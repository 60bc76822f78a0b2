"""Small predicates about people, and what is computed from what they are known by."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress

from yishiting.web.people.models import Appointment, Tier
from yishiting.web.programme.models import Assembly
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.people.models import Account, Invitation
    from yishiting.web.programme.models import Forum, Host

_ROLE = Appointment.Role


def role_fits(role: str, host: Host | None, forum: Forum | None) -> bool:
    """Staff belong to a host, chairs to a forum; moderators to a forum or to neither; the others to neither."""
    if role == _ROLE.STAFF:
        return host is not None and forum is None
    if role == _ROLE.CHAIR:
        return host is None and forum is not None
    return host is None and (forum is None or role == _ROLE.MODERATOR)


def is_open_to_use(invitation: Invitation, now: datetime) -> bool:
    """Tell whether a link still lets somebody in."""
    return invitation.used_at is None and invitation.revoked_at is None and invitation.expires_at > now


def has_confirmed_email(account: Account) -> bool:
    """Tell whether the account has proved that mail to one of its addresses reaches its owner."""
    return bool(EmailAddress.objects.filter(user=account, verified=True).exists())


def tier_earned(account: Account) -> Tier:
    """Give the tier of an account's own answers, as far as its e-mail address decides; an invitation may raise it."""
    by_email = current_assembly().verification == Assembly.Verification.EMAIL
    return Tier.VERIFIED if by_email and has_confirmed_email(account) else Tier.OPEN


def hash_of(token: str) -> str:
    """Give what is kept of a link: whoever reads the database cannot open it."""
    return hashlib.sha256(token.encode()).hexdigest()


def seed_of(kind: str, key: str) -> int:
    """Give the number that settles in which order somebody is shown statements: the same for the same key."""
    return int.from_bytes(hashlib.sha256(f"{kind}:{key}".encode()).digest()[:4]) >> 1
