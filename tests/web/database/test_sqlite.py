"""SQLite: what every connection asks for, and what it refuses."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from typing import TYPE_CHECKING

import pytest
from django.db import OperationalError

from tests.web.database.connecting import answer, connection_to
from yishiting.web.database.journal import journal_for
from yishiting.web.database.refusals import UnsafeDatabaseError
from yishiting.web.environment.kinds import DatabaseAddress

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def address(tmp_path: Path) -> DatabaseAddress:
    return DatabaseAddress("sqlite", str(tmp_path / "hall.sqlite3"))


def test_a_connection_has_what_safety_needs(address: DatabaseAddress) -> None:
    journal = journal_for(sqlite3.sqlite_version_info)
    with connection_to(address) as connection:
        found = {
            name: answer(connection, f"PRAGMA {name}")
            for name in ("journal_mode", "synchronous", "foreign_keys", "mmap_size", "busy_timeout", "query_only")
        }

    assert found == {
        "journal_mode": journal.mode,
        "synchronous": journal.synchronous,
        "foreign_keys": 1,
        "mmap_size": 0,
        "busy_timeout": 20_000,
        "query_only": 0,
    }


@pytest.mark.parametrize(
    ("command", "name"),
    [
        ("PRAGMA synchronous = NORMAL", "synchronous"),
        ("PRAGMA synchronous = OFF", "synchronous"),
        ("PRAGMA journal_mode = MEMORY", "journal_mode"),
        ("PRAGMA journal_mode = OFF", "journal_mode"),
        ("PRAGMA foreign_keys = OFF", "foreign_keys"),
        ("PRAGMA mmap_size = 1000000", "mmap_size"),
        ("PRAGMA busy_timeout = 5", "busy_timeout"),
        ("PRAGMA ignore_check_constraints = ON", "ignore_check_constraints"),
        ("PRAGMA writable_schema = ON", "writable_schema"),
        ("PRAGMA query_only = ON", "query_only"),
    ],
)
def test_a_command_that_weakens_a_connection_is_refused(address: DatabaseAddress, command: str, name: str) -> None:
    with (
        connection_to(address, init_command=command) as connection,
        pytest.raises(UnsafeDatabaseError, match=f"^SQLite's {name} must be "),
    ):
        connection.ensure_connection()


def test_a_harmless_command_is_run(address: DatabaseAddress) -> None:
    with connection_to(address, init_command="PRAGMA cache_size = -4321") as connection:
        assert answer(connection, "PRAGMA cache_size") == -4321


@pytest.mark.parametrize(
    ("options", "name"),
    [({"transaction_mode": "DEFERRED"}, "transaction_mode"), ({"timeout": 1}, "timeout")],
    ids=["deferred", "impatient"],
)
def test_weaker_options_are_refused(address: DatabaseAddress, options: dict[str, object], name: str) -> None:
    with (
        connection_to(address, **options) as connection,
        pytest.raises(UnsafeDatabaseError, match=f"^SQLite's {name} must be "),
    ):
        connection.ensure_connection()


def test_a_database_in_memory_is_refused() -> None:
    with (
        connection_to(DatabaseAddress("sqlite", ":memory:")) as connection,
        pytest.raises(UnsafeDatabaseError, match=r"^SQLite's journal_mode must be .* says memory"),
    ):
        connection.ensure_connection()


def test_a_file_left_in_another_journal_mode_is_brought_back(address: DatabaseAddress) -> None:
    wanted = journal_for(sqlite3.sqlite_version_info).mode
    with sqlite3.connect(address.name) as plain:
        plain.execute(f"PRAGMA journal_mode = {'wal' if wanted == 'delete' else 'delete'}")
        plain.execute("CREATE TABLE seat (number INTEGER)")
    plain.close()

    with connection_to(address) as connection:
        assert answer(connection, "PRAGMA journal_mode") == wanted


def test_a_transaction_takes_its_turn_when_it_begins(address: DatabaseAddress) -> None:
    """A deferred transaction would not have a lock yet, and the other writer below would get in first."""
    with connection_to(address) as connection, connection_to(address) as other:
        with connection.cursor() as cursor:
            cursor.execute("CREATE TABLE seat (number INTEGER)")
        other.ensure_connection()
        connection.set_autocommit(False, force_begin_transaction_with_broken_autocommit=True)
        answer(other, "PRAGMA busy_timeout = 1")
        with pytest.raises(OperationalError, match="database is locked"), other.cursor() as cursor:
            cursor.execute("INSERT INTO seat VALUES (1)")
        connection.rollback()


def test_the_reading_connection_refuses_to_write(address: DatabaseAddress) -> None:
    with connection_to(address) as writer, writer.cursor() as cursor:
        cursor.execute("CREATE TABLE seat (number INTEGER)")

    with connection_to(address, read_only=True) as reader:
        assert answer(reader, "SELECT count(*) FROM seat") == 0
        with pytest.raises(OperationalError, match="readonly"), reader.cursor() as cursor:
            cursor.execute("INSERT INTO seat VALUES (1)")


def test_the_reading_connection_works_after_a_writer_was_killed(address: DatabaseAddress, tmp_path: Path) -> None:
    """A killed writer leaves a journal to be played back; a file opened with mode=ro could not do that."""
    ready = tmp_path / "ready"
    writer = subprocess.Popen([sys.executable, "-c", _WRITER, address.name, str(ready)])
    _wait_for(ready)
    os.kill(writer.pid, signal.SIGKILL)
    writer.wait()

    with connection_to(address, read_only=True) as reader:
        assert answer(reader, "SELECT count(*) FROM seat") == 0
        assert answer(reader, "PRAGMA integrity_check") == "ok"


# Leaves a transaction half written to the file: a cache of one page has to spill.
_WRITER = """
import pathlib, sqlite3, sys, time
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("CREATE TABLE seat (name TEXT)")
connection.execute("PRAGMA cache_size = 1")
connection.execute("BEGIN IMMEDIATE")
connection.executemany("INSERT INTO seat VALUES (?)", (("x" * 3000,) for _ in range(500)))
pathlib.Path(sys.argv[2]).touch()
time.sleep(60)
"""


def _wait_for(file: Path) -> None:
    deadline = time.monotonic() + 20
    while not file.exists():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def test_many_connections_open_a_new_file_at_once(address: DatabaseAddress) -> None:
    refused: list[Exception] = []

    def open_one() -> None:
        try:
            with connection_to(address) as connection:
                answer(connection, "SELECT 1")
        except Exception as error:  # noqa: BLE001 - a thread's error would be lost otherwise
            refused.append(error)

    threads = [threading.Thread(target=open_one) for _ in range(16)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert refused == []
