from __future__ import annotations

import socket

import pytest

from tests.no_outside import OutsideCallError


@pytest.mark.parametrize("kind", [socket.SOCK_STREAM, socket.SOCK_DGRAM])
def test_no_test_can_call_another_host(kind: socket.SocketKind) -> None:
    with socket.socket(socket.AF_INET, kind) as caller, pytest.raises(OutsideCallError, match=r"192\.0\.2\.1"):
        caller.connect(("192.0.2.1", 80))


def test_a_letter_without_a_connection_is_a_call_too() -> None:
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as caller, pytest.raises(OutsideCallError):
        caller.sendto(b"x", ("192.0.2.1", 53))


def test_this_machine_may_be_called() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        socket.create_connection(listener.getsockname()).close()
