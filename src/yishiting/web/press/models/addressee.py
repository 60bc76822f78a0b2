"""To whom journalists put their questions."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from yishiting.web.content import ContentField


class Addressee(models.Model):
    """A spokesperson, or an organisation; ``answering`` are the accounts that answer for them."""

    slug = models.SlugField(max_length=60, unique=True)
    name = ContentField(longest=120)
    position = ContentField(longest=160, blank=True)
    organisation = ContentField(longest=160, blank=True)
    answering = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="answers_for", blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("order", "slug")

    def __str__(self) -> str:
        return str(self.name)
