"""What somebody has written themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import FilteredRelation, Q

from yishiting.web.comments.models import Comment, Commenter, Report

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from yishiting.web.comments.subject import Subject
    from yishiting.web.comments.visitor import Visitor

Status = Comment.Status
_LOOKED_AT = 20
_OF_REMARK = (
    "pk",
    "name",
    "place",
    "stance",
    "text",
    "language",
    "status",
    "reason",
    "note",
    "n_replies",
    "n_recommendations",
    "made_at",
    "edited_at",
)


def own_comments(visitor: Visitor) -> QuerySet[Comment]:
    """Give all that a visitor has written, the newest first, in whatever state."""
    own = Comment.objects.filter(visitor.owns("author__"))
    return own.select_related("release", "exhibit__exhibitor", "author", "parent").order_by("-made_at", "-pk")


def known_here(subject: Subject, visitor: Visitor) -> tuple[Commenter | None, Comment | None]:
    """Give how a visitor called themselves last, and their own remark on a thing, in one query.

    Of several remarks it is the one that stands or waits, or else the last one.
    """
    there = FilteredRelation(
        "comments", condition=Q(**{f"comments__{subject.kind}": subject.thing.pk}, comments__parent__isnull=True)
    )
    columns = [f"here__{name}" for name in _OF_REMARK]
    found = Commenter.objects.filter(visitor.owns("")).annotate(here=there).order_by("-here__pk")
    rows = list(found.values("pk", "name", "place", "account", *columns)[:_LOOKED_AT])
    if not rows:
        return None, None
    first = rows[0]
    author = Commenter(pk=first["pk"], name=first["name"], place=first["place"], account_id=first["account"])
    remarks = [
        Comment(**subject.where, author=author, **{name: row[f"here__{name}"] for name in _OF_REMARK})
        for row in rows
        if row["here__pk"]
    ]
    standing = [each for each in remarks if each.status in (Status.WAITING, Status.ACCEPTED)]
    return author, next(iter(standing or remarks), None)


def commenter_of(visitor: Visitor) -> Commenter | None:
    """Give how a visitor called themselves last; nothing before their first comment."""
    return Commenter.objects.filter(visitor.owns("")).first()


def has_reported(comment: Comment, visitor: Visitor) -> bool:
    """Tell whether a visitor has reported a comment."""
    return Report.objects.filter(visitor.owns("by__"), comment=comment).exists()
