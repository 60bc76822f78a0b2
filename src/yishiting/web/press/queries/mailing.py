"""Which releases are still to be sent by e-mail, and to whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db.models import F, Q
from django.db.models.functions import Lower

from yishiting.web.press.models import Accreditation, ReleaseMail
from yishiting.web.press.queries.releases import public_releases

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from yishiting.web.press.models import Release

# What a chamber that stood still, or has only just been set up, did not send for so long is sent by nobody any more.
SENT_WITHIN = timedelta(days=1)


@dataclass(frozen=True)
class Reader:
    """A journalist who wants releases by e-mail: the account, its confirmed address and the language they read."""

    account: int
    address: str
    language: str


def releases_to_send(now: datetime) -> list[Release]:
    """Give what everybody may read since a day at most and not everybody has been sent; sample data is never sent."""
    since = now - SENT_WITHIN
    is_new = Q(embargo_until__gt=since) | Q(embargo_until=None, issued_at__gt=since)
    return list(public_releases(now).filter(is_new, mailed_at=None, is_sample=False))


def readers_of(release: Release) -> list[Reader]:
    """Give those who want releases and have not been sent this one."""
    sent = ReleaseMail.objects.filter(release=release).values("account")
    rows = (
        _wanting().exclude(user__in=sent).order_by("user").values_list("user", "email", "user__accreditation__language")
    )
    return [Reader(*row) for row in rows]


def n_readers() -> int:
    """Count those who want releases by e-mail."""
    return _wanting().count()


def _wanting() -> QuerySet[EmailAddress]:
    """Give the confirmed main addresses of accredited journalists who want releases."""
    is_main = Q(mine=F("main"))
    found: QuerySet[EmailAddress] = EmailAddress.objects.annotate(mine=Lower("email"), main=Lower("user__email"))
    return found.filter(
        is_main,
        verified=True,
        user__is_active=True,
        user__accreditation__status=Accreditation.Status.GRANTED,
        user__accreditation__wants_releases=True,
    )
