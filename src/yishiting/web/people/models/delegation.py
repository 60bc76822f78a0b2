"""Parties with seats."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yishiting.web.content import ContentField


class Delegation(models.Model):
    """A party: government, organisation, company, university. It answers as one, through any of its seats."""

    slug = models.SlugField(_("short name"), max_length=60, unique=True)
    name = ContentField(longest=120)
    is_sample = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return str(self.name)


class Seat(models.Model):
    """An account's place in a delegation; ``ended_at`` keeps the record of one that was given up."""

    delegation = models.ForeignKey(Delegation, models.CASCADE, related_name="seats")
    account = models.ForeignKey("people.Account", models.CASCADE, related_name="seats")
    title = models.CharField(_("title"), max_length=100, blank=True)
    taken_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("delegation", "account"), name="one_seat_each"),)

    def __str__(self) -> str:
        return f"{self.account}, {self.delegation}"
