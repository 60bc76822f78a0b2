"""Start a command, wait for it, and say what it took: seconds by the wall and by the processor, and peak memory.

Keep this process small: Linux counts a parent's memory into the peak of a child that it starts. So nothing heavy is
imported here, nor in any other module that stays in the parent.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from resource import struct_rusage

ROOT = Path(__file__).resolve().parent.parent
SCRATCH = ROOT / "var" / "bench"
POLL = 0.002  # seconds between two looks at a running child; what a figure may be too high by


@dataclass(frozen=True)
class Outcome:
    """What one process took: ``wall`` and ``cpu`` (user + system, its children counted) in seconds, ``peak`` in bytes.

    ``code`` is its exit code, or None where it was ended at the time limit; ``said`` is what it printed.
    """

    wall: float
    cpu: float
    peak: int
    code: int | None
    said: str
    complaint: str


class FailedError(Exception):
    """A process that had to succeed did not; the message ends with what it said."""


def run(command: Sequence[str], limit: float = 3600.0, environment: Mapping[str, str] | None = None) -> Outcome:
    """Run a command in the project's folder; end it after ``limit`` seconds."""
    variables = {**os.environ, **(environment or {})}
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as complaint:
        begun = time.perf_counter()
        child = subprocess.Popen(command, stdout=said, stderr=complaint, cwd=ROOT, env=variables)
        code, wall, usage = _wait(child, begun, limit)
        said.seek(0)
        complaint.seek(0)
        return Outcome(
            wall,
            usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss * 1024,
            code,
            said.read().decode(errors="replace"),
            complaint.read().decode(errors="replace"),
        )


def run_well(command: Sequence[str], environment: Mapping[str, str] | None = None) -> Outcome:
    """Run a command that has to succeed; raises `FailedError`."""
    outcome = run(command, environment=environment)
    if outcome.code != 0:
        raise FailedError(f"`{' '.join(command)}` ended with {outcome.code}:\n{outcome.complaint[-2000:]}")
    return outcome


def _wait(child: subprocess.Popen[bytes], begun: float, limit: float) -> tuple[int | None, float, struct_rusage]:
    is_late = False
    while True:
        # wait4 and not Popen.wait, because it alone tells what this very child used.
        process, status, usage = os.wait4(child.pid, os.WNOHANG)
        wall = time.perf_counter() - begun
        if process:
            child.returncode = os.waitstatus_to_exitcode(status)
            return None if is_late else child.returncode, wall, usage
        if wall > limit and not is_late:
            is_late = True
            child.kill()
        time.sleep(POLL)
