"""Declared groupings: kinds that the organiser defines, their values, and who belongs to which."""

from __future__ import annotations

from django.db import models

from yishiting.web.content import ContentField


class ConstituencyKind(models.Model):
    """A way to group delegations and people, such as stakeholder category or region."""

    slug = models.SlugField(max_length=40, unique=True)
    name = ContentField(longest=80)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("order", "slug")

    def __str__(self) -> str:
        return str(self.name)


class Constituency(models.Model):
    """One value of a kind, such as Africa."""

    kind = models.ForeignKey(ConstituencyKind, models.CASCADE, related_name="constituencies")
    slug = models.SlugField(max_length=40)
    name = ContentField(longest=80)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("kind", "order", "slug")
        constraints = (models.UniqueConstraint(fields=("kind", "slug"), name="one_constituency_of_a_slug"),)

    def __str__(self) -> str:
        return str(self.name)


class Membership(models.Model):
    """A participant's constituency of one kind; a delegation's is its participant's."""

    participant = models.ForeignKey("people.Participant", models.CASCADE, related_name="memberships")
    kind = models.ForeignKey(ConstituencyKind, models.CASCADE)
    constituency = models.ForeignKey(Constituency, models.CASCADE, related_name="memberships")

    class Meta:
        constraints = (models.UniqueConstraint(fields=("participant", "kind"), name="one_constituency_of_a_kind"),)

    def __str__(self) -> str:
        return f"{self.participant_id}: {self.constituency}"
