"""Questions of journalists, and their answers."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yishiting.web.content import ContentField
from yishiting.web.deliberation.models import PublishedResult
from yishiting.web.press.models.addressee import Addressee
from yishiting.web.press.models.release import Release
from yishiting.web.programme.models import Session

# A name, a position and an organisation of an addressee, one after the other.
LONGEST_NAME = 450
LONGEST_QUESTION = 600
LONGEST_ANSWER = 5000


class Question(models.Model):
    """One question, and its answer once there is one.

    ``session`` is the press conference that it was asked for, if any; ``number`` counts all questions of the assembly.
    """

    class Status(models.TextChoices):
        """How far it has come. Journalists see accepted ones, everybody sees published ones."""

        WAITING = "waiting", pgettext_lazy("status of a question", "waiting")
        ACCEPTED = "accepted", pgettext_lazy("status of a question", "accepted")
        REJECTED = "rejected", pgettext_lazy("status of a question", "not accepted")
        WITHDRAWN = "withdrawn", pgettext_lazy("status of a question", "withdrawn")
        ANSWERED = "answered", _("answered, not published")
        PUBLISHED = "published", pgettext_lazy("status of a question", "published")

    number = models.PositiveIntegerField(unique=True)
    text = ContentField(longest=LONGEST_QUESTION)
    addressee = models.ForeignKey(Addressee, models.PROTECT, related_name="questions")
    session = models.ForeignKey(Session, models.SET_NULL, null=True, blank=True, related_name="questions")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="questions_asked"
    )
    # As they stood when it was asked: a published pair names them for good.
    asker_name = models.CharField(max_length=100)
    asker_outlet = models.CharField(max_length=160)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    reason = models.CharField(max_length=24, blank=True)
    note = models.CharField(max_length=500, blank=True)
    # On the podium: when it was called, when it was put off, and when it had been answered aloud. What was said then is
    # often written down later.
    called_at = models.DateTimeField(null=True, blank=True)
    skipped_at = models.DateTimeField(null=True, blank=True)
    heard_at = models.DateTimeField(null=True, blank=True)
    answer = ContentField(longest=LONGEST_ANSWER, blank=True)
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    # Who is named as answering: a spokesperson's words, as they stood then.
    answerer_name = ContentField(longest=LONGEST_NAME, blank=True)
    is_given_aloud = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.CheckConstraint(
                condition=Q(answered_at__isnull=False) | ~Q(status__in=("answered", "published")),
                name="an_answered_question_has_an_answer",
            ),
            models.CheckConstraint(
                condition=Q(published_at__isnull=False) | ~Q(status="published"),
                name="a_published_question_has_its_date",
            ),
        )
        indexes = (models.Index(fields=("status", "session"), name="questions_by_status"),)

    def __str__(self) -> str:
        return str(self.text)


class Second(models.Model):
    """Another journalist who wants to know the same."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="seconds")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("question", "account"), name="one_second_each"),)

    def __str__(self) -> str:
        return f"{self.account_id} -> {self.question_id}"


class Citation(models.Model):
    """What an answer rests on: a release, or a published result."""

    question = models.ForeignKey(Question, models.CASCADE, related_name="citations")
    release = models.ForeignKey(Release, models.CASCADE, null=True, blank=True, related_name="cited_by")
    result = models.ForeignKey(PublishedResult, models.CASCADE, null=True, blank=True, related_name="cited_by")

    class Meta:
        constraints = (
            models.CheckConstraint(
                condition=Q(release__isnull=False, result__isnull=True) | Q(release__isnull=True, result__isnull=False),
                name="a_citation_names_one_thing",
            ),
            models.UniqueConstraint(
                fields=("question", "release", "result"), nulls_distinct=False, name="one_citation_of_a_thing"
            ),
        )

    def __str__(self) -> str:
        return f"{self.question_id} rests on {self.release_id or self.result_id}"
