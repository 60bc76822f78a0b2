"""How many newcomers a network may still bring, without keeping who is there."""

from __future__ import annotations

from django.db import models


class Network(models.Model):
    """The allowance of one network, known by a keyed hash of the day; the row goes when it limits nobody any more.

    The allowance flows back steadily and is used up until ``used_until``: in the past, all of it is there; an hour
    ahead, nothing is.
    """

    key = models.CharField(max_length=64, primary_key=True)
    used_until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key[:8]
