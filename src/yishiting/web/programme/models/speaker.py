"""Somebody who speaks in the assembly."""

from __future__ import annotations

from django.db import models

from yishiting.web.content import ContentField


class Speaker(models.Model):
    """A person with a page of their own, once one of their sessions is public."""

    slug = models.SlugField(max_length=60, unique=True)
    name = ContentField(longest=120)
    affiliation = ContentField(longest=160, blank=True)
    position = ContentField(longest=160, blank=True)
    about = ContentField(longest=5000, blank=True)
    # The name by which another system's schedule knows them; an import that comes again finds them by it.
    foreign_code = models.CharField(max_length=64, blank=True)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("slug",)

    def __str__(self) -> str:
        return str(self.name)
