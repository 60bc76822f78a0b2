"""The last gate before an answer leaves: after an error of the disk, nothing is acknowledged any more.

Another request may have met the error while this one ran, so the question is asked again when its answer is ready.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yishiting.web.database.disk_faults import FAULTS

if TYPE_CHECKING:
    from collections.abc import Iterable
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

_SORRY = (
    b"The chamber has stopped because of an error of its disk. What you sent just now may not be kept; "
    b"what was confirmed before is. Please try again later.\n"
)


class AcknowledgingOnlyWhatLasts:
    """A WSGI application around another one."""

    def __init__(self, application: WSGIApplication) -> None:
        self._application = application

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        """Pass a request on, and its answer back when the disk is still to be trusted."""
        if _disk_has_failed():
            return _refuse(start_response)
        held: list[Any] = []

        def hold(*arguments: Any) -> Any:  # noqa: ANN401 - WSGI's own signature
            held[:] = arguments

        body = self._application(environ, hold)
        if _disk_has_failed():
            if hasattr(body, "close"):
                body.close()
            return _refuse(start_response)
        start_response(*held)
        return body


def _disk_has_failed() -> bool:
    return FAULTS.reason is not None


def _refuse(start_response: StartResponse) -> Iterable[bytes]:
    headers = [
        ("Content-Type", "text/plain; charset=utf-8"),
        ("Content-Length", str(len(_SORRY))),
        ("Cache-Control", "no-store"),
        ("Retry-After", "60"),
    ]
    start_response("503 Service Unavailable", headers)
    return [_SORRY]
