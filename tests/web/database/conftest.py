"""These tests make connections of their own, to databases of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django.plugin import DjangoDbBlocker


@pytest.fixture(autouse=True)
def own_connections(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Let tests connect that do not ask for the run's database."""
    with django_db_blocker.unblock():
        yield
