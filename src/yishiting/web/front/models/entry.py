"""The index behind the search box."""

from __future__ import annotations

from django.db import models


class SearchEntry(models.Model):
    """One thing that can be found. Whether somebody may see it is asked again when it is found, never read from here.

    ``words`` holds its texts as they are searched: Latin words in small letters without accents, Chinese, Japanese and
    Korean text in pairs of characters. ``digest`` tells whether the texts have changed since.
    """

    kind = models.CharField(max_length=16)
    thing = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    title_words = models.TextField()
    words = models.TextField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=("kind", "thing"), name="one_entry_of_a_thing"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.thing}"
