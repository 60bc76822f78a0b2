"""Hosts, and the forums that they hold."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yishiting.web.content import ContentField


class Host(models.Model):
    """One of the organisations that hold the assembly; its staff have desk rights over its forums."""

    slug = models.SlugField(max_length=60, unique=True)
    name = ContentField(longest=120)
    order = models.PositiveSmallIntegerField(default=0)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("order", "slug")

    def __str__(self) -> str:
        return str(self.name)


class Forum(models.Model):
    """A part of the assembly with a chair; holds deliberations. Its hosts' staff see it before it is published."""

    slug = models.SlugField(
        max_length=60,
        unique=True,
        validators=[RegexValidator(r"^[a-z0-9-]+$", _("Small letters, digits and hyphens."))],
    )
    title = ContentField(longest=120)
    about = ContentField(longest=5000, blank=True)
    hosts = models.ManyToManyField(Host, related_name="forums", blank=True)
    is_published = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)
    is_sample = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("order", "slug")

    def __str__(self) -> str:
        return str(self.title)
