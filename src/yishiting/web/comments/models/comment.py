"""Comments, and what becomes of them."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yishiting.web.comments.models.commenter import Commenter
from yishiting.web.exhibition.models import Exhibit
from yishiting.web.press.models import Release

LONGEST_COMMENT = 2000
# So deep goes a conversation; further on one replies to a comment further up.
DEEPEST = 9


def _sorted_remarks(thing: str) -> tuple[models.Index, ...]:
    """Give the indexes by which the remarks on a thing are read in each of their orders, without a sort."""
    latest = ("-made_at", "-id")
    keys = {"newest": latest, "liked": ("-n_recommendations", *latest), "discussed": ("-n_replies", *latest)}
    return tuple(
        models.Index(fields=(thing, *key), condition=Q(parent=None), name=f"remarks_on_{thing}_{order}")
        for order, key in keys.items()
    )


class Comment(models.Model):
    """One remark on a release or an exhibit, or a reply to another remark on it.

    A remark on the thing itself recommends it or does not; ``root`` is the remark under which a reply stands, however
    deep. ``path`` leads there from the remark: twelve digits for every reply on the way, this one included, so that
    sorted by it a thread reads as it was spoken. Counts are kept beside what they count, so that lists can be sorted
    by them: ``n_replies`` are the accepted comments below it at any depth, ``n_reports`` those not settled yet.
    """

    class Stance(models.TextChoices):
        """What a remark says of its thing as a whole."""

        RECOMMENDS = "recommends", _("recommends")
        ADVISES_AGAINST = "advises_against", _("does not recommend")

    class Status(models.TextChoices):
        """What moderation, or its author, has made of it."""

        WAITING = "waiting", pgettext_lazy("status of a comment", "waiting")
        ACCEPTED = "accepted", pgettext_lazy("status of a comment", "public")
        REJECTED = "rejected", pgettext_lazy("status of a comment", "not accepted")
        REMOVED = "removed", pgettext_lazy("status of a comment", "removed")
        WITHDRAWN = "withdrawn", pgettext_lazy("status of a comment", "taken back by its author")

    release = models.ForeignKey(Release, models.CASCADE, null=True, blank=True, related_name="comments")
    exhibit = models.ForeignKey(Exhibit, models.CASCADE, null=True, blank=True, related_name="comments")
    author = models.ForeignKey(Commenter, models.CASCADE, related_name="comments")
    # How its author was called when it was written: another name under the next comment must not slip into this one.
    name = models.CharField(max_length=60, blank=True)
    place = models.CharField(max_length=60, blank=True)
    parent = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="replies")
    root = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="thread")
    depth = models.PositiveSmallIntegerField(default=0)
    path = models.CharField(max_length=12 * DEEPEST, blank=True)
    stance = models.CharField(max_length=16, choices=Stance.choices, blank=True)
    text = models.TextField(max_length=LONGEST_COMMENT)
    language = models.CharField(max_length=12, blank=True)
    fingerprint = models.CharField(max_length=64, blank=True)
    status = models.CharField(max_length=10, choices=Status.choices)
    # Why it is held or was taken away: a name of the policy's reasons.
    reason = models.CharField(max_length=24, blank=True)
    note = models.CharField(max_length=500, blank=True)
    n_replies = models.PositiveIntegerField(default=0)
    n_recommendations = models.PositiveIntegerField(default=0)
    n_reports = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ("-made_at", "-pk")
        constraints = (
            models.CheckConstraint(
                condition=Q(release__isnull=False, exhibit__isnull=True)
                | Q(release__isnull=True, exhibit__isnull=False),
                name="a_comment_is_on_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True, root__isnull=True, depth=0)
                | Q(parent__isnull=False, root__isnull=False, depth__gt=0, stance=""),
                name="a_reply_stands_under_a_remark",
            ),
            models.UniqueConstraint(
                fields=("author", "release"),
                condition=Q(parent=None, status__in=("waiting", "accepted")),
                name="one_remark_each_on_a_release",
            ),
            models.UniqueConstraint(
                fields=("author", "exhibit"),
                condition=Q(parent=None, status__in=("waiting", "accepted")),
                name="one_remark_each_on_an_exhibit",
            ),
        )
        indexes = (
            *_sorted_remarks("release"),
            *_sorted_remarks("exhibit"),
            models.Index(fields=("release", "status"), name="comments_on_release"),
            models.Index(fields=("exhibit", "status"), name="comments_on_exhibit"),
            models.Index(fields=("root", "path"), name="comments_by_thread"),
            models.Index(fields=("status", "made_at"), name="comments_by_status"),
            models.Index(fields=("fingerprint",), name="comments_by_fingerprint"),
        )

    def __str__(self) -> str:
        return f"comment {self.pk}"

    @property
    def signed_name(self) -> str:
        """The name that stands beside it."""
        return self.name or self.author.name

    @property
    def signed_place(self) -> str:
        """The place that stands beside it, "" for none."""
        return self.place if self.name else self.author.place


class FormerCount(models.Model):
    """What a count of a remark was before it changed: whoever leafs through an order by it goes on where they were.

    Rows are kept for a day.
    """

    class What(models.TextChoices):
        """Which count, by its column."""

        REPLIES = "n_replies"
        RECOMMENDATIONS = "n_recommendations"

    remark = models.ForeignKey(Comment, models.CASCADE, related_name="former_counts")
    what = models.CharField(max_length=20, choices=What.choices)
    before = models.PositiveIntegerField()
    made_at = models.DateTimeField(default=timezone.now, db_index=True)

    def __str__(self) -> str:
        return f"{self.remark_id}: {self.what} was {self.before}"


class Recommendation(models.Model):
    """An account that finds a comment worth reading: one each."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="recommendations")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("comment", "account"), name="one_recommendation_each"),)

    def __str__(self) -> str:
        return f"{self.account_id} -> {self.comment_id}"


class Report(models.Model):
    """Somebody who says that a comment breaks the policy, and how."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="reports")
    by = models.ForeignKey(Commenter, models.CASCADE, related_name="reports")
    reason = models.CharField(max_length=24)
    note = models.CharField(max_length=300, blank=True)
    made_at = models.DateTimeField(default=timezone.now)
    # When somebody at the desk had looked at it.
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("comment", "by"), name="one_report_each"),)

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.reason}"


class Decision(models.Model):
    """What moderation made of a comment, for the public record: only added; an undone one is followed by another.

    The same status before and after: reports were looked at and nothing was wrong. ``batch`` is the same for all that
    was decided with one press of a button.
    """

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="decisions")
    status_before = models.CharField(max_length=10, choices=Comment.Status.choices)
    status = models.CharField(max_length=10, choices=Comment.Status.choices)
    reason_before = models.CharField(max_length=24, blank=True)
    reason = models.CharField(max_length=24, blank=True)
    note = models.CharField(max_length=500, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField(default=timezone.now)
    batch = models.CharField(max_length=32, blank=True, db_index=True)
    # The decision that this one takes back; nobody takes one back twice.
    undoes = models.OneToOneField("self", models.CASCADE, null=True, blank=True, related_name="undone_by")

    class Meta:
        ordering = ("-made_at", "-pk")

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.status_before} -> {self.status}"
