"""The assembly: the whole event."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from yishiting.web.content import ContentField, interface_languages


def languages_at_first() -> list[str]:
    """Give the languages in which a new assembly's texts may be written: those of the interface."""
    return list(interface_languages())


class Assembly(models.Model):
    """The whole event; one installation holds one, in the row with the number 1."""

    class Verification(models.TextChoices):
        """What makes an account's owner a verified participant."""

        INVITATION = "invitation", _("an invitation by the organiser")
        EMAIL = "email", _("a confirmed e-mail address")

    title = ContentField(longest=120)
    theme = ContentField(longest=200, blank=True)
    about = ContentField(longest=5000, blank=True)
    place = ContentField(longest=120, blank=True)
    begins_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    time_zone = models.CharField(max_length=64, default="UTC")
    languages = models.JSONField(default=languages_at_first)
    verification = models.CharField(max_length=12, choices=Verification.choices, default=Verification.INVITATION)
    is_sample = models.BooleanField(default=False)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="one_assembly"),)

    def __str__(self) -> str:
        return str(self.title)
