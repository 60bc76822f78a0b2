"""Who exhibits, and where."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from yishiting.web.content import ContentField
from yishiting.web.exhibition.models.made_columns import BoothOrderField, SearchTextField


class ChainLink(models.Model):
    """A link of the industry chain: the organiser's list."""

    slug = models.SlugField(max_length=60, unique=True)
    name = ContentField(longest=80)
    order = models.PositiveSmallIntegerField(default=0)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("order", "slug")

    def __str__(self) -> str:
        return str(self.name)


class Hall(models.Model):
    """Where booths stand."""

    slug = models.SlugField(max_length=60, unique=True)
    name = ContentField(longest=80)
    order = models.PositiveSmallIntegerField(default=0)
    is_sample = models.BooleanField(default=False)

    class Meta:
        ordering = ("order", "slug")

    def __str__(self) -> str:
        return str(self.name)


class Exhibitor(models.Model):
    """An organisation that exhibits, with its booth; its exhibits are entries of their own."""

    slug = models.SlugField(max_length=80, unique=True)
    name = ContentField(longest=160)
    about = ContentField(longest=3000, blank=True)
    hall = models.ForeignKey(Hall, models.PROTECT, null=True, blank=True, related_name="exhibitors")
    booth = models.CharField(max_length=20, blank=True)
    booth_order = BoothOrderField(max_length=120, blank=True, editable=False)
    links = models.ManyToManyField(ChainLink, related_name="exhibitors", blank=True)
    languages = models.JSONField(default=list, blank=True)
    website = models.URLField(max_length=300, blank=True)
    contact_email = models.EmailField(blank=True)
    contact_phone = models.CharField(max_length=40, blank=True)
    search_text = SearchTextField(of=("name", "about"), blank=True, editable=False)
    is_published = models.BooleanField(default=False)
    is_sample = models.BooleanField(default=False)
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("slug",)
        indexes = (models.Index(fields=("hall", "booth_order"), name="exhibitors_by_booth"),)

    def __str__(self) -> str:
        return str(self.name)


class Representative(models.Model):
    """Who looks after an exhibitor's entry: whoever has an account with this address, confirmed."""

    exhibitor = models.ForeignKey(Exhibitor, models.CASCADE, related_name="representatives")
    email = models.EmailField()  # in small letters
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = (models.UniqueConstraint(fields=("exhibitor", "email"), name="one_representative_each"),)
        indexes = (models.Index(fields=("email",), name="representatives_by_email"),)

    def __str__(self) -> str:
        return self.email
