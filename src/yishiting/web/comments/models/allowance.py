"""How much may still be written, without keeping who is there."""

from __future__ import annotations

from django.db import models


class Allowance(models.Model):
    """What one account, one network or the whole assembly has used up; the row goes when it limits nobody any more.

    The allowance flows back steadily and is used up until ``used_until``. ``key`` is a keyed hash.
    """

    key = models.CharField(max_length=80, primary_key=True)
    used_until = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.key[:12]
