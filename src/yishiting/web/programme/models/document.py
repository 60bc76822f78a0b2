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

    def __str__(self) -> str:
        return str(self.title)


class DocumentFile(models.Model):
    """The bytes of a document, apart, so that a list of documents does not read them."""

    document = models.OneToOneField(Document, models.CASCADE, related_name="file", primary_key=True)
    data = models.BinaryField()

    def __str__(self) -> str:
        return f"file of {self.document_id}"
