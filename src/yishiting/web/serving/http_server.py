"""The HTTP server: waitress, with threads in one process, and less patience for those who never finish asking.

Bodies are kept only where they may be as large as they say: see `LimitedParser`.
"""

from __future__ import annotations

import contextlib
import io
import re
import resource
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from waitress import wasyncore
from waitress.adjustments import Adjustments
from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser
from waitress.server import TcpWSGIServer
from waitress.task import ThreadedTaskDispatcher
from waitress.utilities import RequestEntityTooLarge

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable, Sequence
    from wsgiref.types import WSGIApplication

SWITCH_SECONDS = 0.0005
HEADER_SECONDS = 20.0
BODY_SECONDS = 600.0
_SPARE_FILES = 200  # databases, logs, static files
_CONNECTIONS = 2000
# An IPv4 address as it is written by a proxy that listens for both kinds; waitress would read the end as a port, and
# everybody behind that proxy would have one address.
_MAPPED = re.compile(r"::ffff:(?=\d{1,3}\.)", re.IGNORECASE)
_FAR_TOO_LARGE = 10  # times the largest body: whoever sends this much gets no page


class Nowhere:
    """What a body is written to that nobody will read."""

    def append(self, data: bytes) -> None:
        """Drop it."""

    def getfile(self) -> io.BytesIO:
        """Give an empty body."""
        return io.BytesIO()

    def close(self) -> None:
        """Nothing is open."""

    def __len__(self) -> int:
        return 0


class LimitedParser(HTTPRequestParser):  # type: ignore[misc]  # waitress ships no types
    """Drops a body that is too large for its address as it arrives, instead of keeping it in memory or in a file.

    It is still read to its end: a browser shows no answer before it has sent everything. The application sees the
    length that was announced, and answers with its page. Who asks before sending (`Expect`), or sends in chunks without
    saying how much, is no browser, and is refused at once.
    """

    expect_continue: bool
    _is_judged = False

    def parse_header(self, header_plus: bytes) -> None:
        """Read the headers, IPv4 addresses in one way of writing."""
        super().parse_header(header_plus)
        if told := self.headers.get("X_FORWARDED_FOR"):
            self.headers["X_FORWARDED_FOR"] = _MAPPED.sub("", told)

    def received(self, data: bytes) -> int:
        """Take what has arrived; return how much of it belongs to this request."""
        consumed: int = super().received(data)
        if self.body_rcv is not None and not self._is_judged:
            self._judge()
        return consumed

    def _judge(self) -> None:
        size = self.body_bytes_received if self.chunked else self.content_length
        is_too_large = self.adj.is_too_large(self.path, size)
        self._is_judged = is_too_large or not self.chunked
        if is_too_large and (self.chunked or self.expect_continue):
            self.error = RequestEntityTooLarge("this address takes less")
            self.completed, self.expect_continue = True, False  # waitress would tell the second one to go on
        elif is_too_large:
            self.body_rcv.buf = Nowhere()


class LimitedChannel(HTTPChannel):  # type: ignore[misc]  # the same
    """A connection."""

    parser_class = LimitedParser


class PatientServer(TcpWSGIServer):  # type: ignore[misc]  # the same
    """Closes connections whose request is not complete after a while, however steadily it trickles in."""

    channel_class = LimitedChannel

    def __init__(self, *arguments: Any, **named: Any) -> None:  # noqa: ANN401 - waitress' own
        self._begun: WeakKeyDictionary[Any, float] = WeakKeyDictionary()
        super().__init__(*arguments, **named)

    def maintenance(self, now: float) -> None:
        """Look at every connection; waitress calls this every few seconds."""
        super().maintenance(now)
        self.cut_off_the_unfinished(now)

    def cut_off_the_unfinished(self, now: float) -> None:
        """Close connections whose request has been under way for too long."""
        for channel in list(self.active_channels.values()):
            request = channel.request
            if request is None:
                continue
            seconds = now - self._begun.setdefault(request, now)
            if seconds > (BODY_SECONDS if request.headers_finished else HEADER_SECONDS):
                channel.will_close = True


@dataclass(frozen=True)
class Limits:
    """How much a server takes on, and from whom it hears who asks.

    ``body_bytes`` is the largest body that any address takes; ``is_too_large`` tells for one address and length.
    """

    threads: int
    body_bytes: int
    is_too_large: Callable[[str, int], bool]
    proxies: int


class HttpServer:
    """Serves an application at sockets that listen already."""

    def __init__(self, application: WSGIApplication, sockets: Sequence[socket.socket], limits: Limits) -> None:
        adjustments = Adjustments(
            sockets=list(sockets),
            threads=limits.threads,
            max_request_body_size=limits.body_bytes * _FAR_TOO_LARGE,
            max_request_header_size=32_768,
            connection_limit=_possible_connections(),
            asyncore_use_poll=True,  # select() knows no file above 1024
            cleanup_interval=5,
            channel_timeout=60,
            ident=None,
            **_proxy_adjustments(limits.proxies),
        )
        adjustments.is_too_large = limits.is_too_large
        self._map: dict[int, Any] = {}
        self._dispatcher = ThreadedTaskDispatcher()
        # A thread that comes back from the database waits for Python's lock, by default up to 5 ms behind each busy
        # one, and that ten times in one answer.
        sys.setswitchinterval(SWITCH_SECONDS)
        self._dispatcher.set_thread_count(limits.threads)
        self._servers = [
            PatientServer(
                application,
                self._map,
                _sock=one,
                dispatcher=self._dispatcher,
                adj=adjustments,
                bind_socket=False,
                sockinfo=(one.family, one.type, one.proto, one.getsockname()),
            )
            for one in sockets
        ]
        self._stopping = False

    def run(self) -> None:
        """Serve until `stop`, `SystemExit` or `KeyboardInterrupt`; requests that run then have five seconds to end."""
        with contextlib.suppress(SystemExit, KeyboardInterrupt):
            while not self._stopping:
                wasyncore.loop(timeout=1, map=self._map, use_poll=True, count=1)
        self._dispatcher.shutdown()
        self._send_what_is_left()
        wasyncore.close_all(self._map)

    def stop(self) -> None:
        """Have `run` return; called from another thread."""
        self._stopping = True
        self._servers[0].pull_trigger()

    def look_at_connections(self, now: float) -> None:
        """Cut off requests that have been under way for too long; the server does so itself every few seconds."""
        for server in self._servers:
            server.cut_off_the_unfinished(now)
            server.pull_trigger()

    def unfinished_requests(self) -> int:
        """Count the requests that have begun to arrive and have not ended."""
        return sum(
            channel.request is not None for server in self._servers for channel in list(server.active_channels.values())
        )

    def _send_what_is_left(self) -> None:
        deadline = time.monotonic() + 1
        while time.monotonic() < deadline and any(getattr(each, "total_outbufs_len", 0) for each in self._map.values()):
            wasyncore.loop(timeout=0.05, map=self._map, use_poll=True, count=1)


def _proxy_adjustments(proxies: int) -> dict[str, object]:
    """Believe as many proxies as there are; without any, waitress throws their headers away."""
    if not proxies:
        return {}
    return {
        "trusted_proxy": "*",  # the port is open to the proxies only; the number says whose words count
        "trusted_proxy_count": proxies,
        "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
    }


def _possible_connections() -> int:
    """Ask the system for enough open files, and take what it gives."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _CONNECTIONS + _SPARE_FILES
    if soft < wanted:
        soft = min(wanted, hard)
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))
    return min(_CONNECTIONS, max(50, soft - _SPARE_FILES))
