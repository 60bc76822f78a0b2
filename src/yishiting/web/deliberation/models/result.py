"""What the analysis found: the provisional result that follows the votes, and published snapshots that stay."""

from __future__ import annotations

from django.db import models
from django.utils import timezone


class _Result(models.Model):
    """An analysis as stored: pages per language are made once, when it is made.

    ``analysis`` is the report's analysis.json, ``sections`` its words by language, ``placer`` arrays for placing one
    person (npz, no pickle), ``input_hash`` the fingerprint of the votes, in a published result
    that of the votes and a salt.
    """

    made_at = models.DateTimeField(default=timezone.now)
    n_votes = models.PositiveIntegerField()
    n_participants = models.PositiveIntegerField()
    input_hash = models.CharField(max_length=64)
    engine_version = models.CharField(max_length=40)
    rule = models.JSONField()
    analysis = models.JSONField()
    sections = models.JSONField()
    placer = models.BinaryField()

    class Meta:
        abstract = True


class LiveResult(_Result):
    """The provisional result of a deliberation; replaced as votes arrive, ``revision`` rising each time."""

    deliberation = models.OneToOneField("deliberation.Deliberation", models.CASCADE, related_name="live_result")
    revision = models.PositiveIntegerField()
    last_entry = models.BigIntegerField()

    def __str__(self) -> str:
        return f"{self.deliberation_id}: revision {self.revision}"


class PublishedResult(_Result):
    """A published result: a cold fit, numbered, never changed.

    ``input_salt`` went into the fingerprint and is for those who may see single votes; it is one for all results of a
    deliberation, so that equal votes have equal fingerprints there.
    """

    deliberation = models.ForeignKey("deliberation.Deliberation", models.CASCADE, related_name="published_results")
    number = models.PositiveIntegerField()
    input_salt = models.CharField(max_length=32, blank=True)
    published_by = models.ForeignKey("people.Account", models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ("deliberation", "-number")
        constraints = (models.UniqueConstraint(fields=("deliberation", "number"), name="one_result_of_a_number"),)

    def __str__(self) -> str:
        return f"{self.deliberation_id}: result {self.number}"
