"""`yishiting serve`, run as an operator runs it."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import signal
import socket
import sqlite3
import stat
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.running import PATIENCE, environment, is_running, refused, running, wait_until
from tests.throwaway_postgresql import installed, throwaway_server
from yishiting.web.environment.variables import PREFIX

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def new(tmp_path: Path) -> Path:
    """Name a data folder that is not there yet."""
    return tmp_path / "data"


@pytest.fixture(scope="module")
def opened_once(tmp_path_factory: pytest.TempPathFactory, port: str) -> Path:
    folder = tmp_path_factory.mktemp("opened") / "data"
    with running(folder, "--port", port) as chamber:
        assert chamber.stop() == 0
    return folder


@pytest.fixture
def data(opened_once: Path, tmp_path: Path) -> Path:
    """Give a data folder that was opened before: starting with it is quicker."""
    return shutil.copytree(opened_once, tmp_path / "data")


@pytest.fixture(scope="module")
def port() -> str:
    """Find a port that is free, so that chambers of other people on this machine do not matter."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return str(listener.getsockname()[1])


@pytest.fixture
def taken_port() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_it_opens_answers_and_ends_cleanly(new: Path, port: str, how: signal.Signals) -> None:
    with running(new, "--port", port) as chamber:
        status, _, page = chamber.get("/")
        health = chamber.get("/healthz")
        worker = chamber.worker()
        code = chamber.stop(how)

    assert (status, b"<html" in page) == (200, True)
    assert (health[0], health[2]) == (200, b"well\n")
    assert code == 0
    assert not is_running(worker)
    assert (new / "chamber.lock").read_text() == ""


_STOPPED_AT_ONCE = """
import os, pathlib, signal, sys
from yishiting.web.serving.chamber import ServeOptions, serve
say = lambda text: os.kill(os.getpid(), signal.SIGTERM)
serve(ServeOptions(pathlib.Path(sys.argv[1]), "localhost", int(sys.argv[2]), insecure_lan=False), say)
"""


def test_stopped_in_the_moment_when_it_opens_it_has_ended_cleanly(data: Path, port: str) -> None:
    command = [sys.executable, "-c", _STOPPED_AT_ONCE, str(data), port]

    done = subprocess.run(command, env=environment({}), timeout=PATIENCE, check=False)

    assert done.returncode == 0
    assert (data / "chamber.lock").read_text() == ""


def test_everything_in_the_data_folder_is_for_its_owner_alone(data: Path, port: str) -> None:
    with running(data, "--port", port) as chamber:
        chamber.get("/")

    open_to_others = [path for path in (data, *data.rglob("*")) if stat.S_IMODE(path.stat().st_mode) & 0o077]

    assert open_to_others == []


def test_a_second_start_keeps_the_key_and_the_data(data: Path, port: str) -> None:
    with running(data, "--port", port):
        pass
    key = (data / "secret-key").read_bytes()
    made = (data / "static.stamp").stat().st_mtime_ns

    with running(data, "--port", port) as chamber:
        assert chamber.get("/")[0] == 200

    assert (data / "secret-key").read_bytes() == key
    assert (data / "static.stamp").stat().st_mtime_ns == made


def test_styles_are_compressed_and_kept_for_ever(data: Path, port: str) -> None:
    with running(data, "--port", port) as chamber:
        found = re.search(rb'href="(/static/[^"]+\.[0-9a-f]{12}\.css)"', chamber.get("/")[2])
        assert found is not None
        status, headers, _ = chamber.get(found[1].decode(), {"Accept-Encoding": "gzip"})

    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert "immutable" in headers["cache-control"]


def test_a_taken_port_leads_to_the_next_free_one(data: Path, taken_port: int) -> None:
    with running(data, "--port", str(taken_port)) as chamber:
        assert chamber.said[0] == f"Port {taken_port} is taken; using {chamber.port}."
        assert chamber.port > taken_port
        assert chamber.get("/healthz")[0] == 200


def test_a_taken_port_is_an_error_where_a_proxy_would_look_there(data: Path, taken_port: int) -> None:
    code, said = refused(data, "--port", str(taken_port), PUBLIC_URL="https://chamber.example.org")

    assert code == 2
    assert said.startswith(f"yishiting: Port {taken_port} must be free, because PUBLIC_URL is set")


def test_two_servers_never_share_a_data_folder(data: Path, port: str) -> None:
    with running(data, "--port", port) as chamber:
        code, said = refused(data)

        assert code == 4
        assert f"{data} is served already, by process {chamber.process.pid};" in said


def test_somebody_else_s_folder_is_left_alone(new: Path) -> None:
    new.mkdir()
    (new / "thesis.txt").write_text("chapter one")

    code, said = refused(new)

    assert (code, [path.name for path in new.iterdir()]) == (4, ["thesis.txt"])
    assert "must be an empty folder or a chamber's data folder, and holds thesis.txt" in said


def test_a_folder_that_cannot_be_made_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    code, said = refused(tmp_path / "file" / "data")

    assert code == 4
    assert said == f"yishiting: {tmp_path}/file/data must be a folder that can be written to: Not a directory\n"


