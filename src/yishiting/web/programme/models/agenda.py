"""What somebody wants to attend."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from yishiting.web.programme.models.session import Session, SessionChange


class Agenda(models.Model):
    """A personal agenda: an account's, or a browser's by a cookie of its own.

    The cookie is not the one that votes are known by: what somebody attends says nothing about what they answered.
    ``feed_key`` is the secret in the address of its calendar feed.
    """

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.CASCADE, null=True, blank=True, related_name="agenda"
    )
    cookie_key = models.CharField(max_length=32, unique=True, null=True, blank=True)
    feed_key = models.CharField(max_length=32, unique=True)
    # Changes made later are new to its owner.
    seen_at = models.DateTimeField(default=timezone.now)
    # Changes made later are told to its account by e-mail; nothing: none are.
    mails_since = models.DateTimeField(null=True, blank=True)
    language = models.CharField(max_length=12, blank=True)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(account__isnull=True) | Q(cookie_key__isnull=True), name="an_agenda_has_one_owner"
            ),
        )

    def __str__(self) -> str:
        return f"agenda {self.pk}"


class Star(models.Model):
    """A session in somebody's agenda."""

    agenda = models.ForeignKey(Agenda, models.CASCADE, related_name="stars")
    session = models.ForeignKey(Session, models.CASCADE, related_name="stars")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agenda", "session"), name="one_star_each"),)

    def __str__(self) -> str:
        return f"{self.agenda_id} -> {self.session_id}"


class Notice(models.Model):
    """A change of which an agenda's account was told by e-mail: nobody is told of it twice."""

    agenda = models.ForeignKey(Agenda, models.CASCADE, related_name="notices")
    change = models.ForeignKey(SessionChange, models.CASCADE, related_name="notices")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("agenda", "change"), name="one_notice_each"),)

    def __str__(self) -> str:
        return f"{self.agenda_id} knows {self.change_id}"
