"""A body that is too large for its address, sent to the chamber itself."""

from __future__ import annotations

import contextlib
import http.client
from typing import TYPE_CHECKING

import pytest

from tests.running import running
from yishiting.web.serving.body_limit import is_too_large

if TYPE_CHECKING:
    from pathlib import Path

IMPORT = "/desk/deliberations/asking/import/"
PLAIN = "/account/login/"


@pytest.mark.parametrize(
    ("path", "length", "refused"),
    [
        (PLAIN, 2_000_000, False),
        (PLAIN, 2_000_001, True),
        (IMPORT, 2_000_001, False),
        (IMPORT, 64_000_000, False),
        (IMPORT, 64_000_001, True),
        ("/no/such/page", 2_000_001, True),
        ("/no/such/page\xff", 2_000_001, True),
        ("/no/such/page", 2_000_000, False),
    ],
)
def test_server_and_pages_have_the_same_limits(path: str, length: int, *, refused: bool) -> None:
    assert is_too_large(path, length) is refused


def test_who_sends_too_much_reads_how_much_is_taken(tmp_path: Path) -> None:
    with (
        running(tmp_path / "data", "--port", "8290") as chamber,
        contextlib.closing(http.client.HTTPConnection("127.0.0.1", chamber.port, timeout=60)) as connection,
    ):
        for language, words in (("en", "larger than the 2 MB"), ("zh-hans", "2 MB"), ("en", "nothing was changed")):
            headers = {"Accept-Language": language, "Content-Type": "application/x-www-form-urlencoded"}
            connection.request("POST", PLAIN, body=b"login=" + b"x" * 3_000_000, headers=headers)
            answer = connection.getresponse()
            assert answer.status == 413
            page = answer.read().decode()
            assert words in page
            assert f'lang="{language}"' in page

        # The server itself knows the addresses: who asks before sending that much is not told to go on.
        connection.putrequest("POST", PLAIN)
        connection.putheader("Content-Length", "3000000")
        connection.putheader("Expect", "100-continue")
        connection.endheaders()
        assert connection.getresponse().status == 413
