"""One line for each request, where the operator asked for it.

The line holds the pattern of the address and not the address: an invitation's link is a key, and who asked is nobody's
business.
"""

from __future__ import annotations

import logging
import re
import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

_log = logging.getLogger("yishiting.requests")
# Addresses that are keys: links that let somebody in or set a password, and calendar feeds of one person.
_KEYS = re.compile(r"(/invitation/|/account/password/reset/key/|/agenda/(?=[0-9a-f]{32}))[^\s'\"]+")


class HidesKeys(logging.Filter):
    """Takes keys out of what others log: Django names the whole address of a request that failed."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Change the record where there is one; let every record pass."""
        message = record.getMessage()
        if _KEYS.search(message):
            record.msg, record.args = _KEYS.sub(r"\1…", message), ()
        return True


class RequestLogMiddleware:
    """Logs method, pattern, status and milliseconds."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.REQUEST_LOG:
            raise MiddlewareNotUsed
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        begun = time.perf_counter()
        response = self._get_response(request)
        milliseconds = (time.perf_counter() - begun) * 1000
        pattern = request.resolver_match.route if request.resolver_match else "no page"
        _log.info("%s /%s %d %.0f ms", request.method, pattern, response.status_code, milliseconds)
        return response
