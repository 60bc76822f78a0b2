"""Mail that waits at the desk where no mail server is configured."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class OutboxMail(models.Model):
    """One message as it would have been sent."""

    to = models.EmailField()
    subject = models.CharField(max_length=200)
    body = models.TextField()
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.to}: {self.subject}"
