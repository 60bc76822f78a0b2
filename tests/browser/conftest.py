"""Whole journeys through the real chamber: server, worker, database, Chromium."""

from __future__ import annotations

import re
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.looking import Visitor, visitor
from tests.browser.served import Served, served
from tests.report.browsing import QUIET, chromium
from tests.throwaway_postgresql import throwaway_server

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

KEPT = Path("test-results")


class Come(Protocol):
    """Opens a fresh browser profile on the chamber."""

    def __call__(self, **choices: Any) -> Visitor: ...  # noqa: ANN401 - Playwright's choices


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    # For one file of tests: as long as it runs, Django takes this process for an asynchronous one, and refuses.
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium(), args=list(QUIET))
        yield started
        started.close()


@pytest.fixture(scope="module")
def chamber(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The chamber as a newcomer to the project finds it after `make run`: with the sample assembly in it."""
    with ExitStack() as stack:
        environment = {}
        if request.config.getoption("--database") == "postgresql":
            environment["DATABASE_URL"] = stack.enter_context(throwaway_server()).url()
        folder = tmp_path_factory.mktemp("chamber") / "data"
        yield stack.enter_context(served(folder, **environment))


@pytest.fixture
def come(request: pytest.FixtureRequest, browser: Browser, chamber: Served) -> Iterator[Come]:
    """Come as somebody new, as often as a test wants."""
    KEPT.mkdir(exist_ok=True)
    name = re.sub(r"\W+", "-", request.node.nodeid)
    with ExitStack() as stack:

        def enter(**choices: Any) -> Visitor:  # noqa: ANN401 - Playwright's choices
            return stack.enter_context(visitor(browser, chamber.address, KEPT / f"{name}.zip", **choices))

        yield enter
