"""Looking at a report in Chromium, and taking down what it asked for and complained about."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page


@dataclass
class Visit:
    """One opened page, with the addresses that it asked for and what it wrote to the console."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def reach_map(self) -> None:
        """Scroll to the map and wait for the drawing by script."""
        self.page.locator("#map").scroll_into_view_if_needed()
        self.page.wait_for_selector("#map-live canvas", state="visible")


@contextmanager
def visit(browser: Browser, path: Path, width: int = 1280, **choices: Any) -> Iterator[Visit]:  # noqa: ANN401 - passed on
    """Open a file in a fresh profile; ``choices`` are Playwright's for a context."""
    context = browser.new_context(viewport={"width": width, "height": 900}, **choices)
    seen = Visit(context.new_page())
    seen.page.on("request", lambda request: seen.requests.append(request.url))
    seen.page.on("console", lambda message: seen.complaints.append(message.text))
    seen.page.on("pageerror", lambda error: seen.complaints.append(str(error)))
    seen.page.goto(path.as_uri())
    try:
        yield seen
    finally:
        context.close()
