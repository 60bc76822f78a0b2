"""No test calls another host: a guard in this process, for the whole run.

What tests start as processes of their own is watched elsewhere (tests/web/serving/test_outbound.py).
"""

from __future__ import annotations

import sys

_CALLS = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})
_NAMES = frozenset({"localhost", "::1", ""})


class OutsideCallError(AssertionError):
    """Something tried to reach another host."""


def is_outside(address: object) -> bool:
    """Tell whether a socket's address lies outside this machine; a path is a Unix socket's."""
    if not isinstance(address, tuple) or not address:
        return False
    host = str(address[0])
    return not (host in _NAMES or host.startswith("127."))


def _refuse(event: str, arguments: tuple[object, ...]) -> None:
    if event in _CALLS and is_outside(arguments[1]):
        raise OutsideCallError(f"a test must call no other host, got {arguments[1]}")


def forbid_outside_calls() -> None:
    """Refuse them from now on; nothing in this process can take that back."""
    sys.addaudithook(_refuse)
