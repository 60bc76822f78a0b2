"""Tells browsers which of their features no page of the chamber uses."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

_OFF = ("accelerometer", "camera", "display-capture", "geolocation", "gyroscope", "microphone", "payment", "usb")
_OURS = ("publickey-credentials-create", "publickey-credentials-get")  # passkeys
POLICY = ", ".join([f"{name}=()" for name in _OFF] + [f"{name}=(self)" for name in _OURS])


class BrowserFeaturesMiddleware:
    """Adds the header Permissions-Policy."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        response = self._get_response(request)
        response.headers["Permissions-Policy"] = POLICY
        return response
