"""Mail that waits at the desk: deleted when it has been delivered by hand."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from yishiting.web.people.models import OutboxMail

if TYPE_CHECKING:
    from yishiting.web.people.models import Account

_log = logging.getLogger(__name__)


def delete_mail(*, mail: OutboxMail, by: Account) -> None:
    """Delete one message."""
    mail.delete()
    _log.info("account %s deleted a message of the outbox", by.pk)


def empty_outbox(*, by: Account) -> None:
    """Delete every message."""
    deleted, _ = OutboxMail.objects.all().delete()
    _log.info("account %s deleted %s messages of the outbox", by.pk, deleted)
