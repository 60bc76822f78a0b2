"""Errors of the disk are told apart from all others, and noted once."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import psycopg
import pytest
from django.db import DatabaseError

from tests.web.database.connecting import answer, connection_to
from yishiting.web.database import disk_faults
from yishiting.web.database.disk_faults import FaultRecord, is_disk_fault
from yishiting.web.environment.kinds import DatabaseAddress

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def faults(monkeypatch: pytest.MonkeyPatch) -> FaultRecord:
    """Give a record of this test's own: one fault would otherwise silence the whole run."""
    record = FaultRecord()
    monkeypatch.setattr(disk_faults, "FAULTS", record)
    return record


def _sqlite_error(code: int) -> sqlite3.Error:
    error = sqlite3.OperationalError("something happened")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    "code",
    [
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_IOERR_FSYNC,
        sqlite3.SQLITE_IOERR_DIR_FSYNC,
        sqlite3.SQLITE_IOERR_WRITE,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_NOTADB,
    ],
)
def test_sqlite_errors_of_the_disk_are_known(code: int) -> None:
    assert is_disk_fault(_sqlite_error(code))


@pytest.mark.parametrize(
    "error",
    [
        _sqlite_error(sqlite3.SQLITE_BUSY),
        _sqlite_error(sqlite3.SQLITE_FULL),
        _sqlite_error(sqlite3.SQLITE_CONSTRAINT_UNIQUE),
        sqlite3.ProgrammingError("made by Python itself, without a code"),
        psycopg.errors.UniqueViolation(),
        psycopg.errors.DiskFull(),
        psycopg.OperationalError("the connection is lost"),
        ValueError(),
    ],
    ids=repr,
)
def test_other_errors_are_not_taken_for_them(error: Exception) -> None:
    assert not is_disk_fault(error)


@pytest.mark.parametrize("error", [psycopg.errors.IoError(), psycopg.errors.DataCorrupted()], ids=repr)
def test_postgresql_errors_of_the_disk_are_known(error: Exception) -> None:
    assert is_disk_fault(error)


def test_only_the_first_fault_is_told() -> None:
    told: list[str] = []
    record = FaultRecord()
    record.listen(told.append)

    record.note("first")
    record.note("second")

    assert (record.reason, told) == ("first", ["first"])


def test_a_damaged_file_is_noted(tmp_path: Path, faults: FaultRecord) -> None:
    """A real one: the middle of a database is overwritten."""
    file = tmp_path / "hall.sqlite3"
    with connection_to(DatabaseAddress("sqlite", str(file))) as connection, connection.cursor() as cursor:
        cursor.execute("CREATE TABLE seat (name TEXT)")
        cursor.executemany("INSERT INTO seat VALUES (%s)", [("x" * 500,)] * 100)
    content = bytearray(file.read_bytes())
    content[4096:-4096] = b"\xa5" * (len(content) - 8192)
    file.write_bytes(content)

    with connection_to(DatabaseAddress("sqlite", str(file))) as connection, pytest.raises(DatabaseError):
        answer(connection, "SELECT sum(length(name)) FROM seat")

    assert faults.reason == "DatabaseError: database disk image is malformed"


def test_a_lock_is_not_noted(tmp_path: Path, faults: FaultRecord) -> None:
    file = str(tmp_path / "hall.sqlite3")
    with connection_to(DatabaseAddress("sqlite", file)) as connection, pytest.raises(DatabaseError):
        answer(connection, "SELECT * FROM nowhere")

    assert faults.reason is None
