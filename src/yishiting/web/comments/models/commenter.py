"""Who writes comments."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Commenter(models.Model):
    """Whoever comments: an account, or a browser by a cookie of its own, which says nothing about any answer.

    Name and place are what they say of themselves, and stand beside their comments.
    """

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="commenter"
    )
    cookie_key = models.CharField(max_length=32, unique=True, null=True, blank=True)
    name = models.CharField(max_length=60)
    place = models.CharField(max_length=60, blank=True)
    is_sample = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(account__isnull=True) | Q(cookie_key__isnull=True), name="a_commenter_is_one_person"
            ),
        )

    def __str__(self) -> str:
        return self.name
