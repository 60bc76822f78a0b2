"""Tables whose rows are only added: the database itself refuses to change, delete or empty them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import migrations

if TYPE_CHECKING:
    from django.apps.registry import Apps
    from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_REFUSE_IN_SQLITE = """
CREATE TRIGGER {table}_{act}_refused BEFORE {act} ON {table}
BEGIN SELECT RAISE(ABORT, 'rows of {table} are only added'); END
"""
# REPLACE deletes the row whose place it takes, and asks no trigger about that. It finds it by the number, the only key.
_REFUSE_REPLACING_IN_SQLITE = """
CREATE TRIGGER {table}_replace_refused BEFORE INSERT ON {table} WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'rows of {table} are only added'); END
"""
_FUNCTION = """
CREATE FUNCTION {table}_refuses() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'rows of {table} are only added' USING ERRCODE = 'restrict_violation'; END $$
"""
_REFUSE_CHANGE = """
CREATE TRIGGER {table}_change_refused BEFORE UPDATE OR DELETE ON {table}
FOR EACH ROW EXECUTE FUNCTION {table}_refuses()
"""
_REFUSE_EMPTYING = """
CREATE TRIGGER {table}_emptying_refused BEFORE TRUNCATE ON {table}
FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuses()
"""


def refusing(table: str) -> migrations.RunPython:
    """Give the step of a migration after which nothing can be done to a table but adding rows.

    On SQLite, a later change of the table's columns makes the table anew and loses this: end such a migration with it.
    """

    def begin(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in (
            *allowing_sql(editor.connection.vendor, table),
            *refusing_sql(editor.connection.vendor, table),
        ):
            editor.execute(statement)

    def end(_apps: Apps, editor: BaseDatabaseSchemaEditor) -> None:
        for statement in allowing_sql(editor.connection.vendor, table):
            editor.execute(statement)

    return migrations.RunPython(begin, end)


def refusing_sql(vendor: str, table: str) -> list[str]:
    """Give the statements that make a table refuse; ``table`` is a name of ours, never anybody's input."""
    if vendor == "sqlite":
        changes = [_REFUSE_IN_SQLITE.format(table=table, act=act) for act in ("update", "delete")]
        return [*changes, _REFUSE_REPLACING_IN_SQLITE.format(table=table)]
    return [each.format(table=table) for each in (_FUNCTION, _REFUSE_CHANGE, _REFUSE_EMPTYING)]


def allowing_sql(vendor: str, table: str) -> list[str]:
    """Give the statements that take the refusal away again."""
    if vendor == "sqlite":
        return [f"DROP TRIGGER IF EXISTS {table}_{act}_refused" for act in ("update", "delete", "replace")]
    return [f"DROP FUNCTION IF EXISTS {table}_refuses() CASCADE"]
