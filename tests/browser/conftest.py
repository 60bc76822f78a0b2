"""Whole journeys through the real chamber: server, worker, database, Chromium."""

from __future__ import annotations

import re
from contextlib import ExitStack
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import pytest

from tests.browser.looking import Visitor, visitor
from tests.chromium import started_chromium
from tests.running import RunningChamber, running_with_sample
from tests.throwaway_postgresql import throwaway_server

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from playwright.sync_api import Browser

KEPT = Path("test-results")
_FAILED = pytest.StashKey[bool]()


class Come(Protocol):
    """Opens a fresh browser profile on the chamber."""

    def __call__(self, **choices: Any) -> Visitor: ...  # noqa: ANN401 - Playwright's choices


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with started_chromium() as browser:
        yield browser


@pytest.fixture(scope="module")
def chamber(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningChamber]:
    """The chamber as a newcomer to the project finds it after `make run`: with the sample assembly in it."""
    with ExitStack() as stack:
        environment = {}
        if request.config.getoption("--database") == "postgresql":
            environment["DATABASE_URL"] = stack.enter_context(throwaway_server()).url()
        folder = tmp_path_factory.mktemp("chamber") / "data"
        yield stack.enter_context(running_with_sample(folder, **environment))


@pytest.fixture
def come(request: pytest.FixtureRequest, browser: Browser, chamber: RunningChamber) -> Iterator[Come]:
    """Come as somebody new, as often as a test wants."""
    name = re.sub(r"\W+", "-", request.node.nodeid)
    numbers = count(1)

    def kept() -> Path | None:
        if not request.node.stash.get(_FAILED, default=False):
            return None
        KEPT.mkdir(exist_ok=True)
        return KEPT / f"{name}-{next(numbers)}.zip"

    with ExitStack() as stack:

        def enter(**choices: Any) -> Visitor:  # noqa: ANN401 - Playwright's choices
            return stack.enter_context(visitor(browser, chamber.url, kept, **choices))

        yield enter


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Note that a test failed: a fixture hears nothing of it otherwise."""
    report = yield
    if report.failed:
        item.stash[_FAILED] = True
    return report
