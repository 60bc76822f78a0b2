"""As what somebody counts where they answered before their tier rose."""

from __future__ import annotations

from django.db import models

from yishiting.web.people.models.participant import Tier


class CountedAs(models.Model):
    """In this deliberation a participant counts as this tier, whatever they have become since.

    If all their answers went over to another tier at once, the difference of two results would be their ballot. There
    is no row where the participant's own tier holds.
    """

    participant = models.ForeignKey("people.Participant", models.CASCADE, related_name="counted_as")
    deliberation = models.ForeignKey("deliberation.Deliberation", models.CASCADE, related_name="counted_as")
    tier = models.CharField(max_length=10, choices=Tier.choices)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("participant", "deliberation"), name="counted_as_one_tier"),)

    def __str__(self) -> str:
        return f"{self.participant_id} in {self.deliberation_id}: {self.tier}"
