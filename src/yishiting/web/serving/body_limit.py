"""Requests carry at most 2 MB, except to the views that take files."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.conf import settings
from django.shortcuts import render
from django.urls import Resolver404, resolve

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

_MARK = "accepts_upload"
View = TypeVar("View", bound="Callable[..., HttpResponse]")


def accepts_upload(view: View) -> View:
    """Let a view take files as large as YISHITING_MAX_UPLOAD_MB; write it above every other decorator."""
    setattr(view, _MARK, True)
    return view


def is_too_large(path: str, length: int) -> bool:
    """Tell whether an address takes no body of this length; the server asks before it keeps one.

    Most bodies are small: then the address does not matter, and is not looked up.
    """
    if length <= settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
        return False
    try:
        view = resolve(path).func
    except Resolver404:
        return True
    return length > _limit(view)


def _limit(view: Callable[..., object]) -> int:
    return int(settings.MAX_UPLOAD_BYTES if hasattr(view, _MARK) else settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


class BodyLimitMiddleware:
    """Answers a larger body with 413, before anything reads it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        return self._get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], _args: object, _named: object
    ) -> HttpResponse | None:
        """Compare the body's length with what this view may take."""
        limit = _limit(view)
        length = int(request.headers.get("Content-Length") or 0)
        if length <= limit:
            return None
        return render(request, "413.html", {"megabytes": limit // 1_000_000}, status=413)
