"""The system's Chromium, quiet: it asks nobody for anything that a page did not ask for."""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

# Chromium as it comes asks its maker for updates and lists; tests count requests, so none of that.
_QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)


@contextmanager
def started_chromium() -> Iterator[Browser]:
    """Run it while the block runs; meanwhile Django takes this process for an asynchronous one, and refuses to work."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("chromium is not installed (make deps): no page is looked at")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(_QUIET))
        yield browser
        browser.close()
