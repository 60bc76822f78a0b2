from __future__ import annotations

import subprocess
import sys

import pytest

from bench.processes import ROOT, FailedError, run, run_well

MEGABYTE = 10**6


_MEASURING = """
import sys
from bench.processes import run
for held in (0, 200_000_000):
    print(run([sys.executable, "-c", f"held = b'x' * {held}"]).peak)
"""


def test_peak_memory_is_that_of_the_child() -> None:
    # From a small process: Linux counts the parent's memory into the peak of what it starts, and pytest is large.
    said = subprocess.run([sys.executable, "-c", _MEASURING], capture_output=True, text=True, check=True, cwd=ROOT)

    small, large = map(int, said.stdout.split())
    assert large - small > 150 * MEGABYTE
    assert small < 100 * MEGABYTE


def test_processor_time_is_counted_and_waiting_is_not() -> None:
    outcome = run([sys.executable, "-c", "import time; time.sleep(0.5)"])

    assert outcome.wall >= 0.5
    assert outcome.cpu < 0.4


def test_a_process_is_ended_at_the_limit() -> None:
    outcome = run([sys.executable, "-c", "import time; time.sleep(60)"], limit=0.2)

    assert outcome.code is None
    assert outcome.wall < 30


def test_a_failure_is_told_with_what_the_process_said() -> None:
    with pytest.raises(FailedError, match=r"ended with 3:\nno such luck"):
        run_well([sys.executable, "-c", "import sys; sys.stderr.write('no such luck'); sys.exit(3)"])


def test_variables_reach_the_process() -> None:
    outcome = run_well([sys.executable, "-c", "import os; print(os.environ['SAID'])"], {"SAID": "so"})

    assert outcome.said == "so\n"
