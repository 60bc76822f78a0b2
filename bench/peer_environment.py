"""The environment in which red-dwarf runs: its own, from its own lock file, under var/bench."""

from __future__ import annotations

import hashlib
import subprocess
import sys
import venv
from typing import TYPE_CHECKING

from bench.processes import ROOT, SCRATCH
from setup.environment import clean_environment

if TYPE_CHECKING:
    from pathlib import Path

LOCK = ROOT / "bench" / "peer" / "requirements.txt"
ENVIRONMENT = SCRATCH / "peer-env"
PYTHON = ENVIRONMENT / "bin" / "python"
_STAMP = ENVIRONMENT / "lock.sha256"
_INSTALL = ("install", "--quiet", "--no-input", "--require-hashes", "--only-binary=:all:", "--requirement", str(LOCK))


class NoPeerError(Exception):
    """The environment cannot be built; the message says why."""


def peer_python() -> Path:
    """The environment's Python; the environment is built first where it is missing or of another lock file."""
    wanted = hashlib.sha256(LOCK.read_bytes()).hexdigest()
    if not (_STAMP.exists() and _STAMP.read_text() == wanted):
        venv.create(ENVIRONMENT, symlinks=True, with_pip=False, clear=True)
        pip = [sys.executable, "-m", "pip", "--python", str(PYTHON)]
        done = subprocess.run(
            [*pip, *_INSTALL],
            capture_output=True,
            text=True,
            check=False,
            env=clean_environment(),
        )
        if done.returncode:
            raise NoPeerError(f"pip could not install bench/peer/requirements.txt: {done.stderr.strip()[-500:]}")
        _STAMP.write_text(wanted)
    return PYTHON
