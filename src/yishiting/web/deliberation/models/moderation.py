"""The public record of what was decided about statements."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


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
