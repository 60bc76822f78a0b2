"""The public record: what was decided about statements, and what was changed in the question's wording."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ModerationEntry(models.Model):
    """One decision; rows are only added. ``made_by`` is for the desk, the public record names the role."""

    statement = models.ForeignKey("deliberation.Statement", models.CASCADE, related_name="moderation")
    decision = models.CharField(max_length=10)
    reason = models.CharField(max_length=24, blank=True)
    note = models.CharField(max_length=500, blank=True)
    made_by = models.ForeignKey("people.Account", models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.statement_id}: {self.decision}"


class WordingEntry(models.Model):
    """One translation of the question or the background that was put in, changed or taken out after the opening.

    Rows are only added. ``made_by`` is for the desk; an empty ``before`` or ``after`` says that there was none.
    """

    class Part(models.TextChoices):
        """Which of the two texts."""

        QUESTION = "question", _("Question")
        BACKGROUND = "background", _("Background")

    deliberation = models.ForeignKey("deliberation.Deliberation", models.CASCADE, related_name="wording")
    part = models.CharField(max_length=10, choices=Part.choices)
    language = models.CharField(max_length=16)
    before = models.TextField(blank=True)
    after = models.TextField(blank=True)
    made_by = models.ForeignKey("people.Account", models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-made_at", "-pk")
        indexes = (models.Index(fields=("deliberation", "made_at"), name="wording_of_a_deliberation"),)

    def __str__(self) -> str:
        return f"{self.deliberation_id}: {self.part} in {self.language}"
