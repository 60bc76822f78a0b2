"""Pages that are for one reader and fetched again and again: kept by their browser, which asks each time."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.middleware.csrf import get_token
from django.utils.cache import patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag
from django.utils.translation import get_language

from yishiting.web.permissions.guard import actor_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def etag_of(request: HttpRequest, *state: object, is_part: bool = False) -> str:
    """Name what this reader is about to see: contents, language, and around a whole page its frame with its forms."""
    account = actor_of(request).account
    frame = "" if is_part else form_key(request)
    return quote_etag(sha256(repr((state, get_language(), account and account.pk, frame)).encode()).hexdigest()[:32])


def form_key(request: HttpRequest) -> str:
    """Give the reader's key for forms, which the page's forms carry; makes one for a newcomer."""
    get_token(request)
    return str(request.META["CSRF_COOKIE"])


def personal(response: HttpResponse, etag: str) -> HttpResponse:
    """Let the reader's own browser keep a page, and ask each time whether it still holds."""
    response.headers["ETag"] = etag
    patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Cookie", "Accept-Language", "HX-Request"])
    return response
