"""What kinds of values settings have: each reads the text of a variable, or says what was expected.

A kind raises `ValueError` with the expectation alone ("be a whole number from 1 to 64"); `variables` adds the
variable's name and, unless it is a secret, what was found.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal
from urllib.parse import SplitResult, unquote, urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

if TYPE_CHECKING:
    from collections.abc import Callable

_SWITCH = {"1": True, "yes": True, "true": True, "on": True, "0": False, "no": False, "false": False, "off": False}
_HOST = re.compile(r"[a-z0-9]([a-z0-9.-]*[a-z0-9])?|\[[0-9a-f:]+\]")
_STANDARD_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class PublicUrl:
    """The address under which people reach the chamber: scheme, host and port, without a path."""

    scheme: Literal["http", "https"]
    host: str
    port: int | None

    @property
    def origin(self) -> str:
        """As a browser writes it: the port only where it is not the scheme's own."""
        return f"{self.scheme}://{self.host}" + (f":{self.port}" if self.port is not None else "")

    @property
    def is_secure(self) -> bool:
        """Whether people reach the chamber through TLS."""
        return self.scheme == "https"

    @property
    def is_loopback(self) -> bool:
        """Whether only this machine can reach the chamber under this address."""
        return is_loopback(self.host)


@dataclass(frozen=True)
class DatabaseAddress:
    """Where the data lie: a SQLite file, or a PostgreSQL database with its connection parameters."""

    kind: Literal["sqlite", "postgresql"]
    name: str
    user: str = ""
    password: str = ""
    host: str = ""
    port: str = ""
    sslmode: str = ""


def is_loopback(host: str) -> bool:
    """Tell whether a host name or address can only mean the machine itself."""
    return host in {"localhost", "::1", "[::1]"} or host.endswith(".localhost") or host.startswith("127.")


def text(value: str) -> str:
    """Read any text."""
    return value


def key(value: str) -> str:
    """Read a key that nobody can guess."""
    if len(value) < 32:
        raise ValueError("have at least 32 characters")
    return value


def whole_number(least: int, most: int) -> Callable[[str], int]:
    """Return a reader of whole numbers between two bounds, both included."""

    def read(value: str) -> int:
        if not (re.fullmatch(r"[0-9]{1,9}", value) and least <= int(value) <= most):
            raise ValueError(f"be a whole number from {least} to {most}")
        return int(value)

    return read


def switch(value: str) -> bool:
    """Read yes or no."""
    if value.lower() not in _SWITCH:
        raise ValueError("be yes or no")
    return _SWITCH[value.lower()]


def one_of(*choices: str) -> Callable[[str], str]:
    """Return a reader of one of several words."""

    def read(value: str) -> str:
        if value not in choices:
            raise ValueError(f"be one of {', '.join(choices)}")
        return value

    return read


def folder(value: str) -> Path:
    """Read the path of a folder, which need not be there yet."""
    return Path(value).expanduser().absolute()


def email_address(value: str) -> str:
    """Read one e-mail address."""
    try:
        validate_email(value)
    except ValidationError as error:
        raise ValueError("be an e-mail address such as chamber@example.org") from error
    return value


def public_url(value: str) -> PublicUrl:
    """Read the chamber's public address."""
    expected = "be an address without a path, such as https://chamber.example.org"
    parts = _split(value, expected)
    if parts.scheme not in {"http", "https"} or not _HOST.fullmatch(_host(parts)):
        raise ValueError(expected)
    if parts.path not in {"", "/"} or parts.query or parts.fragment or parts.username is not None:
        raise ValueError(expected)
    port = None if parts.port == _STANDARD_PORTS[parts.scheme] else parts.port
    return PublicUrl("https" if parts.scheme == "https" else "http", _host(parts), port)


def database_address(value: str) -> DatabaseAddress:
    """Read the address of a database."""
    expected = "be sqlite:///PATH or postgresql://USER:PASSWORD@HOST:PORT/NAME"
    parts = _split(value, expected)
    if parts.scheme == "sqlite" and not parts.netloc and len(parts.path) > 1:
        return DatabaseAddress("sqlite", unquote(parts.path[1:]))
    if parts.scheme in {"postgresql", "postgres"} and len(parts.path) > 1:
        return _postgresql(parts, expected)
    raise ValueError(expected)


def _postgresql(parts: SplitResult, expected: str) -> DatabaseAddress:
    sslmode = re.fullmatch(r"(?:sslmode=([a-z-]+))?", parts.query)
    if sslmode is None:
        raise ValueError(f"{expected}, followed at most by ?sslmode=MODE")
    return DatabaseAddress(
        kind="postgresql",
        name=unquote(parts.path[1:]),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        host=unquote(parts.hostname or ""),
        port=str(parts.port or ""),
        sslmode=sslmode[1] or "",
    )


def _split(value: str, expected: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        _ = parts.port  # read here: a port that is no number raises
    except ValueError as error:
        raise ValueError(expected) from error
    return parts


def _host(parts: SplitResult) -> str:
    host = parts.hostname or ""
    return f"[{host}]" if ":" in host else host
