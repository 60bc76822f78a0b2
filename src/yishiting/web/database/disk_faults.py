"""After an error of the disk nothing more is acknowledged.

A failed fsync leaves unknown which pages reached the disk, and trying again does not find out: the kernel may have
forgotten them. So the first such error is noted here once and for all; the server answers nothing but 503 from then
on and ends, and the next start checks the database before it serves.
"""

from __future__ import annotations

import sqlite3
import threading
from typing import TYPE_CHECKING

from django.db.utils import DatabaseErrorWrapper

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType

_SQLITE_CODES = frozenset({sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})
_PRIMARY = 0xFF  # SQLite's extended error codes carry the primary one in their lowest byte
_POSTGRESQL_STATES = frozenset({"58030", "XX001", "XX002"})  # io_error, data_corrupted, index_corrupted


class FaultRecord:
    """The first error of the disk in this process, and who wants to know of it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reason: str | None = None
        self._listeners: list[Callable[[str], None]] = []

    @property
    def reason(self) -> str | None:
        """What happened, or None while all is well."""
        return self._reason

    def listen(self, listener: Callable[[str], None]) -> None:
        """Have a function called, once, with the reason; it must return quickly."""
        self._listeners.append(listener)

    def note(self, reason: str) -> None:
        """Note an error; only the first one counts."""
        with self._lock:
            if self._reason is not None:
                return
            self._reason = reason
        for listener in self._listeners:
            listener(reason)


FAULTS = FaultRecord()


def is_disk_fault(error: BaseException) -> bool:
    """Tell whether an error of a database driver means that the disk can no longer be trusted.

    A full disk is not among them: the transaction is taken back whole, and room can be made.
    """
    if isinstance(error, sqlite3.Error):
        code = getattr(error, "sqlite_errorcode", None)
        return code is not None and (code & _PRIMARY) in _SQLITE_CODES
    return getattr(error, "sqlstate", None) in _POSTGRESQL_STATES  # psycopg is not loaded where SQLite serves


class WatchingErrorWrapper(DatabaseErrorWrapper):
    """Django's translation of driver errors, which every statement and commit passes, with an eye on the disk."""

    def __exit__(
        self,
        exc_type: type[BaseException] | None,
        exc_value: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if exc_value is not None and is_disk_fault(exc_value):
            FAULTS.note(f"{type(exc_value).__name__}: {str(exc_value).strip()}")
        super().__exit__(exc_type, exc_value, traceback)
