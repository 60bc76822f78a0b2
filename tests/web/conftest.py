"""What tests of the chamber share. Whatever needs Django's settings is imported late: they are chosen after this."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytest_django import DjangoDbBlocker

    from tests.web.cast import Cast
    from tests.web.permissions.cells import Browsers
    from tests.web.permissions.stage import Stage


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


@pytest.fixture(autouse=True)
def english() -> None:
    """Every test begins in English: a request leaves the language of its reader behind."""
    from django.utils import translation

    translation.deactivate()


@pytest.fixture
def cast(db: None) -> Cast:  # noqa: ARG001 - asked for the database
    """Everybody and everything, made anew for each test."""
    from tests.web.cast import make_cast

    return make_cast()


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:  # noqa: ARG001 - asked for
    """The cast, once for all tests of a module marked `django_db`; what a test changes is taken back after it."""
    from django.db import transaction

    from tests.web.permissions.stage import make_stage

    with django_db_blocker.unblock(), transaction.atomic():
        yield make_stage()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def browsers(stage: Stage) -> Browsers:
    """A browser for each of the cast."""
    from tests.web.permissions.cells import Browsers

    return Browsers(stage.cast.people)
