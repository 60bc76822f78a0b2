"""Who asks to work here as a journalist, and what was decided."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Accreditation(models.Model):
    """One request; granted, it comes with the role of a journalist, and taken back, that role goes."""

    class Status(models.TextChoices):
        """What became of it."""

        WAITING = "waiting", pgettext_lazy("status of an accreditation", "waiting")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")
        ENDED = "ended", _("ended")

    account = models.OneToOneField(settings.AUTH_USER_MODEL, models.CASCADE, related_name="accreditation")
    name = models.CharField(max_length=100)
    outlet = models.CharField(max_length=160)
    website = models.URLField(max_length=300, blank=True)
    place = models.CharField(max_length=120, blank=True)
    about = models.TextField(max_length=1000, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    # Told to whoever asked.
    reason = models.CharField(max_length=500, blank=True)
    wants_releases = models.BooleanField(default=False)
    language = models.CharField(max_length=12, blank=True)
    is_sample = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ("-made_at", "-pk")
        indexes = (models.Index(fields=("status",), name="accreditations_by_status"),)

    def __str__(self) -> str:
        return f"{self.name}, {self.outlet}"
