"""Accounts by what is known of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress

if TYPE_CHECKING:
    from yishiting.web.people.models import Account


def owner_of(email: str) -> Account | None:
    """Give the account that has confirmed this address. One that only claims it counts for nothing."""
    if not email:
        return None
    confirmed = EmailAddress.objects.filter(email__iexact=email, verified=True, user__is_active=True)
    address = confirmed.select_related("user").first()
    return address.user if address else None
