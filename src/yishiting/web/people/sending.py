"""Sends what waits in the outbox: one of the worker's duties. Idle where no mail server is configured."""

from __future__ import annotations

import logging
from datetime import timedelta
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from yishiting.web.people.actions.sending import (
    claim_mail,
    is_mail_due,
    mark_sent,
    note_problem,
    note_unreachable,
)
from yishiting.web.people.models import OutboxMail
from yishiting.web.serving.duty import Duty

if TYPE_CHECKING:
    from django.core.mail.backends.base import BaseEmailBackend

    from yishiting.web.serving.duty import Clock

Problem = OutboxMail.Problem
PAUSE = 1.0
PAUSE_WITHOUT_SERVER = 30.0
# So long one connection is used before the duty looks whether the worker is to stop.
AT_A_TIME = timedelta(seconds=2)
_PERMANENT = 500  # SMTP: from here on another try is in vain

_log = logging.getLogger(__name__)


def send_what_waits(clock: Clock) -> float:
    """Send for a moment, over one connection; what fails closes it."""
    begun = clock()
    if not settings.EMAIL_HOST or not is_mail_due(now=begun):
        return PAUSE
    connection = get_connection()
    try:
        connection.open()
        while clock() - begun < AT_A_TIME and (mail := claim_mail(now=clock())) is not None:
            if not _deliver(connection, mail, clock):
                break
    except (OSError, SMTPException) as error:
        _log.warning("No mail goes out: %s", error)
        note_unreachable()
        return PAUSE_WITHOUT_SERVER
    finally:
        connection.close()
    return 0.0


def _deliver(connection: BaseEmailBackend, mail: OutboxMail, clock: Clock) -> bool:
    try:
        connection.send_messages([EmailMessage(mail.subject, mail.body, to=[mail.to])])
    except (OSError, SMTPException) as error:
        problem, is_final = _told(error)
        _log.warning("message-%d of the outbox was not sent (try %d): %s", mail.pk, mail.tries, type(error).__name__)
        note_problem(mail=mail, problem=problem, is_final=is_final)
        return False
    mark_sent(mail=mail, now=clock())
    return True


def _told(error: OSError | SMTPException) -> tuple[OutboxMail.Problem, bool]:
    """Put an error into our own words, and tell whether another try would be in vain."""
    if isinstance(error, SMTPRecipientsRefused):
        codes = [int(code) for code, _words in error.recipients.values()]
        return Problem.NO_RECIPIENT, min(codes, default=0) >= _PERMANENT
    if isinstance(error, SMTPResponseException):
        return Problem.REFUSED, error.smtp_code >= _PERMANENT
    return Problem.UNREACHABLE, False


SENDING = Duty("mail", send_what_waits)
