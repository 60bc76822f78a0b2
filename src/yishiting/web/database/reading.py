"""The read-only road to the database that pages take.

A page that only shows something (GET, HEAD) reads through the alias ``reading``, whose connection refuses every
write; whatever it still has to write, such as a session, goes to ``default``. A transaction that is open on
``default`` keeps its reads with it, so that it sees what it has written itself.
"""

from __future__ import annotations

import contextlib
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.db import connections

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.db.models import Model
    from django.http import HttpRequest, HttpResponse

DEFAULT = "default"
READING = "reading"
READING_ROUTER = "yishiting.web.database.reading.ReadingRouter"
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_reads_only: ContextVar[bool] = ContextVar("reads_only", default=False)


@contextlib.contextmanager
def reading_only() -> Iterator[None]:
    """Send reads through the read-only connection while the block runs."""
    token = _reads_only.set(True)
    try:
        yield
    finally:
        _reads_only.reset(token)


class ReadingMiddleware:
    """Serves requests that only show something through the read-only connection."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer one request."""
        if request.method not in _SAFE_METHODS:
            return self._get_response(request)
        with reading_only():
            return self._get_response(request)


class ReadingRouter:
    """Tells Django which connection reads and which one writes."""

    def db_for_read(self, model: type[Model], **_hints: object) -> str:  # noqa: ARG002 - Django's signature
        """Read-only while a page is shown, unless a transaction is open."""
        if _reads_only.get() and not connections[DEFAULT].in_atomic_block:
            return READING
        return DEFAULT

    def db_for_write(self, model: type[Model], **_hints: object) -> str:  # noqa: ARG002 - Django's signature
        """Always the one that may."""
        return DEFAULT

    def allow_relation(self, _one: Model, _other: Model, **_hints: object) -> bool:
        """Both names mean the same database."""
        return True

    def allow_migrate(self, db: str, app_label: str, **_hints: object) -> bool:  # noqa: ARG002 - Django's signature
        """Tables are made once."""
        return db == DEFAULT
