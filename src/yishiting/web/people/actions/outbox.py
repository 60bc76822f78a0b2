"""Mail that waits at the desk: deleted when it has been delivered by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.people.models import OutboxMail

if TYPE_CHECKING:
    from yishiting.web.people.models import Account


@transaction.atomic
def delete_mail(*, mail: OutboxMail, by: Account) -> None:
    """Delete one message."""
    number = mail.pk
    mail.delete()
    record_act(by=by, what=What.MAIL_DELETED, thing=f"message {number}")


@transaction.atomic
def empty_outbox(*, by: Account) -> None:
    """Delete every message."""
    deleted, _ = OutboxMail.objects.all().delete()
    record_act(by=by, what=What.OUTBOX_EMPTIED, details={"messages": deleted})
