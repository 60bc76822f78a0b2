"""Keep by what a comment is found again when somebody writes almost the same."""

from __future__ import annotations

from django.db import transaction

from yishiting.web.comments.marks import marks_of
from yishiting.web.comments.models import Comment, Mark
from yishiting.web.comments.normalising import skeleton_of


@transaction.atomic
def keep_marks(comment: Comment) -> None:
    """Write the marks of a comment's text in place of those of an earlier text."""
    Mark.objects.filter(comment=comment).delete()
    Mark.objects.bulk_create(Mark(comment=comment, value=value) for value in marks_of(skeleton_of(comment.text)))
