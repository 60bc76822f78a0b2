"""A chamber to test on: its data folder and database, chosen before anything reads Django's settings.

`--database=postgresql` runs the same tests on a throwaway PostgreSQL; without it they run on a SQLite file. Never on a
SQLite database in memory: the gate that real data pass would refuse it.

Importing this module sets Django up, because conftest files below import models before pytest is configured.
"""

from __future__ import annotations

import contextlib
import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import django
import pytest
from django.conf import settings
from django.db import connections

from tests.no_outside import forbid_outside_calls
from tests.throwaway_postgresql import NoPostgresqlError, throwaway_server
from yishiting.web.database.append_only import allowing_sql, refusing_sql
from yishiting.web.database.configuration import configured_databases
from yishiting.web.environment.kinds import database_address
from yishiting.web.environment.variables import known_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pytest_django.plugin import DjangoDbBlocker

BOTH = ("default", "reading")
APPEND_ONLY = ("desk_act",)

for _name in known_names():  # what the developer's own chamber uses stays out of the tests
    os.environ.pop(_name, None)
_folder = tempfile.TemporaryDirectory(prefix="yishiting-tests-")
(Path(_folder.name) / "static").mkdir()  # whitenoise warns where the styles are not yet
os.environ |= {"DJANGO_SETTINGS_MODULE": "yishiting.web.settings", "YISHITING_DATA": _folder.name}
django.setup()
for _name in ("DJANGO_SETTINGS_MODULE", "YISHITING_DATA"):  # commands that tests start make their own choice
    del os.environ[_name]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let a run choose its database."""
    parser.addoption(
        "--database",
        choices=("sqlite", "postgresql"),
        default="sqlite",
        help="database of the chamber's tests (default: sqlite); postgresql starts a server for this run",
    )


def pytest_configure(config: pytest.Config) -> None:
    """Prepare the database that this run asked for."""
    forbid_outside_calls()
    stack = contextlib.ExitStack()
    config.add_cleanup(stack.close)
    stack.callback(_folder.cleanup)
    if config.getoption("help", default=False):
        return
    if config.getoption("--database") == "postgresql":
        databases = configured_databases(database_address(_start_server(stack)))
    else:
        databases = settings.DATABASES
        databases["default"]["TEST"] = {"NAME": str(Path(_folder.name) / "test.sqlite3")}
    _use(databases)
    _empty_append_only_tables_too()


def _empty_append_only_tables_too() -> None:
    """After a test with real transactions Django empties every table; the chamber itself has no way to do that."""
    operations: Any = type(connections["default"].ops)
    plain = operations.sql_flush

    def sql_flush(self: Any, style: Any, tables: list[str], **options: bool) -> list[str]:  # noqa: ANN401 - Django's own
        vendor, refusing = self.connection.vendor, [table for table in APPEND_ONLY if table in tables]
        before = [sql for table in refusing for sql in allowing_sql(vendor, table)]
        after = [sql for table in refusing for sql in refusing_sql(vendor, table)]
        return [*before, *plain(self, style, tables, **options), *after]

    operations.sql_flush = sql_flush


def _use(databases: dict[str, dict[str, Any]]) -> None:
    """Have Django forget the connections that it may have prepared while it was set up."""
    settings.DATABASES = databases
    for alias in BOTH:
        with contextlib.suppress(AttributeError):
            del connections[alias]
    connections.settings = connections.configure_settings(databases)


def _start_server(stack: contextlib.ExitStack) -> str:
    try:
        return stack.enter_context(throwaway_server()).url()
    except NoPostgresqlError as error:
        raise pytest.UsageError(str(error)) from error


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:  # noqa: ARG001
    """Leave the database in the end before it is dropped: both connections, whichever test was the last."""
    yield
    with django_db_blocker.unblock():
        connections.close_all()


def pytest_report_header(config: pytest.Config) -> str:
    """Say which database this is."""
    return f"chamber's database: {config.getoption('--database')}"


def pytest_collection_modifyitems(items: Iterable[pytest.Item]) -> None:
    """Let tests with real transactions read pages through the read-only connection too, as the server does."""
    for item in items:
        mark = item.get_closest_marker("django_db")
        if mark is not None and mark.kwargs.get("transaction") and "databases" not in mark.kwargs:
            item.add_marker(pytest.mark.django_db(**mark.kwargs, databases=BOTH), append=False)
