"""Papers and slides of a session."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from yishiting.web.content import ContentField
from yishiting.web.programme.models.session import Session


class Document(models.Model):
    """One file of a session, for everybody who may see the session.

    ``name`` is the file's own, made safe; ``digest`` is the SHA-256 of its bytes in hexadecimal.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="documents")
    title = ContentField(longest=160)
    language = models.CharField(max_length=12, blank=True)
    name = models.CharField(max_length=120)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    order = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ("session", "order", "pk")
        constraints = (models.UniqueConstraint(fields=("session", "name"), name="one_document_by_name"),)

    def __str__(self) -> str:
        return str(self.title)


class DocumentSlice(models.Model):
    """A piece of a document's bytes, so that neither a list nor a download holds the whole in memory."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="slices")
    place = models.PositiveSmallIntegerField()
    data = models.BinaryField()

    class Meta:
        ordering = ("place",)
        constraints = (models.UniqueConstraint(fields=("document", "place"), name="one_slice_each"),)

    def __str__(self) -> str:
        return f"slice {self.place} of {self.document_id}"
