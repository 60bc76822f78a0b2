"""What is shown."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils import timezone

from yishiting.web.content import ContentField
from yishiting.web.exhibition.models.exhibitor import ChainLink, Exhibitor
from yishiting.web.exhibition.models.made_columns import SearchTextField
from yishiting.web.programme.models import Session


class Exhibit(models.Model):
    """One entry of an exhibitor; public when it is published and its exhibitor is."""

    slug = models.SlugField(max_length=80, unique=True)
    exhibitor = models.ForeignKey(Exhibitor, models.CASCADE, related_name="exhibits")
    title = ContentField(longest=160)
    about = ContentField(longest=3000, blank=True)
    link = models.ForeignKey(ChainLink, models.PROTECT, null=True, blank=True, related_name="exhibits")
    sessions = models.ManyToManyField(Session, related_name="exhibits", blank=True)
    search_text = SearchTextField(of=("title", "about"), blank=True, editable=False)
    is_published = models.BooleanField(default=False)
    # When everybody could see it for the first time.
    published_at = models.DateTimeField(null=True, blank=True)
    is_sample = models.BooleanField(default=False)
    order = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)
    changed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("exhibitor", "order", "pk")

    def __str__(self) -> str:
        return str(self.title)

    @property
    def is_public(self) -> bool:
        """Whether everybody may see it; for many at once there is `PUBLIC_EXHIBIT`."""
        return self.is_published and self.exhibitor.is_published


# Exhibits that everybody may see.
PUBLIC_EXHIBIT = Q(is_published=True, exhibitor__is_published=True)


class Picture(models.Model):
    """A picture of an exhibit, drawn anew from what was uploaded; whoever cannot see it reads ``alt``.

    ``digest`` is the SHA-256 of the large image in hexadecimal and stands in its address; width and height are those
    of the large image.
    """

    exhibit = models.ForeignKey(Exhibit, models.CASCADE, related_name="pictures")
    alt = ContentField(longest=300)
    digest = models.CharField(max_length=64)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    small_width = models.PositiveIntegerField()
    small_height = models.PositiveIntegerField()
    order = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("exhibit", "order", "pk")
        constraints = (models.UniqueConstraint(fields=("exhibit", "digest"), name="one_picture_of_a_kind"),)

    def __str__(self) -> str:
        return str(self.alt)


class PictureFile(models.Model):
    """The bytes of a picture and of its thumbnail, both WebP; apart, so that a list of pictures does not read them."""

    picture = models.OneToOneField(Picture, models.CASCADE, related_name="file", primary_key=True)
    image = models.BinaryField()
    thumbnail = models.BinaryField()

    def __str__(self) -> str:
        return f"file of {self.picture_id}"
