"""`/healthz`: for the eyes of a reverse proxy or a supervisor.

It stands before every other middleware and outside the addresses of the site: whoever asks does so by any host name,
and learns nothing but whether the database answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import DatabaseError, connections
from django.http import HttpResponse

from yishiting.web.database.disk_faults import FAULTS
from yishiting.web.database.reading import READING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest

PATH = "/healthz"


class HealthMiddleware:
    """Answers 200 "well" or 503 "ill"."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        if request.path_info != PATH:
            return self._get_response(request)
        well = FAULTS.reason is None and _database_answers()
        word, status = ("well", 200) if well else ("ill", 503)
        headers = {"Cache-Control": "no-store", "Content-Length": str(len(word) + 1)}
        return HttpResponse(f"{word}\n", status=status, content_type="text/plain", headers=headers)


def _database_answers() -> bool:
    try:
        with connections[READING].cursor() as cursor:
            cursor.execute("SELECT 1 FROM django_migrations LIMIT 1")  # a plain SELECT 1 would not touch the file
            return bool(cursor.fetchone())
    except DatabaseError:
        return False
