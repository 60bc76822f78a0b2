"""How much may be written: by one person, from one network, in the whole assembly.

A cookie can be thrown away; the limits on the network and on the assembly hold all the same. They hold apart for those
with and those without an account: whoever throws cookies away uses nothing up for people who have signed in.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Literal

from django.conf import settings
from django.db import transaction
from django.utils.crypto import salted_hmac

from yishiting.web.allowing import Allowance as Limit
from yishiting.web.allowing import AllowanceUsedUpError, take_one
from yishiting.web.comments.models import Allowance
from yishiting.web.people.networks import network_key

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.people.models import Account

    What = Literal["comment", "report"]

_HOUR = timedelta(hours=1)
_SALT = "yishiting.comments.allowance"


class TooManyCommentsError(AllowanceUsedUpError):
    """More was written than may be, by one person, from one network or by everybody together."""

    page = "comments/crowded.html"


@transaction.atomic
def use_up(*, account: Account | None, cookie_key: str, address: str, now: datetime, what: What = "comment") -> None:
    """Count one comment, or one report. Raises `TooManyCommentsError`, and then nothing is counted."""
    person = f"account {account.pk}" if account is not None else f"cookie {cookie_key}"
    among = what if account is None else f"{what} known"  # its column holds 80 characters
    # Always in this order, so that nobody waits for somebody who waits for them.
    limits = (
        (_hidden(f"{what} {person}"), settings.COMMENTS_PER_PERSON),
        (f"{among} {network_key(address, now)}", settings.COMMENTS_PER_NETWORK),
        (f"{among} assembly", settings.COMMENTS_PER_ASSEMBLY),
    )
    for key, most in limits:
        wait = take_one(Allowance, key, Limit(most, _HOUR), now)
        if wait is not None:
            raise TooManyCommentsError(wait)


def forget_allowances(*, now: datetime) -> int:
    """Delete what limits nobody any more; give how many rows went."""
    return Allowance.objects.filter(used_until__lte=now).delete()[0]


def _hidden(words: str) -> str:
    return salted_hmac(_SALT, words, algorithm="sha256").hexdigest()
