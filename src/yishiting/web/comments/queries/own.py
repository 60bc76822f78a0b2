"""What somebody has written themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yishiting.web.comments.models import Comment, Commenter, Report

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from yishiting.web.comments.visitor import Visitor


def own_comments(visitor: Visitor) -> QuerySet[Comment]:
    """Give all that a visitor has written, the newest first, in whatever state."""
    own = Comment.objects.filter(visitor.owns("author__"))
    return own.select_related("release", "exhibit__exhibitor", "author", "parent").order_by("-made_at", "-pk")


def commenter_of(visitor: Visitor) -> Commenter | None:
    """Give how a visitor called themselves last; nothing before their first comment."""
    return Commenter.objects.filter(visitor.owns("")).first()


def has_reported(comment: Comment, visitor: Visitor) -> bool:
    """Tell whether a visitor has reported a comment."""
    return Report.objects.filter(visitor.owns("by__"), comment=comment).exists()
