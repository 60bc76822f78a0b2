"""Where `yishiting analyse` spends its time: seconds and memory of each step, for several sizes.

    python bench/profile_command.py [medium large huge] [--runs N] [--interactive-map]

`cpu` counts both processors, so that it may exceed `wall`; `peak` is the most memory that was used until the step's
end. Each size is run once more before, so that files are in memory and kernels compiled. Of several runs the one
with the least wall time is shown: on a busy machine it says most about the code.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from pathlib import Path

# Run as a script, this file finds its own folder first, not the project's.
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.made_votes import SIZES
from bench.processes import Outcome, run_well

Steps = dict[str, dict[str, float]]


def profile(size: str, *, is_interactive: bool) -> tuple[Outcome, Steps]:
    """One run of the command on votes of some size, with its steps."""
    source = SIZES[size].file()
    options = ["--json"] if is_interactive else ["--json", "--still-map"]
    with tempfile.TemporaryDirectory() as aside:
        command = ["analyse", str(source), "--out", f"{aside}/report", *options]
        outcome = run_well([sys.executable, "-m", "bench.phase_clock", str(time.perf_counter()), *command])
    return outcome, json.loads(outcome.said.splitlines()[-1])


def lines(size: str, outcome: Outcome, steps: Steps) -> list[str]:
    """The table of one run."""
    known = {name: sum(step[name] for step in steps.values()) for name in ("wall", "cpu")}
    rest = {"wall": outcome.wall - known["wall"], "cpu": outcome.cpu - known["cpu"], "peak": outcome.peak}
    rows = {**steps, "start and end of Python": rest, "whole": {**vars(outcome)}}
    heading = f"{f'{size}: {SIZES[size]}':58s}{'wall s':>8s}{'cpu s':>8s}{'peak MB':>9s}"
    return [
        heading,
        *(f"  {name:56s}{row['wall']:8.2f}{row['cpu']:8.2f}{row['peak'] / 1e6:9.0f}" for name, row in rows.items()),
    ]


def main() -> int:
    """Print one table for each size."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", default=["medium"], metavar="size", help=", ".join(SIZES))
    parser.add_argument("--runs", type=int, default=2)
    parser.add_argument("--interactive-map", action="store_true", help="draw the charts too")
    options = parser.parse_args()
    for size in options.sizes:
        runs = [profile(size, is_interactive=options.interactive_map) for _ in range(options.runs + 1)][1:]
        print("\n".join(lines(size, *min(runs, key=lambda run: run[0].wall))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
