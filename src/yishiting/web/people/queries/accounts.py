"""Accounts by what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress

if TYPE_CHECKING:
    from yishiting.web.people.models import Account


def is_confirmed_by_another(email: str, account: Account | None) -> bool:
    """Tell whether an address is confirmed by an account other than this one, closed accounts included."""
    confirmed = EmailAddress.objects.filter(email=email.strip().lower(), verified=True)
    return bool(confirmed.exclude(user=account).exists() if account else confirmed.exists())


def owner_of(email: str) -> Account | None:
    """Give the account that has confirmed this address. One that only claims it counts for nothing."""
    if not email:
        return None
    # allauth keeps addresses in small letters. Comparing without regard to case would be left to the database, for some
    # of which a dotless i in capitals is the same as an i.
    confirmed = EmailAddress.objects.filter(email=email.strip().lower(), verified=True, user__is_active=True)
    address = confirmed.select_related("user").first()
    return address.user if address else None
