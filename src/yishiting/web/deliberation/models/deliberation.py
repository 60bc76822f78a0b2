"""One question under discussion, and how it is discussed."""

from __future__ import annotations

from django.core.validators import MaxValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yishiting.web.content import ContentField


class Phase(models.TextChoices):
    """Where a deliberation stands in its life; it only goes forward, except from votes only back to open."""

    DRAFT = "draft", _("draft")
    OPEN = "open", _("open")
    VOTES_ONLY = "votes_only", _("votes only")
    CLOSED = "closed", _("closed")
    PUBLISHED = "published", _("result published")


ANSWERING = frozenset({Phase.OPEN, Phase.VOTES_ONLY})
"""The phases in which answers are taken."""


class Deliberation(models.Model):
    """A question with its settings. Those in `FIXED_AT_OPENING` may not change once it has been opened."""

    class Moderation(models.TextChoices):
        """When a statement that was put forward is looked at."""

        BEFORE = "before", _("before others see it")
        AFTER = "after", _("after it has appeared")

    class FitOn(models.TextChoices):
        """Whose votes shape the opinion map."""

        TRUSTED = "trusted", _("delegations and verified participants, once there are enough of them")
        EVERYBODY = "everybody", _("everybody alike")

    forum = models.ForeignKey("programme.Forum", models.PROTECT, related_name="deliberations")
    slug = models.SlugField(max_length=60, unique=True)
    question = ContentField(longest=200)
    background = ContentField(longest=20_000, blank=True)
    phase = models.CharField(max_length=12, choices=Phase.choices, default=Phase.DRAFT)
    opens_at = models.DateTimeField(null=True, blank=True)
    closes_at = models.DateTimeField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    admits_delegations = models.BooleanField(default=True)
    admits_verified = models.BooleanField(default=True)
    admits_open = models.BooleanField(default=True)
    fit_on = models.CharField(max_length=10, choices=FitOn.choices, default=FitOn.TRUSTED)
    is_on_record = models.BooleanField(default=False)
    moderation = models.CharField(max_length=8, choices=Moderation.choices, default=Moderation.BEFORE)
    own_answers_needed = models.PositiveSmallIntegerField(default=7, validators=[MaxValueValidator(50)])
    is_matrix_public = models.BooleanField(default=False)
    asks_for = models.ManyToManyField("people.ConstituencyKind", blank=True)
    rule = models.JSONField(default=dict, blank=True)
    # Some of its votes are invented, and every page about it says so.
    is_sample = models.BooleanField(default=False)
    # It came with the ready assembly, and goes with it.
    is_of_ready_assembly = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)

    # What people were told when they answered: how they are seen, who is counted, what becomes public.
    FIXED_AT_OPENING = (
        "admits_delegations",
        "admits_verified",
        "admits_open",
        "fit_on",
        "is_on_record",
        "is_matrix_public",
        "rule",
    )

    class Meta:
        ordering = ("order", "pk")
        constraints = (
            models.CheckConstraint(
                condition=models.Q(admits_delegations=True)
                | models.Q(admits_verified=True)
                | models.Q(admits_open=True),
                name="deliberation_admits_somebody",
            ),
        )

    def __str__(self) -> str:
        return str(self.question)
