"""How soon the first statement stands on a cold phone, and how many bytes that takes.

    python bench/first_page.py [--runs 9]

Chromium, headless, with nothing cached: processor four times slower, 1.6 Mbit/s down, 0.75 Mbit/s up, 150 ms for each
round trip. Largest Contentful Paint as the browser reports it.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

# Run as a script, this file finds its own folder first, not the project's.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.answering import open_deliberation
from tests.browser.looking import PHONE
from tests.chromium import started_chromium
from tests.running import running_with_sample

if TYPE_CHECKING:
    from playwright.sync_api import Browser

GOAL_SECONDS = 1.0
GOAL_BYTES = 100_000
_NETWORK = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1_600_000 / 8,
    "uploadThroughput": 750_000 / 8,
}
_LARGEST_PAINT = """() => new Promise((tell) => {
  new PerformanceObserver((list) => tell(list.getEntries().at(-1).startTime))
    .observe({ type: "largest-contentful-paint", buffered: true });
})"""


@dataclass(frozen=True)
class Look:
    """One cold look at the page."""

    seconds: float
    n_bytes: int
    n_requests: int


def look(browser: Browser, address: str) -> Look:
    """Open the page in a fresh profile on a slow phone."""
    choices: dict[str, Any] = {**PHONE, "locale": "en-GB"}
    context = browser.new_context(**choices)
    page = context.new_page()
    received: list[int] = []
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.emulateNetworkConditions", _NETWORK)
    devtools.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    devtools.on("Network.loadingFinished", lambda event: received.append(int(event["encodedDataLength"])))
    page.goto(address, wait_until="load")
    page.wait_for_timeout(1500)
    milliseconds = page.evaluate(_LARGEST_PAINT)
    context.close()
    return Look(milliseconds / 1000, sum(received), len(received))


def main() -> int:
    """Measure, print, and say by the exit code whether the goals were reached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=9)
    chosen = parser.parse_args()
    with (
        tempfile.TemporaryDirectory(prefix="yishiting-bench-") as folder,
        running_with_sample(Path(folder) / "data") as chamber,
        started_chromium() as browser,
    ):
        path = open_deliberation(chamber.url)
        looks = [look(browser, chamber.url + path) for _ in range(chosen.runs + 1)][1:]
    seconds, n_bytes = median(each.seconds for each in looks), max(each.n_bytes for each in looks)
    spread = f"{min(each.seconds for each in looks):.2f}–{max(each.seconds for each in looks):.2f}"
    print(f"largest paint: median {seconds:.2f} s of {len(looks)} looks ({spread}), goal {GOAL_SECONDS:.0f} s")
    print(f"received: {n_bytes / 1000:.1f} kB in {looks[0].n_requests} answers, goal {GOAL_BYTES / 1000:.0f} kB")
    return 0 if seconds <= GOAL_SECONDS and n_bytes <= GOAL_BYTES else 1


if __name__ == "__main__":
    sys.exit(main())
