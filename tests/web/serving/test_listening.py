"""Where a chamber may listen."""

from __future__ import annotations

import socket
from dataclasses import replace

import pytest

from yishiting.web.environment.kinds import PublicUrl
from yishiting.web.serving.errors import AddressError
from yishiting.web.serving.listening import Wish, listen

ANYWHERE = "0.0.0.0"  # noqa: S104 - what is under test
HERE = Wish("localhost", 8100, public_url=None, insecure_lan=False, trusted_proxies=0)
BEHIND_A_PROXY = replace(
    HERE, host=ANYWHERE, public_url=PublicUrl("https", "chamber.example.org", None), trusted_proxies=1
)


@pytest.mark.parametrize("host", [ANYWHERE, "::", "192.0.2.7", "10.0.0.1"])
def test_plain_http_stays_on_the_machine(host: str) -> None:
    with pytest.raises(AddressError, match="must be this machine alone"):
        listen(replace(HERE, host=host))


@pytest.mark.parametrize(
    "wish",
    [
        replace(BEHIND_A_PROXY, trusted_proxies=0),
        replace(BEHIND_A_PROXY, public_url=None),
        replace(BEHIND_A_PROXY, public_url=PublicUrl("http", "chamber.example.org", None)),
    ],
    ids=["no proxy", "no public address", "no TLS"],
)
def test_an_open_port_needs_a_proxy_with_tls(wish: Wish) -> None:
    with pytest.raises(AddressError, match="must be this machine alone"):
        listen(wish)


def test_behind_a_proxy_with_tls_it_may_listen_anywhere() -> None:
    found = listen(replace(BEHIND_A_PROXY, port=_free_port()))
    try:
        assert found.public_url == "https://chamber.example.org"
        assert [one.getsockname()[0] for one in found.sockets] == [ANYWHERE]
    finally:
        _close(found.sockets)


def test_a_hall_s_address_must_be_one_that_people_can_type() -> None:
    with pytest.raises(AddressError, match="must be this machine's address in the hall's network"):
        listen(replace(HERE, host=ANYWHERE, insecure_lan=True))


def test_another_machine_s_address_is_refused() -> None:
    with pytest.raises(AddressError, match=r"^Nothing can listen at 192\.0\.2\.7, port 8100: "):
        listen(replace(HERE, host="192.0.2.7", insecure_lan=True))


def test_a_name_that_would_have_to_be_looked_up_is_refused() -> None:
    with pytest.raises(AddressError, match="--host must be localhost or an IP address, got chamber"):
        listen(replace(HERE, host="chamber", insecure_lan=True))


def test_localhost_is_every_address_that_a_browser_may_try() -> None:
    found = listen(replace(HERE, port=_free_port()))
    try:
        assert found.sockets[0].getsockname()[0] == "127.0.0.1"
        assert {one.getsockname()[1] for one in found.sockets} == {found.port}
        assert found.public_url == f"http://localhost:{found.port}"
    finally:
        _close(found.sockets)


def test_the_last_port_is_the_last_one_tried() -> None:
    with socket.create_server(("127.0.0.1", 65535)), pytest.raises(AddressError, match="No port from 65535 to 65535"):
        listen(replace(HERE, port=65535))


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
    return port


def _close(sockets: object) -> None:
    for one in sockets if isinstance(sockets, list) else ():
        one.close()
