"""E-mail addresses belong to whoever proves that mail reaches them."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from django.db import transaction

from yishiting.web.people.models import Account


@transaction.atomic
def release_address(*, email: str, for_account: Account) -> None:
    """Take an address from accounts that only claim it, before its owner confirms it: it stands with one at most."""
    EmailAddress.objects.filter(email__iexact=email, verified=False).exclude(user=for_account).delete()
    claimed = Account.objects.filter(email__iexact=email).exclude(pk=for_account.pk)
    claimed.exclude(emailaddress__email__iexact=email, emailaddress__verified=True).update(email=None)
