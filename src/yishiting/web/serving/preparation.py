"""What happens between taking the data folder and serving.

1. The key is made, so that Django's settings find it.
2. Django looks its settings, models and addresses through.
3. The database's integrity is checked, when the server before was cut short.
4. Its tables are made.
5. Styles and scripts are gathered.
6. The apps make and say what a start needs.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import django
from django.core.management import call_command
from django.db import DatabaseError, connection

from yishiting.web.database.disk_faults import FAULTS
from yishiting.web.environment.keys import make_key
from yishiting.web.serving.errors import DamagedDatabaseError, DatabaseNotThereError

if TYPE_CHECKING:
    from yishiting.web.serving.data_folder import DataFolder


def prepare(folder: DataFolder) -> list[str]:
    """Make the chamber ready; return the lines that its operator should read.

    Raises
    ------
    DamagedDatabaseError
        When the database is damaged.
    DatabaseNotThereError
        When it cannot be reached, or does not take its tables.
    """
    make_key(folder.path)
    django.setup()
    from django.utils import timezone

    from yishiting.web.serving.first_start import make_ready
    from yishiting.web.serving.static_files import gather_static_files

    try:
        call_command("check", stdout=io.StringIO())
        if folder.was_cut_short:
            check_integrity()
        call_command("migrate", interactive=False, verbosity=0)
        gather_static_files()
        return make_ready(timezone.now)
    except DatabaseError as error:
        kind = DatabaseNotThereError if FAULTS.reason is None else DamagedDatabaseError
        raise kind(f"The database cannot be used: {str(error).strip()}") from error


def check_integrity() -> None:
    """Read the whole SQLite file and compare what it says about itself; PostgreSQL does that by its own checksums."""
    if connection.vendor != "sqlite":
        return
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check(10)")
            faults = [str(row[0]) for row in cursor.fetchall()]
    except DatabaseError as error:  # too damaged even to be looked at
        faults = [str(error)]
    if faults != ["ok"]:
        reasons = "; ".join(fault.strip().replace("\n", " ") for fault in faults)
        raise DamagedDatabaseError(
            f"{connection.settings_dict['NAME']} ({reasons}) is damaged and not served; put back your last backup"
        )


def described_database() -> str:
    """Say in a few words where the data lie and how they are kept."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            import sqlite3

            from yishiting.web.database.journal import journal_for

            journal = journal_for(sqlite3.sqlite_version_info)
            kept = f"journal {journal.mode}, synchronous {journal.synchronous_name}"
            return f"SQLite {sqlite3.sqlite_version}, {kept}: {connection.settings_dict['NAME']}"
        cursor.execute("SHOW server_version")
        version = cursor.fetchone()
    return f"PostgreSQL {version[0] if version else ''}: {connection.settings_dict['NAME']}"
