"""What tests of the chamber share. Whatever needs Django's settings is imported late: they are chosen after this."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.web.cast import Cast


@pytest.fixture(scope="session", autouse=True)
def static_files() -> None:
    """Styles and scripts as they are served: a page that names one that is not there fails."""
    from yishiting.web.serving.static_files import gather_static_files

    gather_static_files()


@pytest.fixture(scope="session", autouse=True)
def catalogues() -> None:
    """Messages as they stand now, compiled as set-up compiles them."""
    from setup.catalogues import compile_catalogues
    from setup.environment import ROOT, stale_catalogues

    if stale_catalogues():
        compile_catalogues(ROOT / "src" / "yishiting" / "web")


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 - asked for the database
    """Everybody and everything, made anew for each test."""
    from tests.web.cast import make_cast

    return make_cast()
