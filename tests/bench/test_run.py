from __future__ import annotations

import json
import subprocess
import sys

from bench.processes import ROOT
from bench.works import LONG, WORKS


def _run(*options: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "bench/run.py", *options], capture_output=True, text=True, check=False, cwd=ROOT
    )


def test_a_work_is_measured_and_judged() -> None:
    done = _run("--only", "import", "--runs", "1", "--without-peer", "--json")

    printed = json.loads(done.stdout)
    (figure,) = printed["figures"]
    assert figure["work"] == "import yishiting.engine"
    assert 0 < figure["median"] < 60
    assert done.returncode == (0 if figure["is_reached"] else 1)
    assert printed["failures"] == {}


def test_every_work_is_offered_by_name() -> None:
    said = _run("--help").stdout

    assert all(name in said for name in WORKS)
    assert set(WORKS) > LONG
