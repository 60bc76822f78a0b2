"""Votes as they stand, and every change that led there."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone


class Vote(models.Model):
    """A participant's current answer to a statement: the database holds that there is one at most."""

    participant = models.ForeignKey("people.Participant", models.CASCADE, related_name="votes")
    statement = models.ForeignKey("deliberation.Statement", models.CASCADE, related_name="votes")
    value = models.SmallIntegerField()
    matters = models.BooleanField(default=False)
    reason = models.CharField(max_length=280, blank=True)
    # Which seat of a delegation answered last; empty for people who answer for themselves.
    account = models.ForeignKey("people.Account", models.SET_NULL, null=True, blank=True, related_name="+")
    answered_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=("participant", "statement"), name="one_vote_each"),
            models.CheckConstraint(condition=Q(value__in=(-1, 0, 1)), name="vote_is_agree_pass_or_disagree"),
        )

    def __str__(self) -> str:
        return f"{self.participant_id} on {self.statement_id}: {self.value:+d}"


class VoteEntry(models.Model):
    """One line of the history of votes, in order: cast, changed, or withdrawn (``value`` is empty). Only added."""

    deliberation = models.ForeignKey("deliberation.Deliberation", models.CASCADE, related_name="vote_entries")
    participant = models.ForeignKey("people.Participant", models.CASCADE, related_name="vote_entries")
    statement = models.ForeignKey("deliberation.Statement", models.CASCADE, related_name="vote_entries")
    value = models.SmallIntegerField(null=True, blank=True)
    account = models.ForeignKey("people.Account", models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                condition=Q(value__isnull=True) | Q(value__in=(-1, 0, 1)), name="entry_is_a_vote_or_a_withdrawal"
            ),
        )
        # The analysis worker follows a deliberation's entries in their order.
        indexes = (models.Index(fields=("deliberation", "id"), name="entries_of_a_deliberation"),)

    def __str__(self) -> str:
        return f"{self.pk}: {self.participant_id} on {self.statement_id}"
