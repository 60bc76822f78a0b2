"""Looking at the chamber in Chromium: what a page asked for, what it complained about, what axe finds."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True, "device_scale_factor": 2}
LAPTOP = {"viewport": {"width": 1280, "height": 800}}


@dataclass
class Visitor:
    """One browser profile, with the hosts that it asked and what its pages complained about."""

    context: BrowserContext
    page: Page
    address: str
    hosts: set[str] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def go(self, path: str) -> None:
        """Open a page of the chamber."""
        self.page.goto(self.address + path)

    def press(self, name: str) -> None:
        """Press the button or link that is called so."""
        page = self.page
        page.get_by_role("button", name=name).or_(page.get_by_role("link", name=name)).first.click()

    def require_access(self) -> None:
        """Nothing that axe knows may be wrong, and nothing may be wider than the screen."""
        found = Axe().run(self.page)
        assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} is {wide} pixels wider than the screen"


@contextmanager
def visitor(
    browser: Browser,
    address: str,
    kept: Callable[[], Path | None],
    **choices: Any,  # noqa: ANN401 - passed on
) -> Iterator[Visitor]:
    """Come with a fresh profile; ``choices`` are Playwright's.

    In the end ``kept`` says where a trace of what happened is to be kept: nowhere when the test went well.
    """
    with watched(browser, address, **choices) as someone:
        tracing = someone.context.tracing
        tracing.start(screenshots=True, snapshots=True)
        yield someone
        tracing.stop(path=kept())
    assert someone.complaints == []


@contextmanager
def watched(browser: Browser, address: str, **choices: Any) -> Iterator[Visitor]:  # noqa: ANN401 - passed on
    """Come with a fresh profile, and ask no other host."""
    context = browser.new_context(**{"locale": "en-GB", **LAPTOP, **choices})
    context.set_default_timeout(20_000)
    someone = Visitor(context, context.new_page(), address)
    context.on("request", lambda request: someone.hosts.add(urlsplit(request.url).netloc or "none"))
    context.on("console", lambda message: _note(someone, message.type, message.text))
    context.on("weberror", lambda error: someone.complaints.append(str(error.error)))
    try:
        yield someone
    finally:
        context.close()
    own = urlsplit(address).netloc
    assert someone.hosts <= {own, "none"}, f"other hosts were asked: {someone.hosts - {own}}"


def _note(someone: Visitor, kind: str, text: str) -> None:
    # Chromium writes an error for each answer of 4xx; tests ask for those on purpose.
    if kind in {"error", "warning"} and "Failed to load resource" not in text:
        someone.complaints.append(text)
