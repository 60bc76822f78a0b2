"""How long an answer takes while the result follows: phones at an even rate on a real chamber, on both databases.

    python bench/answering.py [--rate 50] [--seconds 60] [--database sqlite|postgresql]

Server, worker, database and phones share the machine. An answer is timed from the moment when it was due.
"""

from __future__ import annotations

import argparse
import re
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING
from urllib.request import urlopen

# Run as a script, this file finds its own folder first, not the project's.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.phones import Load, Round
from tests.running import running_with_sample
from tests.throwaway_postgresql import throwaway_server

if TYPE_CHECKING:
    from collections.abc import Sequence

DATABASES = ("sqlite", "postgresql")
GOAL_P95 = 0.100


@dataclass(frozen=True)
class Outcome:
    """One database's row."""

    database: str
    round: Round

    def row(self) -> tuple[str, ...]:
        """How it stands in the table."""
        cuts = _percentiles(self.round.answers)
        pages = _percentiles(self.round.pages)
        rate = len(self.round.answers) / self.round.seconds
        times = (f"{1000 * cuts[at]:.0f} ms" for at in (50, 95, 99))
        return (self.database, f"{rate:.1f}/s", *times, f"{1000 * pages[95]:.0f} ms", str(len(self.round.failures)))


HEADINGS = ("database", "answers", "p50", "p95", "p99", "first page p95", "failed")


def _percentiles(seconds: Sequence[float]) -> dict[int, float]:
    cuts = quantiles(seconds, n=100, method="inclusive")
    return {at: cuts[at - 1] for at in (50, 95, 99)}


def measure(database: str, rate: float, seconds: float) -> Outcome:
    """Open a chamber with the ready assembly, and let phones answer its open deliberation."""
    with ExitStack() as stack:
        environment = {"YISHITING_NEWCOMERS_PER_HOUR": "1000000"}  # all phones come from one address, and are counted
        if database == "postgresql":
            environment["DATABASE_URL"] = stack.enter_context(throwaway_server()).url()
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="yishiting-bench-"))) / "data"
        chamber = stack.enter_context(running_with_sample(folder, **environment))
        path = open_deliberation(chamber.url)
        return Outcome(database, Load(chamber.url, path, rate, seconds).run())


def open_deliberation(address: str) -> str:
    """Path of the page for responding to the first question that the front page offers."""
    with urlopen(address, timeout=30) as response:  # noqa: S310 - http on this machine
        page: str = response.read().decode()
    found = re.search(r'href="(/deliberations/[a-z0-9-]+/)"', page)
    if found is None:
        raise RuntimeError(f"{address} offers no question")
    return found[1] + "respond/"


def main() -> int:
    """Measure, print, and say by the exit code whether the goal was reached."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rate", type=float, default=50.0, help="answers a second")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--database", choices=DATABASES, action="append")
    chosen = parser.parse_args()
    outcomes = [measure(name, chosen.rate, chosen.seconds) for name in chosen.database or DATABASES]
    for row in (HEADINGS, *(outcome.row() for outcome in outcomes)):
        print("| " + " | ".join(row) + " |")
    for outcome in outcomes:
        for failure in sorted(set(outcome.round.failures)):
            print(f"{outcome.database}: {failure}")
    return 0 if all(_percentiles(each.round.answers)[95] <= GOAL_P95 for each in outcomes) else 1


if __name__ == "__main__":
    sys.exit(main())
