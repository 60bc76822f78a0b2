"""The outbox: where all mail goes while no mail server is configured, and where invitations wait for the worker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail.backends.base import BaseEmailBackend

from yishiting.web.people.models import OutboxMail

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from django.core.mail import EmailMessage


class OutboxBackend(BaseEmailBackend):
    """Keeps each message, once for each of its recipients."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Keep them all; a header that holds a line break raises, as it would on its way to a server."""
        kept = [mail for message in email_messages for mail in _as_rows(message)]
        OutboxMail.objects.bulk_create(kept)
        return len(email_messages)


def queue(messages: Iterable[EmailMessage]) -> int:
    """Put messages into the outbox, in the transaction that is open; the worker sends them where it can.

    Nothing is said to a mail server here, however many there are. Gives the number of messages.
    """
    rows = [mail for message in messages for mail in _as_rows(message)]
    for mail in rows:
        mail.state = OutboxMail.State.QUEUED if settings.EMAIL_HOST else OutboxMail.State.KEPT
    return len(OutboxMail.objects.bulk_create(rows, batch_size=500))


def _as_rows(message: EmailMessage) -> list[OutboxMail]:
    message.message()  # raises BadHeaderError
    longest = OutboxMail._meta.get_field("subject").max_length  # noqa: SLF001 - Django's public way to a column
    return [
        OutboxMail(to=to, subject=str(message.subject)[:longest], body=str(message.body)) for to in message.recipients()
    ]
