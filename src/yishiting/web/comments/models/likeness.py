"""By what a text is found that reads almost like another one."""

from __future__ import annotations

from django.db import models

from yishiting.web.comments.models.comment import Comment


class Mark(models.Model):
    """One of a comment's marks: texts that have most of their pieces in common share at least one of them."""

    comment = models.ForeignKey(Comment, models.CASCADE, related_name="marks")
    value = models.BigIntegerField()

    class Meta:
        indexes = (models.Index(fields=("value", "comment"), name="marks_by_value"),)

    def __str__(self) -> str:
        return f"{self.comment_id}: {self.value:x}"
