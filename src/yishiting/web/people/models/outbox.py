"""Mail that waits at the desk: for the worker that sends it, or, without a mail server, for somebody's hand."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class OutboxMail(models.Model):
    """One message to one recipient. A message that was sent keeps no text: it held a link that lets somebody in."""

    class State(models.TextChoices):
        """What becomes of it; ``KEPT`` waits for somebody's hand, because there was no mail server."""

        KEPT = "kept", _("waits for you")
        QUEUED = "queued", _("is going to be sent")
        SENT = "sent", _("sent")
        FAILED = "failed", _("not sent")

    class Problem(models.TextChoices):
        """Why it has not been sent, in our own words; the mail server's stand in the log."""

        UNREACHABLE = "unreachable", _("The mail server cannot be reached, or does not let the chamber in.")
        NO_RECIPIENT = "no_recipient", _("The mail server does not take mail for this address.")
        REFUSED = "refused", _("The mail server did not take the message.")

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=6, choices=State.choices, default=State.KEPT)
    problem = models.CharField(max_length=12, choices=Problem.choices, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-pk")
        indexes = (models.Index(fields=("state", "next_try_at"), name="mail_that_is_due"),)

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
