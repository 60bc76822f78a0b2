"""Speed and memory: one table of what was asked, what was measured, and what red-dwarf takes for the same.

    python bench/run.py [--quick] [--only NAME ...] [--without-peer] [--json | --markdown]

`bench/README.md` says what each figure means. Votes and the peer's environment are kept under var/bench.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

# Run as a script, this file finds its own folder first, not the project's.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.figures import Figure, as_markdown, as_text
from bench.peers import Limits
from bench.processes import FailedError
from bench.works import LONG, WORKS, Settings

if TYPE_CHECKING:
    from collections.abc import Sequence


def options() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help=f"few runs, and without {', '.join(sorted(LONG))}")
    parser.add_argument("--only", action="append", choices=list(WORKS), help="this work; may be given several times")
    parser.add_argument("--runs", type=int, default=3, help="runs of each command, after one that is not counted")
    parser.add_argument("--without-peer", action="store_true", help="do not run red-dwarf")
    parser.add_argument("--peer-seconds", type=float, default=300.0, help="most seconds of one run of red-dwarf")
    parser.add_argument("--peer-gigabytes", type=float, default=12.0, help="most memory of red-dwarf")
    printed = parser.add_mutually_exclusive_group()
    printed.add_argument("--json", action="store_true", help="print everything as JSON")
    printed.add_argument("--markdown", action="store_true", help="print the table for docs/reference/benchmarks.md")
    return parser.parse_args()


def settings_of(chosen: argparse.Namespace) -> Settings:
    """What the command line asks for."""
    peer = None if chosen.without_peer else Limits(chosen.peer_seconds, chosen.peer_gigabytes)
    return Settings(1 if chosen.quick else chosen.runs, chosen.quick, peer)


def machine() -> dict[str, str]:
    """Where the figures come from."""
    models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    return {
        "date": time.strftime("%Y-%m-%d"),
        "processor": models[0].partition(": ")[2] if models else platform.machine(),
        "processors": str(len(os.sched_getaffinity(0))),
        "python": platform.python_version(),
        "load before": f"{os.getloadavg()[0]:.1f}",
    }


def measure(names: Sequence[str], settings: Settings) -> tuple[list[Figure], dict[str, str]]:
    """Figures of all works, and why some have none: one failure does not lose the others."""
    figures, failures = list[Figure](), dict[str, str]()
    for name in names:
        sys.stderr.write(f"measuring: {name}\n")
        try:
            figures += WORKS[name](settings)
        except FailedError as failure:
            failures[name] = str(failure)
    return figures, failures


def main() -> int:
    """Measure, then print; the exit code is 1 where a goal was missed or a work failed."""
    chosen = options()
    names = chosen.only or [name for name in WORKS if not (chosen.quick and name in LONG)]
    about = machine()
    figures, failures = measure(names, settings_of(chosen))
    if chosen.json:
        shown = {"machine": about, "figures": [figure.as_json() for figure in figures], "failures": failures}
        print(json.dumps(shown, ensure_ascii=False))
    else:
        table = as_markdown(figures) if chosen.markdown else as_text(figures)
        print(", ".join(f"{key}: {value}" for key, value in about.items()) + "\n\n" + table)
    for name, failure in failures.items():
        sys.stderr.write(f"not measured: {name}: {failure}\n")
    return int(bool(failures) or any(figure.is_reached is False for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
