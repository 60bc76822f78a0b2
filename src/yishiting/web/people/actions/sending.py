"""Mail that the worker sends: claimed, sent, tried again later, given up."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.people.models import OutboxMail

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.people.models import Account

State = OutboxMail.State
# How long after each try the next one comes; the last of them is the last. A worker that dies with a message in its
# hands leaves it to the next try: it may then arrive twice, and is never lost.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360))
SENT_IS_KEPT = timedelta(days=30)


def claim_mail(*, now: datetime) -> OutboxMail | None:
    """Take the message that has been due longest; of several workers one gets it."""
    due = OutboxMail.objects.filter(state=State.QUEUED, next_try_at__lte=now)
    while (mail := due.order_by("next_try_at", "pk").first()) is not None:
        mine = due.filter(pk=mail.pk, tries=mail.tries)
        if mail.tries >= len(WAITS):
            mine.update(state=State.FAILED)
        elif mine.update(tries=mail.tries + 1, next_try_at=now + WAITS[mail.tries]):
            mail.tries += 1
            return mail
    return None


def is_mail_due(*, now: datetime) -> bool:
    """Tell whether there is anything to send."""
    return OutboxMail.objects.filter(state=State.QUEUED, next_try_at__lte=now).exists()


def mark_sent(*, mail: OutboxMail, now: datetime) -> None:
    """Note that the mail server has a message, and forget its text."""
    OutboxMail.objects.filter(pk=mail.pk).update(state=State.SENT, body="", problem="", sent_at=now)


def forget_sent(*, now: datetime) -> None:
    """Delete what was sent long ago."""
    OutboxMail.objects.filter(state=State.SENT, sent_at__lt=now - SENT_IS_KEPT).delete()


def note_problem(*, mail: OutboxMail, problem: OutboxMail.Problem, is_final: bool) -> None:
    """Say why a message was not sent; after the last try, or where another one would be in vain, it has failed."""
    has_failed = is_final or mail.tries >= len(WAITS)
    state = State.FAILED if has_failed else State.QUEUED
    OutboxMail.objects.filter(pk=mail.pk).update(problem=problem, state=state)


def note_unreachable() -> None:
    """Say of everything that is going to be sent why it waits; no try is used up."""
    waiting = OutboxMail.objects.filter(state=State.QUEUED).exclude(problem=OutboxMail.Problem.UNREACHABLE)
    waiting.update(problem=OutboxMail.Problem.UNREACHABLE)


@transaction.atomic
def try_again(*, by: Account, now: datetime) -> int:
    """Send once more what has failed; give how many messages that are."""
    failed = OutboxMail.objects.filter(state=State.FAILED)
    number = failed.update(state=State.QUEUED, tries=0, next_try_at=now)
    record_act(by=by, what=What.MAIL_TRIED_AGAIN, details={"messages": number}, now=now)
    return number
