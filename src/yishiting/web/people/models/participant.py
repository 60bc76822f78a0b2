"""Who responds: a delegation as one, a verified person, or somebody known by a signed cookie alone."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Tier(models.TextChoices):
    """How much is known about who answers; the words are the engine's."""

    DELEGATION = "delegation", _("delegation")
    VERIFIED = "verified", _("verified")
    OPEN = "open", pgettext_lazy("tier of a participant", "open")


class Participant(models.Model):
    """One voter, in every deliberation of the assembly.

    An open participant has a ``cookie_key``, or an account that has not been verified; claiming moves the answers to
    the account and takes the key away. ``seed`` settles the order in which statements are shown.
    """

    tier = models.CharField(max_length=10, choices=Tier.choices)
    delegation = models.OneToOneField("people.Delegation", models.CASCADE, null=True, blank=True)
    account = models.OneToOneField("people.Account", models.CASCADE, null=True, blank=True)
    cookie_key = models.CharField(max_length=64, unique=True, null=True, blank=True)
    seed = models.PositiveIntegerField()
    is_simulated = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(tier="delegation", delegation__isnull=False, account__isnull=True, cookie_key__isnull=True)
                | Q(tier="verified", delegation__isnull=True, cookie_key__isnull=True)
                | Q(tier="open", delegation__isnull=True),
                name="participant_is_known_as_its_tier_says",
            ),
        )

    def __str__(self) -> str:
        return f"{self.tier} {self.pk}"
