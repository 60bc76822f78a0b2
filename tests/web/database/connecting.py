"""Connections to databases that are not the test run's own."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from django.db.utils import ConnectionHandler

from yishiting.web.database.configuration import configured_database

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.backends.base.base import BaseDatabaseWrapper

    from yishiting.web.environment.kinds import DatabaseAddress


@contextlib.contextmanager
def connection_to(address: DatabaseAddress, **options: object) -> Iterator[BaseDatabaseWrapper]:
    """Give a connection of our backend, with options as in Django's DATABASES; closed at the end."""
    connection = ConnectionHandler({"default": configured_database(address, options)})["default"]
    try:
        yield connection
    finally:
        connection.close()


def answer(connection: BaseDatabaseWrapper, question: str) -> object:
    """Return the first value of the first row."""
    with connection.cursor() as cursor:
        cursor.execute(question)
        row = cursor.fetchone()
    return None if row is None else row[0]
