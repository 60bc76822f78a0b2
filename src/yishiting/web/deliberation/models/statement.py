"""One sentence that can be agreed with."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yishiting.web.content import ContentField

LONGEST_STATEMENT = 280


class Statement(models.Model):
    """A statement, numbered within its deliberation.

    ``fingerprint`` is its text with case, width, spaces, punctuation and invisible characters taken out: two standing
    statements of one deliberation may not share it.
    """

    class Status(models.TextChoices):
        """What moderation has made of it."""

        WAITING = "waiting", pgettext_lazy("status of a statement", "waiting")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("not accepted")
        REMOVED = "removed", _("removed")

    class Origin(models.TextChoices):
        """How it came in."""

        SEED = "seed", _("from the organiser")
        PARTICIPANT = "participant", _("put forward")
        IMPORT = "import", _("imported")

    deliberation = models.ForeignKey("deliberation.Deliberation", models.CASCADE, related_name="statements")
    number = models.PositiveIntegerField()
    text = ContentField(longest=LONGEST_STATEMENT)
    fingerprint = models.CharField(max_length=64)
    origin = models.CharField(max_length=12, choices=Origin.choices)
    author = models.ForeignKey("people.Participant", models.SET_NULL, null=True, blank=True, related_name="statements")
    put_forward_by = models.ForeignKey("people.Account", models.SET_NULL, null=True, blank=True, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices)
    reason = models.CharField(max_length=24, blank=True)
    note = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("deliberation", "number")
        constraints = (
            models.UniqueConstraint(fields=("deliberation", "number"), name="one_statement_of_a_number"),
            models.UniqueConstraint(
                fields=("deliberation", "fingerprint"),
                condition=Q(status__in=("waiting", "accepted")),
                name="one_standing_statement_of_a_text",
            ),
        )
        indexes = (models.Index(fields=("deliberation", "status"), name="statement_by_status"),)

    def __str__(self) -> str:
        return str(self.text)
