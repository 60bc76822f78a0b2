"""Documents of sessions, and their bytes piece by piece."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from yishiting.web.programme.models import Document, DocumentSlice

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from yishiting.web.programme.models import Session


def documents_by_session(sessions: Iterable[Session]) -> Mapping[int, list[Document]]:
    """Read the documents of several sessions, in one query."""
    keys = {each.pk for each in sessions}
    found: dict[int, list[Document]] = defaultdict(list)
    for document in Document.objects.order_by("order", "pk"):
        if document.session_id in keys:
            found[document.session_id].append(document)
    return found


def slices_of(document: Document) -> Iterator[bytes]:
    """Read a document's bytes: one query for each piece, when it is wanted."""
    for place in DocumentSlice.objects.filter(document=document).values_list("place", flat=True):
        yield bytes(DocumentSlice.objects.values_list("data", flat=True).get(document=document, place=place))
