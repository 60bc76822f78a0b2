"""Results on their way to being published, and the files that a published result is taken home as."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class PublicationJob(models.Model):
    """A publication asked for at the desk; the worker claims it, computes, and stores the result or the reason."""

    class State(models.TextChoices):
        """How far it has come."""

        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("being computed")
        DONE = "done", _("published")
        FAILED = "failed", _("failed")

    class Failure(models.TextChoices):
        """Why there is no result, in our own words; what went wrong inside stands in the log under `reference`."""

        TOO_FEW = "too_few", _("There were too few answers for a result.")
        BROKE = "broke", _("Something went wrong while it was computed.")
        GAVE_UP = (
            "gave_up",
            _("The computation was cut off three times, most likely because the machine has too little memory."),
        )

    UNFINISHED = (State.WAITING, State.RUNNING)

    deliberation = models.ForeignKey("deliberation.Deliberation", models.CASCADE, related_name="publication_jobs")
    asked_by = models.ForeignKey("people.Account", models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    claimed_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    tries = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=8, choices=Failure.choices, blank=True)
    result = models.ForeignKey("deliberation.PublishedResult", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=("deliberation",),
                condition=Q(state__in=("waiting", "running")),
                name="one_unfinished_publication",
            ),
        )

    def __str__(self) -> str:
        return f"{self.deliberation_id}: {self.state}"

    @property
    def reference(self) -> str:
        """Under which name the log speaks of it."""
        return f"publication-{self.pk}"

    @property
    def is_in_log(self) -> bool:
        """Whether the operator finds more about its failure in the log."""
        return self.failure in (self.Failure.BROKE, self.Failure.GAVE_UP)


class ResultFile(models.Model):
    """One file of a published result, kept compressed (gzip) unless ``is_archive``; never changed.

    ``has_single_answers`` marks files that show what each person answered.
    """

    result = models.ForeignKey("deliberation.PublishedResult", models.CASCADE, related_name="files")
    name = models.CharField(max_length=60)
    content_type = models.CharField(max_length=60)
    has_single_answers = models.BooleanField(default=False)
    is_archive = models.BooleanField(default=False)
    size = models.PositiveIntegerField()
    content = models.BinaryField()

    class Meta:
        ordering = ("result", "name")
        constraints = (models.UniqueConstraint(fields=("result", "name"), name="one_file_of_a_name"),)

    def __str__(self) -> str:
        return f"{self.result}: {self.name}"
