"""Small truths about comments."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.comments.models import Comment, CommentSettings


def edited_until(comment: Comment, settings: CommentSettings) -> datetime:
    """Give the moment until which its author may change a comment."""
    return comment.made_at + timedelta(minutes=settings.edit_minutes)


def can_still_be_edited(comment: Comment, settings: CommentSettings, now: datetime) -> bool:
    """Tell whether its author may change a comment."""
    return now < edited_until(comment, settings)
