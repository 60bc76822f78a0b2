"""Django's cache as a table: counts of failed sign-ins outlive a restart and are shared by all server processes."""

from __future__ import annotations

from django.db import models

CACHE_TABLE = "people_cached"


class Cached(models.Model):
    """One entry; the columns are those that Django's database cache asks for."""

    cache_key = models.CharField(max_length=255, primary_key=True)
    value = models.TextField()
    expires = models.DateTimeField(db_index=True)

    class Meta:
        db_table = CACHE_TABLE

    def __str__(self) -> str:
        return self.cache_key
