"""What somebody is told who, or whose network, has used up an allowance."""

from __future__ import annotations

import math
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.shortcuts import render

from yishiting.web.allowing import AllowanceUsedUpError

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

_OURS = "csrfmiddlewaretoken"


class CrowdingMiddleware:
    """Answers 429 with a page that keeps the form as it was sent, to be sent again."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say how long to wait."""
        if not isinstance(error, AllowanceUsedUpError):
            return None
        seconds = max(1, math.ceil(error.wait.total_seconds()))
        sent = [(name, value) for name, values in request.POST.lists() for value in values if name != _OURS]
        page = {"minutes": math.ceil(seconds / 60), "sent": sent}
        response = render(request, error.page, page, status=HTTPStatus.TOO_MANY_REQUESTS)
        response.headers["Retry-After"] = str(seconds)
        return response
