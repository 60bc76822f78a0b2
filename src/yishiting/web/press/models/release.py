"""Releases: what the assembly tells the press, from a minute on; and what was corrected or withdrawn since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yishiting.web.content import ContentField
from yishiting.web.programme.models import Forum

if TYPE_CHECKING:
    from datetime import datetime

LONGEST_TITLE = 200
LONGEST_TEXT = 20_000


class Release(models.Model):
    """One release. It is public when it has been issued and its embargo is over; `public_at` finds those.

    ``text`` is Markdown. A withdrawn one keeps its page: that it was withdrawn, when and why, and no text.
    """

    class State(models.TextChoices):
        """What has become of it by a moment."""

        DRAFT = "draft", pgettext_lazy("state of a release", "draft")
        EMBARGOED = "embargoed", _("under embargo")
        PUBLIC = "public", pgettext_lazy("state of a release", "public")
        WITHDRAWN = "withdrawn", pgettext_lazy("state of a release", "withdrawn")

    slug = models.SlugField(max_length=80, unique=True)
    title = ContentField(longest=LONGEST_TITLE)
    lead = ContentField(longest=500, blank=True)
    text = ContentField(longest=LONGEST_TEXT)
    forum = models.ForeignKey(Forum, models.PROTECT, null=True, blank=True, related_name="releases")
    contact = models.CharField(max_length=200, blank=True)
    # When the press desk let it go; nothing: it is a draft.
    issued_at = models.DateTimeField(null=True, blank=True)
    embargo_until = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_because = ContentField(longest=500, blank=True)
    # When everybody who asked for it by e-mail had been told.
    mailed_at = models.DateTimeField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-issued_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True) | Q(issued_at__isnull=False),
                name="only_an_issued_release_is_withdrawn",
            ),
        )
        indexes = (models.Index(fields=("issued_at",), name="releases_by_issue"),)

    def __str__(self) -> str:
        return str(self.title)

    @property
    def appears_at(self) -> datetime | None:
        """The minute from which everybody may see it; nothing for a draft."""
        if self.issued_at is None or self.embargo_until is None:
            return self.issued_at
        return max(self.issued_at, self.embargo_until)

    def is_public_at(self, now: datetime) -> bool:
        """Whether everybody may see its page; for many at once there is `public_at`."""
        appears_at = self.appears_at
        return appears_at is not None and appears_at <= now

    def state_at(self, now: datetime) -> State:
        """Tell what has become of it by a moment."""
        if self.withdrawn_at is not None:
            return self.State.WITHDRAWN
        if self.is_public_at(now):
            return self.State.PUBLIC
        return self.State.DRAFT if self.issued_at is None else self.State.EMBARGOED

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which it can be read, that of its text first."""
        return tuple(dict.fromkeys((self.text.language, *self.title.texts, *self.text.texts)))


def public_at(now: datetime) -> Q:
    """Find releases that everybody may read: issued, their embargo over, not withdrawn."""
    embargo_over = Q(embargo_until=None) | Q(embargo_until__lte=now)
    return Q(issued_at__lte=now, withdrawn_at=None) & embargo_over


class Correction(models.Model):
    """What was corrected in a public release: said on its page, with the date. Only added.

    ``title``, ``lead`` and ``text`` are as they were before it.
    """

    release = models.ForeignKey(Release, models.CASCADE, related_name="corrections")
    note = ContentField(longest=500)
    title = ContentField(longest=LONGEST_TITLE)
    lead = ContentField(longest=500, blank=True)
    text = ContentField(longest=LONGEST_TEXT)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.release_id}: {self.note}"


class ReleaseMail(models.Model):
    """Somebody to whom a release was sent: nobody gets it twice."""

    release = models.ForeignKey(Release, models.CASCADE, related_name="mails")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("release", "account"), name="one_mail_of_a_release"),)

    def __str__(self) -> str:
        return f"{self.release_id} -> {self.account_id}"
