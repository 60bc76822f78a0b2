"""E-mail addresses belong to whoever proves that mail reaches them."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction

from yishiting.web.people.models import Account


@transaction.atomic
def release_address(*, email: str, for_account: Account | None) -> None:
    """Take an address from accounts that only claim it, before another one claims or confirms it.

    Who had asked for a code before can still type it: a code proves the address whoever else claims it.
    """
    mine = 0 if for_account is None else for_account.pk
    EmailAddress.objects.filter(email__iexact=email, verified=False).exclude(user=mine).delete()
    claimed = Account.objects.filter(email__iexact=email).exclude(pk=mine)
    claimed.exclude(emailaddress__email__iexact=email, emailaddress__verified=True).update(email=None)
