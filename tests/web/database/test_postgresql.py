"""PostgreSQL: servers and roles that could lose a commit are refused. Real servers, started with real settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

import psycopg
import pytest
from django.db import DatabaseError

from tests.throwaway_postgresql import Server, installed, throwaway_server
from tests.web.database.connecting import answer, connection_to
from yishiting.web.database.postgresql import base
from yishiting.web.database.refusals import UnsafeDatabaseError
from yishiting.web.environment.kinds import database_address

if TYPE_CHECKING:
    from collections.abc import Iterator


pytestmark = pytest.mark.skipif(not installed(), reason="PostgreSQL's programs are not installed; see `make deps`")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with throwaway_server() as running:
        yield running


def test_a_safe_server_is_accepted(server: Server) -> None:
    with connection_to(database_address(server.url())) as connection:
        assert answer(connection, "SHOW synchronous_commit") == "on"
        assert answer(connection, "SELECT 1") == 1


@pytest.mark.parametrize(
    ("setting", "name"),
    [
        ("fsync=off", "fsync"),
        ("full_page_writes=off", "full_page_writes"),
        ("synchronous_commit=off", "synchronous_commit"),
        ("data_sync_retry=on", "data_sync_retry"),
        ("zero_damaged_pages=on", "zero_damaged_pages"),
        ("ignore_checksum_failure=on", "ignore_checksum_failure"),
    ],
)
def test_a_server_that_could_lose_data_is_refused(setting: str, name: str) -> None:
    with (
        throwaway_server(setting) as unsafe,
        connection_to(database_address(unsafe.url())) as connection,
        pytest.raises(UnsafeDatabaseError, match=f"^PostgreSQL's {name} must be "),
    ):
        connection.ensure_connection()


@pytest.mark.parametrize("level", ["off", "local", "remote_write"])
def test_a_role_that_does_not_wait_for_the_disk_is_refused(server: Server, level: str) -> None:
    with psycopg.connect(server.url(), autocommit=True) as owner:
        owner.execute("CREATE ROLE hasty LOGIN PASSWORD 'hasty'")
        owner.execute(f"ALTER ROLE hasty SET synchronous_commit = {level}")
        try:
            hasty = f"postgresql://hasty:hasty@127.0.0.1:{server.port}/postgres"
            with (
                connection_to(database_address(hasty)) as connection,
                pytest.raises(UnsafeDatabaseError, match=f"synchronous_commit must be on, and the server says {level}"),
            ):
                connection.ensure_connection()
        finally:
            owner.execute("DROP ROLE hasty")


def test_an_option_that_weakens_the_session_is_refused(server: Server) -> None:
    weak = {"options": "-c synchronous_commit=off"}
    with (
        connection_to(database_address(server.url()), **weak) as connection,
        pytest.raises(UnsafeDatabaseError, match="synchronous_commit"),
    ):
        connection.ensure_connection()


def test_an_old_server_is_refused(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """This server plays the old one: the floor is raised above it."""
    monkeypatch.setattr(base, "OLDEST_SERVER", 990000)
    with (
        connection_to(database_address(server.url())) as connection,
        pytest.raises(UnsafeDatabaseError, match=r"^PostgreSQL must be version 99 or newer, got "),
    ):
        connection.ensure_connection()


def test_the_reading_connection_refuses_to_write(server: Server) -> None:
    address = database_address(server.url())
    with connection_to(address) as writer, writer.cursor() as cursor:
        cursor.execute("CREATE TABLE seat (number INTEGER)")

    with connection_to(address, read_only=True) as reader:
        assert answer(reader, "SELECT count(*) FROM seat") == 0
        with pytest.raises(DatabaseError, match="read-only transaction"), reader.cursor() as cursor:
            cursor.execute("INSERT INTO seat VALUES (1)")


def test_the_throwaway_server_leaves_nothing_behind() -> None:
    with throwaway_server() as running:
        assert (running.folder / "data" / "postmaster.pid").exists()

    assert not running.folder.exists()
    with pytest.raises(psycopg.OperationalError):
        psycopg.connect(running.url(), connect_timeout=2)


def test_a_kept_connection_that_the_server_ended_is_replaced_at_the_next_request(server: Server) -> None:
    with connection_to(database_address(server.url())) as kept, psycopg.connect(server.url()) as other:
        before = answer(kept, "SELECT pg_backend_pid()")
        kept.close_if_unusable_or_obsolete()  # what Django does before every request
        assert answer(kept, "SELECT pg_backend_pid()") == before

        other.execute("SELECT pg_terminate_backend(%s, 5000)", [before])
        kept.close_if_unusable_or_obsolete()

        assert answer(kept, "SELECT pg_backend_pid()") != before
