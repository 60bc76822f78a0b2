"""The server calls no other host: every connection that it or its worker opens is watched from outside, by strace."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.running import running

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed; see `make deps`")

_ADDRESS = re.compile(r'sa_family=(AF_\w+)(?:.*?(?:inet_addr\(|inet_pton\(AF_INET6, )"([^"]+)")?')
PAGES = ("/", "/account/login/", "/account/signup/", "/deliberations/", "/desk/", "/nowhere", "/healthz")


def _watching(record: Path) -> list[str]:
    # -D: the command itself is the process that was started, so that it gets our signals, and strace stands aside.
    calls = ["-e", "trace=connect,sendto,sendmsg", "-e", "signal=none"]
    return ["strace", "-D", "-f", "--seccomp-bpf", "-qq", *calls, "-o", str(record)]


def called_addresses(record: Path) -> set[str]:
    """Return every address outside this machine that appears in strace's record."""
    called = set()
    for line in record.read_text(errors="replace").splitlines():
        found = _ADDRESS.search(line)
        if found is None or found[1] in {"AF_UNIX", "AF_NETLINK", "AF_UNSPEC"}:
            continue
        if found[2] is None or not (found[2].startswith("127.") or found[2] == "::1"):
            called.add(found[2] or line)
    return called


def test_no_page_makes_the_server_call_anybody(tmp_path: Path) -> None:
    record = tmp_path / "record"
    with running(tmp_path / "data", "--port", "8300", before=_watching(record)) as chamber:
        answered = [chamber.get(page)[0] for page in PAGES]

    assert 500 not in answered
    assert called_addresses(record) == set()


@pytest.mark.parametrize(
    ("code", "address"),
    [
        ("s = socket.socket(); s.settimeout(0.1); s.connect(('192.0.2.1', 80))", "192.0.2.1"),
        ("s = socket.socket(socket.AF_INET, socket.SOCK_DGRAM); s.sendto(b'x', ('192.0.2.1', 53))", "192.0.2.1"),
        ("s = socket.socket(socket.AF_INET6); s.settimeout(0.1); s.connect(('2001:db8::1', 80))", "2001:db8::1"),
    ],
    ids=["tcp", "udp", "tcp over ipv6"],
)
def test_a_call_would_be_seen(tmp_path: Path, code: str, address: str) -> None:
    record = tmp_path / "record"
    program = f"import contextlib, socket\nwith contextlib.suppress(OSError):\n    {code}"

    subprocess.run([*_watching(record), sys.executable, "-c", program], check=True, timeout=60)

    assert called_addresses(record) == {address}
