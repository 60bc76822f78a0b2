"""The connection: sets what safety needs, reads it back, and refuses when it does not hold."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from django.db.backends.sqlite3 import base
from django.utils.functional import cached_property

from yishiting.web.database.disk_faults import WatchingErrorWrapper
from yishiting.web.database.journal import Journal, journal_for
from yishiting.web.database.refusals import UnsafeDatabaseError

if TYPE_CHECKING:
    from collections.abc import Mapping

READ_ONLY = "read_only"
BUSY_SECONDS = 20


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection to a SQLite file.

    The option ``read_only`` makes it refuse every write. It still opens the file for writing: a journal that a killed
    process left behind can then be played back, where a file opened with ``mode=ro`` would answer nothing but errors
    until somebody writes.
    """

    init_commands: list[str]

    def get_connection_params(self) -> dict[str, Any]:
        """Ask for IMMEDIATE transactions and a wait of 20 seconds; refuse an option that asks for less."""
        _refuse_weaker_options(self.settings_dict["OPTIONS"])
        parameters = super().get_connection_params()
        self.is_read_only = bool(parameters.pop(READ_ONLY, False))
        # A transaction that reads first and writes later could otherwise fail at once instead of waiting its turn.
        self.transaction_mode = "DEFERRED" if self.is_read_only else "IMMEDIATE"
        parameters["timeout"] = BUSY_SECONDS
        return parameters

    def get_new_connection(self, conn_params: dict[str, Any]) -> sqlite3.Connection:
        """Open the file, choose the journal that this library may be trusted with, and read everything back."""
        commands, self.init_commands = self.init_commands, []
        connection: sqlite3.Connection = super().get_new_connection(conn_params)
        try:
            self._make_safe(connection, commands)
        except BaseException:
            connection.close()
            raise
        return connection

    def _make_safe(self, connection: sqlite3.Connection, commands: list[str]) -> None:
        journal = journal_for(sqlite3.sqlite_version_info)
        _set_pragmas(connection, journal)
        for command in commands:  # what an operator added comes last, so that reading back finds what it weakened
            connection.execute(command)
        if self.is_read_only:
            connection.execute("PRAGMA query_only = ON")
        refuse_unless(wanted_pragmas(journal, read_only=self.is_read_only), connection)

    @cached_property
    def wrap_database_errors(self) -> WatchingErrorWrapper:
        """Translate errors as Django does, and note those of the disk."""
        return WatchingErrorWrapper(self)


def _set_pragmas(connection: sqlite3.Connection, journal: Journal) -> None:
    # Asked for only where it differs: leaving write-ahead mode needs the file for itself.
    if _read_pragma(connection, "journal_mode") != journal.mode:
        connection.execute(f"PRAGMA journal_mode = {journal.mode}")
    connection.execute(f"PRAGMA synchronous = {journal.synchronous_name}")
    connection.execute("PRAGMA mmap_size = 0")  # some libraries are built with another default
    for name in ("fullfsync", "checkpoint_fullfsync"):  # on macOS a plain fsync does not reach the disk
        connection.execute(f"PRAGMA {name} = ON")


def _read_pragma(connection: sqlite3.Connection, name: str) -> object:
    row = connection.execute(f"PRAGMA {name}").fetchone()
    return None if row is None else row[0]


def wanted_pragmas(journal: Journal, *, read_only: bool) -> dict[str, object]:
    """What the pragmas of a safe connection read back."""
    return {
        "journal_mode": journal.mode,
        "synchronous": journal.synchronous,
        "foreign_keys": 1,
        "fullfsync": 1,
        "checkpoint_fullfsync": 1,
        "mmap_size": 0,
        "busy_timeout": BUSY_SECONDS * 1000,
        "ignore_check_constraints": 0,
        "writable_schema": 0,
        "read_uncommitted": 0,
        "query_only": int(read_only),
    }


def refuse_unless(wanted: Mapping[str, object], connection: sqlite3.Connection) -> None:
    """Read every pragma back and raise `UnsafeDatabaseError` for the first that is not what it must be."""
    version = sqlite3.sqlite_version
    for name, value in wanted.items():
        found = _read_pragma(connection, name)
        if found != value and not (name == "mmap_size" and found is None):  # built without it: nothing is mapped
            raise UnsafeDatabaseError(
                f"SQLite's {name} must be {value} with library {version}, and the database says {found}"
            )
    _refuse_library(connection)


def _refuse_library(connection: sqlite3.Connection) -> None:
    options = {row[0] for row in connection.execute("PRAGMA compile_options")}
    if "THREADSAFE=0" in options:
        raise UnsafeDatabaseError("The SQLite library was built without thread safety (THREADSAFE=0)")


def _refuse_weaker_options(options: Mapping[str, Any]) -> None:
    mode = options.get("transaction_mode", "IMMEDIATE")
    if mode != "IMMEDIATE":
        raise UnsafeDatabaseError(f"SQLite's transaction_mode must be IMMEDIATE, got {mode}")
    seconds = options.get("timeout", BUSY_SECONDS)
    if seconds != BUSY_SECONDS:
        raise UnsafeDatabaseError(f"SQLite's timeout must be {BUSY_SECONDS} seconds, got {seconds}")
