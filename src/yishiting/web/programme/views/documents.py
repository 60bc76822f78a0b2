"""A document of a session, for whoever sees the session."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from django.http import StreamingHttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import content_disposition_header, quote_etag

from yishiting.web.permissions.guard import permits
from yishiting.web.programme.finders import find_document_file
from yishiting.web.programme.queries.documents import slices_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from yishiting.web.programme.models import Document


@permits("session.see", find_document_file)
def session_document(request: HttpRequest, document: Document) -> HttpResponse:
    """Hand the file out to be saved, or answer 304. Never to be shown: it would stand under the chamber's address."""
    etag = quote_etag(document.digest)
    response: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if response is None:
        response = StreamingHttpResponse(slices_of(document), content_type=_content_type(document))
        response.headers["Content-Length"] = str(document.size)
    response.headers["ETag"] = etag
    response.headers["Content-Disposition"] = str(content_disposition_header(True, document.name))  # noqa: FBT003
    # Asked for again each time: a session can be withdrawn.
    whose = "public" if document.session.is_public else "private"
    patch_cache_control(response, no_cache=True, **{whose: True})
    return cast("HttpResponse", response)  # views answer with one, as far as the guard is concerned


def _content_type(document: Document) -> str:
    return f"{document.media_type}; charset=utf-8" if document.media_type.startswith("text/") else document.media_type
