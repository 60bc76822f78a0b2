"""Files between their preview and the confirmation: what is confirmed is what lies here, not what a browser sends."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class Upload(models.Model):
    """The text of one uploaded file; it is deleted when it has been taken in, or after a day."""

    uploaded_by = models.ForeignKey("people.Account", models.CASCADE, related_name="+")
    text = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"upload {self.pk}"
