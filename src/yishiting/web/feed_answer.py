"""Answers that programs fetch again and again: feeds, calendars, tables; 304 where nothing is new."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import http_date, quote_etag

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpRequest

    from yishiting.web.programme.models import Assembly

_KEPT_FOR = 300  # seconds; a change of room should reach whoever is on the way to it


def language_asked(request: HttpRequest, assembly: Assembly) -> str:
    """Give the language that the address names, else the assembly's first: who fetches a feed has no language."""
    asked = request.GET.get("language", "")
    return asked if asked in assembly.languages else next(iter(assembly.languages), "en")


def handed_out(
    request: HttpRequest,
    content: bytes,
    content_type: str,
    name: str,
    *,
    is_public: bool = True,
    modified_at: datetime | None = None,
) -> HttpResponse:
    """Answer with a file, or with 304 where the asker has the same already."""
    etag = quote_etag(sha256(content).hexdigest()[:32])
    seconds = None if modified_at is None else int(modified_at.timestamp())
    response = get_conditional_response(request, etag=etag, last_modified=seconds)
    if response is None:
        response = HttpResponse(content, content_type=f"{content_type}; charset=utf-8")
    response.headers["ETag"] = etag
    if seconds is not None:
        response.headers["Last-Modified"] = http_date(seconds)
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    if is_public:
        patch_cache_control(response, public=True, max_age=_KEPT_FOR)
        # Apps in other sites' pages may read what everybody may read; cookies are not sent along.
        response.headers["Access-Control-Allow-Origin"] = "*"
    else:
        patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response
