"""What somebody sees about themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator

from yishiting.web.deliberation.models import Deliberation
from yishiting.web.people.models import Participant, Tier
from yishiting.web.people.rules import has_confirmed_email

if TYPE_CHECKING:
    from yishiting.web.people.models import Account, Appointment, Seat
    from yishiting.web.permissions.actor import Actor


@dataclass(frozen=True)
class AccountPage:
    """An account's seats (the one they speak for first), roles, ways back in, and answers to be claimed.

    ``still_open_in`` lists where a verified person answered before, and goes on counting as open.
    """

    account: Account
    seats: tuple[Seat, ...]
    appointments: tuple[Appointment, ...]
    is_verified: bool
    n_passkeys: int
    has_email: bool
    n_claimable: int
    still_open_in: tuple[Deliberation, ...]

    @property
    def can_come_back(self) -> bool:
        """Whether they can sign in again once this browser has forgotten them."""
        return self.n_passkeys > 0 or self.has_email

    @property
    def speaks_for(self) -> Seat | None:
        """The seat from which they answer."""
        return self.seats[0] if self.seats else None


def account_page(actor: Actor, account: Account) -> AccountPage:
    """Read an account's own page."""
    keys = Authenticator.objects.filter(user=account, type=Authenticator.Type.WEBAUTHN)
    return AccountPage(
        account=account,
        seats=actor.seats,
        appointments=tuple(account.appointments.select_related("host", "forum").order_by("role", "pk")),
        is_verified=actor.is_verified,
        n_passkeys=keys.count(),
        has_email=has_confirmed_email(account),
        n_claimable=claimable_answers(actor.cookie_key),
        still_open_in=_still_open_in(actor) if actor.is_verified else (),
    )


def _still_open_in(actor: Actor) -> tuple[Deliberation, ...]:
    """Deliberations in which a verified person goes on counting as open: they answered there before."""
    kept = Deliberation.objects.filter(counted_as__participant=actor.participant, counted_as__tier=Tier.OPEN)
    return tuple(kept.only("slug", "question").order_by("order", "pk"))


def claimable_answers(cookie_key: str) -> int:
    """Count the answers that this browser gave before anybody was signed in."""
    if not cookie_key:
        return 0
    before = Participant.objects.filter(cookie_key=cookie_key, account=None).first()
    return before.votes.count() if before else 0
