"""Which SQLite libraries are trusted with write-ahead mode."""

from __future__ import annotations

import sqlite3

import pytest

from yishiting.web.database.journal import ROLLBACK, WRITE_AHEAD, Journal, journal_for


@pytest.mark.parametrize("library", [(3, 51, 3), (3, 51, 9), (3, 53, 0), (4, 0, 0), (3, 50, 7), (3, 50, 8), (3, 44, 6)])
def test_a_library_with_the_fix_may_write_ahead(library: tuple[int, int, int]) -> None:
    assert journal_for(library) == WRITE_AHEAD == Journal("wal", 2)


@pytest.mark.parametrize(
    "library",
    [(3, 7, 0), (3, 31, 0), (3, 40, 1), (3, 44, 5), (3, 45, 9), (3, 49, 2), (3, 50, 6), (3, 51, 2), (3, 52, 0)],
)
def test_every_other_library_keeps_the_rollback_journal(library: tuple[int, int, int]) -> None:
    assert journal_for(library) == ROLLBACK == Journal("delete", 3)


def test_this_library_has_a_journal() -> None:
    assert journal_for(sqlite3.sqlite_version_info) in {WRITE_AHEAD, ROLLBACK}
