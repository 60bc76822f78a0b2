"""What the organiser has chosen about comments."""

from __future__ import annotations

from django.db import models


class CommentSettings(models.Model):
    """One row, with the number 1."""

    is_open = models.BooleanField(default=True)
    # Whether comments of people without an account wait for somebody at the desk.
    holds_open_participants = models.BooleanField(default=True)
    holds_everybody = models.BooleanField(default=False)
    edit_minutes = models.PositiveSmallIntegerField(default=15)
    most_links = models.PositiveSmallIntegerField(default=2)

    class Meta:
        constraints = (models.CheckConstraint(condition=models.Q(pk=1), name="one_row_of_comment_settings"),)

    def __str__(self) -> str:
        return "comment settings"
