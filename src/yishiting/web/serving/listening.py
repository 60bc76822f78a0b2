"""Where the server listens, and under which address people are told to find it."""

from __future__ import annotations

import contextlib
import errno
import ipaddress
import socket
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yishiting.web.environment.kinds import is_loopback
from yishiting.web.serving.errors import AddressError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yishiting.web.environment.kinds import PublicUrl

_TRIES = 100
_BACKLOG = 1024


@dataclass(frozen=True)
class Wish:
    """What the operator asked for: host and port to listen at, and the settings that go with them."""

    host: str
    port: int
    public_url: PublicUrl | None
    insecure_lan: bool
    trusted_proxies: int


@dataclass(frozen=True)
class Listening:
    """Sockets that listen already, so that nobody else can take the port while the chamber gets ready."""

    sockets: Sequence[socket.socket]
    port: int
    public_url: str


def listen(wish: Wish) -> Listening:
    """Listen at the port that was asked for, or the next free one.

    Raises
    ------
    AddressError
        When the address would carry passwords in plain text over a network, is not this machine's, or is taken and
        PUBLIC_URL promises it to a reverse proxy.
    """
    _refuse_plain_text_networks(wish)
    sockets, port = _first_free(wish)
    public = wish.public_url.origin if wish.public_url else f"http://{_in_url(wish.host)}:{port}"
    return Listening(sockets, port, public)


def _refuse_plain_text_networks(wish: Wish) -> None:
    if is_loopback(wish.host):
        return
    if wish.insecure_lan:
        if wish.public_url is None and _is_every_address(wish.host):
            raise AddressError(
                f"--host must be this machine's address in the hall's network, got {wish.host}; "
                "or set PUBLIC_URL to the address that people type"
            )
        return
    if wish.public_url and wish.public_url.is_secure and wish.trusted_proxies:
        return
    raise AddressError(
        f"--host must be this machine alone (localhost) without TLS, got {wish.host}; put a reverse proxy in front and "
        "set PUBLIC_URL=https://... and YISHITING_TRUSTED_PROXIES, or add --insecure-lan for a hall with open "
        "participants only"
    )


def _first_free(wish: Wish) -> tuple[list[socket.socket], int]:
    last = min(wish.port + _TRIES, 65536)
    for port in range(wish.port, last):
        with contextlib.suppress(_TakenError):
            return _bind(wish.host, port), port
        if wish.public_url is not None:
            raise AddressError(
                f"Port {port} must be free, because PUBLIC_URL is set and a proxy will look there; "
                "stop what uses it, or choose another one with --port"
            )
    raise AddressError(f"No port from {wish.port} to {last - 1} is free on {wish.host}; choose one with --port")


class _TakenError(Exception):
    """Somebody else listens there."""


def _bind(host: str, port: int) -> list[socket.socket]:
    """Listen at every address that a host name stands for, or at none."""
    bound: list[socket.socket] = []
    try:
        for family, address in _addresses(host, port):
            bound.append(_listen_at(family, address))
    except BaseException:
        for one in bound:
            one.close()
        raise
    return bound


def _addresses(host: str, port: int) -> list[tuple[socket.AddressFamily, tuple[str, int]]]:
    if host == "localhost":  # a browser may try either
        both = [(socket.AF_INET, ("127.0.0.1", port))]
        return both + [(socket.AF_INET6, ("::1", port))] * _has_ipv6()
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError as error:
        raise AddressError(f"--host must be localhost or an IP address, got {host}") from error
    return [(socket.AF_INET6 if address.version == 6 else socket.AF_INET, (str(address), port))]


def _listen_at(family: socket.AddressFamily, address: tuple[str, int]) -> socket.socket:
    try:
        return socket.create_server(address, family=family, backlog=_BACKLOG, dualstack_ipv6=False)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            raise _TakenError from error
        raise AddressError(f"Nothing can listen at {address[0]}, port {address[1]}: {error.strerror}") from error


def _has_ipv6() -> bool:
    if not socket.has_ipv6:
        return False
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        return False
    return True


def _is_every_address(host: str) -> bool:
    return host.strip("[]") in {"0.0.0.0", "::"}  # noqa: S104 - recognised, not bound


def _in_url(host: str) -> str:
    return f"[{host.strip('[]')}]" if ":" in host else host
