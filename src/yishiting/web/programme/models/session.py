"""Slots in the programme: when, where, who speaks; and what was changed after it was published."""

from __future__ import annotations

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yishiting.web.content import ContentField
from yishiting.web.programme.models.forum import Forum
from yishiting.web.programme.models.speaker import Speaker


class Room(models.Model):
    """Where sessions are held."""

    slug = models.SlugField(max_length=60, unique=True)
    name = ContentField(longest=80)
    place = ContentField(longest=120, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("order", "slug")

    def __str__(self) -> str:
        return str(self.name)


class Session(models.Model):
    """One slot; without a forum it is the whole assembly's. Public when it is published and its forum is."""

    slug = models.SlugField(max_length=60, unique=True)
    # Calendars and conference apps know a session by it for good, whatever its title and time become.
    guid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    forum = models.ForeignKey(Forum, models.PROTECT, null=True, blank=True, related_name="sessions")
    title = ContentField(longest=160)
    kind = ContentField(longest=60, blank=True)
    about = ContentField(longest=5000, blank=True)
    languages = models.JSONField(default=list, blank=True)
    room = models.ForeignKey(Room, models.PROTECT, null=True, blank=True, related_name="sessions")
    begins_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    speakers = models.ManyToManyField(Speaker, through="Appearance", related_name="sessions")
    is_published = models.BooleanField(default=False)
    is_cancelled = models.BooleanField(default=False)
    is_sample = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)
    # When it was published for the first time; from then on others may know its address, and it is not deleted.
    published_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("begins_at", "room__order", "slug")
        constraints = (
            models.CheckConstraint(
                # A comparison with nothing would count as kept.
                condition=Q(begins_at__isnull=True, ends_at__isnull=True)
                | Q(begins_at__isnull=False, ends_at__isnull=False, ends_at__gt=F("begins_at")),
                name="a_session_ends_after_it_begins",
            ),
            # What is public has a time: calendars and the programme by days would lose it otherwise.
            models.CheckConstraint(
                condition=Q(is_published=False) | Q(begins_at__isnull=False), name="a_public_session_has_a_time"
            ),
        )
        indexes = (models.Index(fields=("begins_at",), name="sessions_by_time"),)

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_public(self) -> bool:
        """Whether everybody may see it; for many at once there is `PUBLIC`."""
        return self.is_published and (self.forum is None or self.forum.is_published)


# Sessions that everybody may see.
PUBLIC = Q(is_published=True) & (Q(forum=None) | Q(forum__is_published=True))


class Appearance(models.Model):
    """Somebody's part in a session."""

    class Part(models.TextChoices):
        """What they do there."""

        CHAIR = "chair", pgettext_lazy("of a session", "Chair")
        SPEAKER = "speaker", _("Speaker")

    session = models.ForeignKey(Session, models.CASCADE, related_name="appearances")
    speaker = models.ForeignKey(Speaker, models.PROTECT, related_name="appearances")
    part = models.CharField(max_length=10, choices=Part.choices, default=Part.SPEAKER)
    order = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ("part", "order", "pk")  # the chair first: "chair" stands before "speaker"
        constraints = (models.UniqueConstraint(fields=("session", "speaker"), name="one_part_each"),)

    def __str__(self) -> str:
        return f"{self.speaker_id} in {self.session_id}"


class SessionChange(models.Model):
    """What became different about a public session, for those who starred it. Only added."""

    class What(models.TextChoices):
        """Which of its facts."""

        TIME = "time", _("new time")
        ROOM = "room", _("new room")
        CANCELLED = "cancelled", _("cancelled")
        RESTORED = "restored", _("takes place after all")

    session = models.ForeignKey(Session, models.CASCADE, related_name="changes")
    what = models.CharField(max_length=10, choices=What.choices)
    # As it was before; the session says how it is.
    began_at = models.DateTimeField(null=True, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    room = ContentField(longest=80, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    # When everybody who is to know of it by e-mail had been told.
    told_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.session_id}: {self.what}"
