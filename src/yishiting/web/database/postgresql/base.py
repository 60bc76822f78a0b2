"""The connection: asks the server how it keeps data, and refuses when a commit might not last."""

from __future__ import annotations

import select
from typing import TYPE_CHECKING, Any

from django.db.backends.postgresql import base
from django.utils.functional import cached_property

from yishiting.web.database.disk_faults import WatchingErrorWrapper
from yishiting.web.database.refusals import UnsafeDatabaseError

if TYPE_CHECKING:
    from collections.abc import Mapping

READ_ONLY = "read_only"
OLDEST_SERVER = 140000

# What a server must answer, and what is lost otherwise.
WANTED = {
    "fsync": ("on", "a power cut can destroy the whole database"),
    "full_page_writes": ("on", "a power cut can leave half-written pages"),
    "synchronous_commit": ("on", "a commit is acknowledged before it reaches the disk"),
    "data_sync_retry": ("off", "the server goes on after a failed fsync as if nothing were lost"),
    "zero_damaged_pages": ("off", "damaged pages are emptied instead of reported"),
    "ignore_checksum_failure": ("off", "damaged pages are read as if they were whole"),
}


class DatabaseWrapper(base.DatabaseWrapper):
    """One connection to a PostgreSQL server; the option ``read_only`` makes every transaction of it read-only."""

    def get_connection_params(self) -> dict[str, Any]:
        """Turn the option ``read_only`` into the server's own words."""
        parameters: dict[str, Any] = super().get_connection_params()
        self.is_read_only = bool(parameters.pop(READ_ONLY, False))
        if self.is_read_only:
            options = f"{parameters.get('options', '')} -c default_transaction_read_only=on"
            parameters["options"] = options.strip()
        return parameters

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:  # noqa: ANN401 - psycopg 2 or 3, as Django has it
        """Connect and read back what the server promises; close the connection when that is not enough."""
        connection = super().get_new_connection(conn_params)
        try:
            refuse_unless_safe(connection, read_only=self.is_read_only)
        except BaseException:
            connection.close()
            raise
        return connection

    def is_usable(self) -> bool:
        """Tell whether a kept connection still stands; asks the server only where that is in doubt.

        Django wants to know at every request. A server that ends a connection says so, unasked: while nothing waits
        to be read and nothing went wrong, the question would only cost a round trip.
        """
        if not self.errors_occurred and not _has_something_to_read(self.connection):
            return True
        return bool(super().is_usable())

    @cached_property
    def wrap_database_errors(self) -> WatchingErrorWrapper:
        """Translate errors as Django does, and note those of the disk."""
        return WatchingErrorWrapper(self)


def _has_something_to_read(connection: Any) -> bool:  # noqa: ANN401 - psycopg 2 or 3, as Django has it
    if connection.closed:
        return True
    arrivals = select.poll()
    arrivals.register(connection.fileno(), select.POLLIN)
    return bool(arrivals.poll(0))


def refuse_unless_safe(connection: Any, *, read_only: bool) -> None:  # noqa: ANN401 - as above
    """Raise `UnsafeDatabaseError` when the server is too old or might lose what it acknowledged."""
    version = connection.info.server_version
    if version < OLDEST_SERVER:
        raise UnsafeDatabaseError(
            f"PostgreSQL must be version {OLDEST_SERVER // 10000} or newer, got {version // 10000}"
        )
    found = _server_settings(connection)
    for name, (value, otherwise) in WANTED.items():
        if found.get(name) != value:
            raise UnsafeDatabaseError(
                f"PostgreSQL's {name} must be {value}, and the server says {found.get(name)}: otherwise {otherwise}"
            )
    if read_only and found.get("default_transaction_read_only") != "on":
        raise UnsafeDatabaseError("PostgreSQL's default_transaction_read_only must be on for the reading connection")


def _server_settings(connection: Any) -> Mapping[str, str]:  # noqa: ANN401 - as above
    names = [*WANTED, "default_transaction_read_only"]
    with connection.cursor() as cursor:
        cursor.execute("SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [names])
        found: dict[str, str] = dict(cursor.fetchall())
    if not connection.autocommit:
        connection.rollback()
    return found
