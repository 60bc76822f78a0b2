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

# Run as a script, this file finds its own folder first, not the project's.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.figures import Figure, as_markdown, as_text
from bench.peers import Limits
from bench.works import LONG, WORKS, Settings


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


def main() -> int:
    """Measure, then print; the exit code is 1 where a goal was missed."""
    chosen = options()
    names = chosen.only or [name for name in WORKS if not (chosen.quick and name in LONG)]
    about, figures = machine(), list[Figure]()
    for name in names:
        sys.stderr.write(f"measuring: {name}\n")
        figures += WORKS[name](settings_of(chosen))
    if chosen.json:
        print(json.dumps({"machine": about, "figures": [figure.as_json() for figure in figures]}, ensure_ascii=False))
    else:
        table = as_markdown(figures) if chosen.markdown else as_text(figures)
        print(", ".join(f"{key}: {value}" for key, value in about.items()) + "\n\n" + table)
    return int(any(figure.is_reached is False for figure in figures))


if __name__ == "__main__":
    sys.exit(main())
