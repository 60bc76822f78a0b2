"""Links that let somebody in: 128 random bits of which only the hash is kept, for one use, until a moment."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from yishiting.web.people.models.appointment import Appointment


class Invitation(models.Model):
    """What a link gives to whoever opens it: a seat, an appointment, or a place among the verified participants."""

    class Gives(models.TextChoices):
        """What accepting it gives."""

        SEAT = "seat"
        APPOINTMENT = "appointment"
        VERIFIED = "verified"

    token_hash = models.CharField(max_length=64, unique=True)
    gives = models.CharField(max_length=12, choices=Gives.choices)
    delegation = models.ForeignKey(
        "people.Delegation", models.CASCADE, null=True, blank=True, related_name="invitations"
    )
    role = models.CharField(max_length=12, choices=Appointment.Role.choices, blank=True)
    host = models.ForeignKey("programme.Host", models.CASCADE, null=True, blank=True)
    forum = models.ForeignKey("programme.Forum", models.CASCADE, null=True, blank=True)
    name = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True)
    title = models.CharField(max_length=100, blank=True)
    made_by = models.ForeignKey("people.Account", models.SET_NULL, null=True, related_name="invitations_made")
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    used_by = models.ForeignKey(
        "people.Account", models.SET_NULL, null=True, blank=True, related_name="invitations_used"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.gives} for {self.email or self.name or '?'}"