@pytest.mark.parametrize(
    ("settings", "words"),
    [
        ({"YISHITING_THREADS": "many"}, "YISHITING_THREADS must be a whole number from 1 to 128, got many"),
        ({PREFIX + "THRED": "4"}, "YISHITING_THRED is not a setting; the nearest one is YISHITING_THREADS"),
        ({"PUBLIC_URL": "http://chamber.example.org"}, "PUBLIC_URL must begin with https:// off this machine"),
        ({"YISHITING_EMAIL_HOST": "mail.example.org"}, "YISHITING_EMAIL_FROM must be set"),
        ({"DATABASE_URL": "sqlite:///:memory:"}, "SQLite's journal_mode must be"),
    ],
)
def test_a_wrong_setting_stops_the_start(data: Path, port: str, settings: dict[str, str], words: str) -> None:
    code, said = refused(data, "--port", port, **settings)

    assert code == 2
    assert said.startswith(f"yishiting: {words}")
    assert said.count("\n") == 1


def test_a_damaged_key_is_not_replaced(data: Path, port: str) -> None:
    (data / "secret-key").write_text("half")

    code, said = refused(data, "--port", port)

    assert (code, (data / "secret-key").read_text()) == (2, "half")
    assert "must hold a key of at least 32 characters, got 4; put its backup back" in said


def test_the_worker_goes_when_the_server_is_killed(data: Path, port: str) -> None:
    with running(data, "--port", port) as chamber:
        worker = chamber.worker()
        os.kill(chamber.process.pid, signal.SIGKILL)

        assert wait_until(lambda: not is_running(worker), 10)


def test_a_chamber_that_was_killed_opens_again(data: Path, port: str) -> None:
    with running(data, "--port", port) as chamber:
        os.kill(chamber.process.pid, signal.SIGKILL)
        chamber.process.wait()
    assert (data / "chamber.lock").read_text() != ""

    with running(data, "--port", port) as chamber:
        assert chamber.get("/")[0] == 200


def test_a_worker_that_died_is_replaced(data: Path, port: str) -> None:
    with running(data, "--port", port) as chamber:
        first = chamber.worker()
        os.kill(first, signal.SIGKILL)

        assert wait_until(lambda: chamber.worker() != first, 10)
        assert chamber.get("/")[0] == 200


def test_after_an_error_of_the_disk_it_stops_and_does_not_come_back_unchecked(data: Path, port: str) -> None:
    """The file is overwritten under the running server: every later read of it fails."""
    with running(data, "--port", port) as chamber:
        assert chamber.get("/healthz")[0] == 200
        file = data / "yishiting.sqlite3"
        file.write_bytes(b"\xa5" * file.stat().st_size)

        assert chamber.get("/healthz")[0] == 503
        code = chamber.process.wait(30)

    assert code == 5
    assert "Stopping: DatabaseError: file is not a database" in (data.parent / "stderr").read_text()
    code, said = refused(data, "--port", port)
    assert (code, "file is not a database" in said) == (5, True)


def test_quiet_damage_is_found_after_a_killed_server(data: Path, port: str) -> None:
    """The damage lies in a table that no start reads: only the check of the whole file can find it."""
    file = data / "yishiting.sqlite3"
    _damage_a_table_of_its_own(file)
    with running(data, "--port", port) as chamber:
        chamber.get("/")
        os.kill(chamber.process.pid, signal.SIGKILL)
        chamber.process.wait()

    code, said = refused(data, "--port", port)

    assert code == 5
    assert said.startswith("yishiting: ")
    assert said.endswith("is damaged and not served; put back your last backup\n")


def _damage_a_table_of_its_own(file: Path) -> None:
    text, page = "to be damaged " * 40, 4096
    with contextlib.closing(sqlite3.connect(file)) as connection, connection:
        connection.execute("CREATE TABLE shelf (name TEXT)")
        connection.executemany("INSERT INTO shelf VALUES (?)", [(text,)] * 100)
        assert connection.execute("PRAGMA page_size").fetchone() == (page,)
    content = bytearray(file.read_bytes())
    # Wherever the table found room, a page that holds its text belongs to it and to nothing else.
    start = content.rindex(text.encode()) // page * page
    content[start : start + page] = b"\xa5" * page
    file.write_bytes(content)


@pytest.mark.skipif(not installed(), reason="PostgreSQL's programs are not installed; see `make deps`")
def test_it_opens_on_postgresql(new: Path, port: str) -> None:
    with throwaway_server() as server, running(new, "--port", port, DATABASE_URL=server.url()) as chamber:
        answers = [chamber.get(path)[0] for path in ("/", "/healthz")]
        said = chamber.said[-2]
        code = chamber.stop()

    assert (answers, code) == ([200, 200], 0)
    assert "; PostgreSQL " in said
    assert not (new / "yishiting.sqlite3").exists()


@pytest.mark.skipif(not installed(), reason="PostgreSQL's programs are not installed; see `make deps`")
def test_an_unsafe_postgresql_stops_the_start(new: Path, port: str) -> None:
    with throwaway_server("fsync=off") as server:
        code, said = refused(new, "--port", port, DATABASE_URL=server.url())

    assert (code, said.split(",")[0]) == (2, "yishiting: PostgreSQL's fsync must be on")


def test_a_database_that_is_not_there_is_an_error(new: Path, port: str) -> None:
    code, said = refused(new, "--port", port, DATABASE_URL="postgresql://user:hush@127.0.0.1:9/hall")

    assert code == 4
    assert said.startswith("yishiting: The database cannot be used: ")
    assert "hush" not in said
