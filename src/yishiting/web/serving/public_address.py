"""Addresses come from PUBLIC_URL, never from what a request says about itself.

Whoever may write the Host header could otherwise have the chamber mail a link that leads elsewhere, be it only to
another port. On the machine itself (localhost) a request's own words are kept: tests and tunnels choose their port.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from django.conf import settings

from yishiting.web.environment.kinds import is_loopback

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class PublicAddressMiddleware:
    """Gives every request the scheme, host and port of PUBLIC_URL, once its own host has been found allowed."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request; a foreign host gets 400."""
        request.get_host()
        public = urlsplit(settings.PUBLIC_URL)
        if not is_loopback(public.hostname or ""):
            request.META["HTTP_HOST"] = public.netloc
            request.environ["wsgi.url_scheme"] = public.scheme  # type: ignore[attr-defined]
        return self._get_response(request)
