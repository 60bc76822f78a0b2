from __future__ import annotations

import hashlib
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest

from setup.pip_source import NoPipError, find_pip, named_index, pinned_pip

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_WHEEL = "pip-99.1-py3-none-any.whl"
_CONTENT = b"stands for a wheel"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_arguments: object) -> None:
        pass


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/simple"
        server.shutdown()


@pytest.fixture
def bare_python(tmp_path: Path) -> Path:
    """A python3 without ensurepip, as on a bare Debian."""
    python = tmp_path / "python"
    python.write_text("#!/bin/sh\nexit 1\n")
    python.chmod(0o755)
    return python


@pytest.fixture(autouse=True)
def no_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No apt-get on PATH, no settings of pip."""
    (tmp_path / "empty").mkdir()
    monkeypatch.setenv("PATH", str(tmp_path / "empty"))
    monkeypatch.setenv("HOME", str(tmp_path / "empty"))
    for name in ("PIP_INDEX_URL", "PIP_CONFIG_FILE", "PIP_CERT"):
        monkeypatch.delenv(name, raising=False)


def _lock(folder: Path, content: bytes) -> Path:
    lock = folder / "pip.txt"
    lock.write_text(f"pip==99.1 \\\n    --hash=sha256:{hashlib.sha256(content).hexdigest()}\n")
    return lock


def _index(folder: Path, link: str) -> None:
    page = folder / "simple" / "pip" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(f'<a href="/older/pip-98.0-py3-none-any.whl">x</a><a href="{link}">y</a>')
    wheel = folder / "files" / _WHEEL
    wheel.parent.mkdir()
    wheel.write_bytes(_CONTENT)


def test_ensurepip_comes_first(tmp_path: Path) -> None:
    working = tmp_path / "python"
    working.write_text("#!/bin/sh\nexit 0\n")
    working.chmod(0o755)

    with find_pip(working, _lock(tmp_path, _CONTENT), tmp_path) as command:
        assert command == [str(working), "-m", "pip"]


def test_debians_wheel_serves_where_it_is_installed(tmp_path: Path, bare_python: Path) -> None:
    wheel = tmp_path / "usr" / "share" / "python-wheels" / "pip-23.0.1-py3-none-any.whl"
    wheel.parent.mkdir(parents=True)
    wheel.write_bytes(_CONTENT)

    with find_pip(bare_python, _lock(tmp_path, _CONTENT), tmp_path) as command:
        assert command == [str(bare_python), f"{wheel}/pip"]


def test_a_named_index_serves_a_wheel_with_the_pinned_hash(
    tmp_path: Path, bare_python: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _index(tmp_path, f"../../files/{_WHEEL}#sha256=0")
    with _served(tmp_path) as address:
        monkeypatch.setenv("PIP_INDEX_URL", address)
        with find_pip(bare_python, _lock(tmp_path, _CONTENT), tmp_path) as command:
            assert command[0] == str(bare_python)
            assert command[1].endswith(f"/{_WHEEL}/pip")


def test_a_wheel_with_another_hash_is_refused(
    tmp_path: Path, bare_python: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _index(tmp_path, f"../../files/{_WHEEL}")
    with _served(tmp_path) as address:
        monkeypatch.setenv("PIP_INDEX_URL", address)
        with (
            pytest.raises(NoPipError, match=r"has another hash than requirements/pip\.txt"),
            find_pip(bare_python, _lock(tmp_path, b"another"), tmp_path),
        ):
            pass


def test_an_index_without_the_wheel_is_named_in_the_refusal(
    tmp_path: Path, bare_python: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _index(tmp_path, "../../files/pip-1.0-py3-none-any.whl")
    with _served(tmp_path) as address:
        monkeypatch.setenv("PIP_INDEX_URL", address)
        with (
            pytest.raises(NoPipError, match=f"{address} gave no {_WHEEL}: "),
            find_pip(bare_python, _lock(tmp_path, _CONTENT), tmp_path),
        ):
            pass


def test_without_any_source_the_error_says_what_was_tried_and_what_to_type(tmp_path: Path, bare_python: Path) -> None:
    with pytest.raises(NoPipError) as error, find_pip(bare_python, _lock(tmp_path, _CONTENT), tmp_path):
        pass

    assert str(error.value).splitlines() == [
        "pip could not be had:",
        "  - this Python has no ensurepip",
        "  - this is no Debian, so there is no package to take pip from",
        "  - no package index is named in PIP_INDEX_URL or pip.conf",
        "Type this, then `make env` again:",
        "  PIP_INDEX_URL=<a package index that you trust> make env",
    ]


def test_an_index_in_pips_own_file_is_found(tmp_path: Path) -> None:
    assert named_index(tmp_path) is None

    (tmp_path / "etc").mkdir()
    (tmp_path / "etc" / "pip.conf").write_text("[global]\nindex-url = https://mirror.test/simple\n")

    assert named_index(tmp_path) == "https://mirror.test/simple"


def test_a_lock_without_pip_is_an_error() -> None:
    with pytest.raises(NoPipError, match=r"^requirements/pip\.txt pins no pip"):
        pinned_pip("numpy==2.0\n")


def test_apt_get_that_fails_is_said(tmp_path: Path, bare_python: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commands = tmp_path / "commands"
    commands.mkdir()
    for name in ("apt-get", "dpkg-deb"):
        (commands / name).write_text("#!/bin/sh\necho 'E: no network' >&2\nexit 100\n")
        (commands / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{commands}:/usr/bin:/bin")

    with pytest.raises(NoPipError) as error, find_pip(bare_python, _lock(tmp_path, _CONTENT), tmp_path):
        pass

    assert "  - `apt-get update` failed: E: no network" in str(error.value)
    assert "  apt-get install python3-venv        (as root, or with sudo in front)" in str(error.value)
