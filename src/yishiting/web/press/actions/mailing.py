"""Send a release that has become public to the journalists who asked for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import override

from yishiting.web.people.outbox import queue
from yishiting.web.people.text import one_line
from yishiting.web.press.models import Release, ReleaseMail, public_at
from yishiting.web.press.queries.mailing import readers_of, releases_to_send
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.press.queries.mailing import Reader
    from yishiting.web.programme.models import Assembly


def send_releases(*, now: datetime) -> None:
    """Put e-mails about releases that have become public into the outbox, and note to whom: both or neither."""
    for release in releases_to_send(now):  # read without a transaction, so that nobody waits for a look around
        _send(release, now)


@transaction.atomic
def _send(release: Release, now: datetime) -> None:
    # Held and read again: it may have been withdrawn, corrected or sent since.
    held = Release.objects.select_for_update().filter(public_at(now), pk=release.pk, mailed_at=None).first()
    if held is None:
        return
    readers, assembly = readers_of(held), current_assembly()
    queue(_mail(held, each, assembly) for each in readers)
    sent = [ReleaseMail(release=held, account_id=each.account, made_at=now) for each in readers]
    ReleaseMail.objects.bulk_create(sent)
    held.mailed_at = now
    held.save(update_fields=["mailed_at"])


def _mail(release: Release, reader: Reader, assembly: Assembly) -> EmailMessage:
    with override(reader.language or settings.LANGUAGE_CODE):
        words = {"release": release, "assembly": assembly, "site": settings.PUBLIC_URL}
        subject = f"{str(assembly) or 'Yishiting 议事厅'}: {release}"
        return EmailMessage(one_line(subject), render_to_string("press/mail/release.txt", words), to=[reader.address])
