"""The HTTP server by itself, around an application that tells what it was given."""

from __future__ import annotations

import contextlib
import http.client
import json
import socket
import threading
import time
from typing import TYPE_CHECKING

import pytest

from tests.running import wait_until
from yishiting.web.serving.http_server import BODY_SECONDS, HEADER_SECONDS, HttpServer, Limits

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from wsgiref.types import StartResponse, WSGIEnvironment


def _telling(environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
    names = ("REMOTE_ADDR", "wsgi.url_scheme", "HTTP_X_FORWARDED_FOR")
    told = json.dumps({name: environ.get(name) for name in names}).encode()
    if environ["REQUEST_METHOD"] == "POST":
        told = json.dumps([environ["CONTENT_LENGTH"], len(environ["wsgi.input"].read())]).encode()
    start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(told)))])
    return [told]


def _is_too_large(path: str, length: int) -> bool:
    return length > (100_000 if path == "/import" else 1000)


@contextlib.contextmanager
def _serving(proxies: int = 0) -> Iterator[tuple[HttpServer, int]]:
    listener = socket.create_server(("127.0.0.1", 0))
    limits = Limits(threads=2, body_bytes=100_000, is_too_large=_is_too_large, proxies=proxies)
    server = HttpServer(_telling, [listener], limits)
    thread = threading.Thread(target=server.run)
    thread.start()
    try:
        yield server, listener.getsockname()[1]
    finally:
        server.stop()
        thread.join()


def _ask(port: int, headers: dict[str, str]) -> dict[str, str | None]:
    with contextlib.closing(http.client.HTTPConnection("127.0.0.1", port, timeout=10)) as connection:
        connection.request("GET", "/", headers=headers)
        answer: dict[str, str | None] = json.loads(connection.getresponse().read())
    return answer


FORGED = {"X-Forwarded-For": "203.0.113.9", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.example"}


def test_without_a_proxy_nobody_is_believed() -> None:
    with _serving() as (_, port):
        told = _ask(port, FORGED)

    assert told == {"REMOTE_ADDR": "127.0.0.1", "wsgi.url_scheme": "http", "HTTP_X_FORWARDED_FOR": None}


def test_a_proxy_s_word_counts() -> None:
    with _serving(proxies=1) as (_, port):
        told = _ask(port, FORGED)

    assert (told["REMOTE_ADDR"], told["wsgi.url_scheme"]) == ("203.0.113.9", "https")


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("198.51.100.1, ::FFFF:203.0.113.9", "203.0.113.9"),
        ("[::ffff:203.0.113.9]", "203.0.113.9"),
        ("203.0.113.9:50123", "203.0.113.9"),
        ("2001:db8::9", "2001:db8::9"),
        ("::ffff:0:9", "::ffff:0:9"),
    ],
)
def test_an_address_is_known_however_the_proxy_writes_it(written: str, address: str) -> None:
    with _serving(proxies=1) as (_, port):
        told = _ask(port, {"X-Forwarded-For": written})

    assert told["REMOTE_ADDR"] == address


@pytest.mark.parametrize(("proxies", "address"), [(1, "198.51.100.2"), (2, "198.51.100.1")])
def test_only_the_words_of_our_own_proxies_count(proxies: int, address: str) -> None:
    chain = {"X-Forwarded-For": "203.0.113.9, 198.51.100.1, 198.51.100.2", "X-Forwarded-Proto": "https"}
    with _serving(proxies) as (_, port):
        assert _ask(port, chain)["REMOTE_ADDR"] == address


@pytest.mark.parametrize(
    ("path", "length", "kept"),
    [("/", 1000, 1000), ("/", 1001, 0), ("/", 900_000, 0), ("/import", 100_000, 100_000), ("/import", 100_001, 0)],
)
def test_a_body_that_is_too_large_for_its_address_is_not_kept(path: str, length: int, kept: int) -> None:
    with _serving() as (_, port), contextlib.closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        # Were the rest of the body taken for a request, the second answer would not be one to GET.
        for _ in range(2):
            connection.request("POST", path, body=b"POST / HTTP/1.1\r\n\r\n".ljust(length, b"x"))
            assert json.loads(connection.getresponse().read()) == [str(length), kept]
        connection.request("GET", "/")
        assert json.loads(connection.getresponse().read())["REMOTE_ADDR"] == "127.0.0.1"


@pytest.mark.parametrize(
    ("headers", "begun"),
    [
        ({"Content-Length": "1000000"}, b""),
        ({"Content-Length": "1001", "Expect": "100-continue"}, b""),
        ({"Transfer-Encoding": "chunked"}, b"3e8\r\n" + 1000 * b"x" + b"\r\n1\r\nx\r\n"),
    ],
    ids=["far too large", "asked before sending", "in chunks"],
)
def test_what_no_browser_sends_is_refused_at_once(headers: dict[str, str], begun: bytes) -> None:
    with _serving() as (_, port), contextlib.closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        connection.putrequest("POST", "/")
        for name, value in headers.items():
            connection.putheader(name, value)
        connection.endheaders(begun)

        assert connection.getresponse().status == 413


def test_a_body_in_chunks_that_is_not_too_large_is_kept() -> None:
    with _serving() as (_, port), contextlib.closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        connection.request("POST", "/", body=[b"x" * 400, b"x" * 400], encode_chunked=True)

        assert json.loads(connection.getresponse().read()) == ["800", 800]


def test_whoever_asks_before_sending_is_told_to_go_on() -> None:
    with _serving() as (_, port), socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(
            b"POST /import HTTP/1.1\r\nContent-Length: 5000\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n"
        )
        assert connection.recv(1000).startswith(b"HTTP/1.1 100 Continue")
        connection.sendall(b"x" * 5000)

        with connection.makefile("rb") as answer:
            assert any(b'["5000", 5000]' in line for line in answer)


@pytest.mark.parametrize(
    ("begun", "patience"),
    [
        (b"GET / HTTP/1.1\r\nHost: local", HEADER_SECONDS),
        (b"POST / HTTP/1.1\r\nContent-Length: 9\r\n\r\n1", BODY_SECONDS),
    ],
    ids=["headers", "body"],
)
def test_a_request_that_never_ends_is_cut_off(begun: bytes, patience: float) -> None:
    with _serving() as (server, port), socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(begun)
        assert wait_until(lambda: server.unfinished_requests() == 1, 10)
        now = time.time()

        server.look_at_connections(now)
        server.look_at_connections(now + patience - 1)
        still_there = server.unfinished_requests()
        server.look_at_connections(now + patience + 1)

        assert still_there == 1
        assert connection.recv(1) == b""


def test_a_finished_request_is_not_cut_off() -> None:
    with _serving() as (server, port), contextlib.closing(http.client.HTTPConnection("127.0.0.1", port)) as connection:
        for _ in range(3):
            connection.request("GET", "/")
            connection.getresponse().read()
            server.look_at_connections(time.time())

        assert server.unfinished_requests() == 0
