"""Add, change and remove the documents of a session."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.programme.actions.columns import write_columns
from yishiting.web.programme.document_names import safe_name, unused_name
from yishiting.web.programme.models import Document, DocumentSlice, Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from django.core.files.uploadedfile import UploadedFile

    from yishiting.formats.programme import DocumentKind
    from yishiting.web.people.models import Account

MOST_DOCUMENTS = 50  # of one session
# One piece is in memory at a time, of an upload and of a download.
SLICE_BYTES = 1_000_000


class TooManyDocumentsError(ValueError):
    """A session that has `MOST_DOCUMENTS` takes no more; the sentence is for the desk."""


class BroughtFile:
    """A file that somebody brings, and what it was found to be."""

    def __init__(self, file: UploadedFile[bytes], kind: DocumentKind) -> None:
        self.file = file
        self.kind = kind

    def slices(self) -> Iterator[bytes]:
        """Read it once more, piece by piece."""
        self.file.seek(0)
        while piece := self.file.read(SLICE_BYTES):
            yield piece


@transaction.atomic
def add_document(
    *, session: Session, by: Account | None, brought: BroughtFile, values: Mapping[str, Any], now: datetime
) -> Document:
    """Add a file to a session. Raises `TooManyDocumentsError`."""
    fresh = _touched(session, now)
    if fresh.documents.count() >= MOST_DOCUMENTS:
        raise TooManyDocumentsError(_("A session has at most %d documents. Remove one first.") % MOST_DOCUMENTS)
    document = Document(session=fresh, made_at=now)
    _write(document, brought, values)
    _record(What.DOCUMENT_ADDED, document, by, now)
    return document


@transaction.atomic
def change_document(
    *, document: Document, by: Account | None, brought: BroughtFile | None, values: Mapping[str, Any], now: datetime
) -> Document:
    """Change what is said of a document and, where another file is brought, the file; its number stays."""
    _touched(document.session, now)
    fresh = Document.objects.select_for_update(of=("self",)).select_related("session").get(pk=document.pk)
    _write(fresh, brought, values)
    _record(What.DOCUMENT_CHANGED, fresh, by, now)
    return fresh


@transaction.atomic
def remove_document(*, document: Document, by: Account | None, now: datetime) -> None:
    """Take a document out of its session for good."""
    _touched(document.session, now)
    _record(What.DOCUMENT_REMOVED, document, by, now)
    DocumentSlice.objects.filter(document=document).delete()
    document.delete()


def _touched(session: Session, now: datetime) -> Session:
    """Hold a session: what is added meanwhile waits, and whoever reads its schedule sees another version."""
    fresh = Session.objects.select_for_update(of=("self",)).get(pk=session.pk)
    fresh.changed_at = now
    fresh.save(update_fields=["changed_at"])
    return fresh


def _write(document: Document, brought: BroughtFile | None, values: Mapping[str, Any]) -> None:
    if brought is None:
        write_columns(document, values)
        return
    others = document.session.documents.exclude(pk=document.pk).values_list("name", flat=True)
    digest, size = sha256(), 0
    for piece in brought.slices():
        digest.update(piece)
        size += len(piece)
    about = {
        "name": unused_name(safe_name(str(brought.file.name), brought.kind), list(others)),
        "media_type": brought.kind.media_type,
        "size": size,
        "digest": digest.hexdigest(),
    }
    write_columns(document, {**values, **about})
    DocumentSlice.objects.filter(document=document).delete()
    for place, piece in enumerate(brought.slices()):
        DocumentSlice.objects.create(document=document, place=place, data=piece)


def _record(what: What, document: Document, by: Account | None, now: datetime) -> None:
    record_act(by=by, what=what, thing=document.session.slug, details={"document": document.pk}, now=now)
