"""Rows that must stay as they were read until a transaction ends, though others may read and hold them too."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connections

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet


def read_and_hold(rows: QuerySet[Model, Any]) -> list[tuple[Any, ...]]:
    """Read a ``values_list`` fresh; until the transaction ends nobody changes a row that it came from.

    Django's own ``select_for_update`` would let one reader in at a time, here many hold the same row at once: a vote
    holds its deliberation, and closing it waits for the votes that are on their way. SQLite, where a transaction has
    the database for itself, needs nothing. Only plain columns and inner joins.
    """
    connection = connections[rows.db]
    if not connection.features.has_select_for_update:
        return list(rows)
    sql, parameters = rows.query.get_compiler(rows.db).as_sql()
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} FOR SHARE", parameters)
        return list(cursor.fetchall())
