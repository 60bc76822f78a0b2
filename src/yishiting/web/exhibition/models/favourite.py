"""What somebody wants to see."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from yishiting.web.exhibition.models.exhibitor import Exhibitor


class Walk(models.Model):
    """Somebody's list of exhibitors: an account's, or a browser's by a cookie of its own."""

    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="walk")
    cookie_key = models.CharField(max_length=32, unique=True, null=True, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(account__isnull=True) | Q(cookie_key__isnull=True), name="a_walk_has_one_owner"
            ),
        )

    def __str__(self) -> str:
        return f"walk {self.pk}"


class Favourite(models.Model):
    """An exhibitor on somebody's list."""

    walk = models.ForeignKey(Walk, models.CASCADE, related_name="favourites")
    exhibitor = models.ForeignKey(Exhibitor, models.CASCADE, related_name="favourites")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("walk", "exhibitor"), name="one_favourite_each"),)

    def __str__(self) -> str:
        return f"{self.walk_id} -> {self.exhibitor_id}"
