"""From the address of a database to what Django wants to know."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from yishiting.web.database.reading import DEFAULT, READING

if TYPE_CHECKING:
    from yishiting.web.environment.kinds import DatabaseAddress


def configured_databases(address: DatabaseAddress) -> dict[str, dict[str, Any]]:
    """Return Django's DATABASES for one address: a connection that writes, and one that only reads."""
    reading = configured_database(address, {"read_only": True}) | {"TEST": {"MIRROR": DEFAULT}}
    return {DEFAULT: configured_database(address, {}), READING: reading}


def configured_database(address: DatabaseAddress, options: dict[str, Any]) -> dict[str, Any]:
    """Return one entry of Django's DATABASES.

    Connections stay open: every thread of the server keeps its own, and opening one costs a dozen statements.
    """
    shared = {"ATOMIC_REQUESTS": False, "CONN_MAX_AGE": None, "CONN_HEALTH_CHECKS": True, "NAME": address.name}
    if address.kind == "sqlite":
        return shared | {"ENGINE": "yishiting.web.database.sqlite", "OPTIONS": options}
    sslmode = {"sslmode": address.sslmode} if address.sslmode else {}
    return shared | {
        "ENGINE": "yishiting.web.database.postgresql",
        "USER": address.user,
        "PASSWORD": address.password,
        "HOST": address.host,
        "PORT": address.port,
        "OPTIONS": sslmode | options,
    }
