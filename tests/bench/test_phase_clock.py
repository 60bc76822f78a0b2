from __future__ import annotations

import json
import sys
import time
from typing import TYPE_CHECKING

import pytest

from bench.made_votes import write
from bench.phase_clock import IMPORT, REST, STEPS, PhaseClock
from bench.processes import run_well

if TYPE_CHECKING:
    from pathlib import Path


def test_a_step_leaves_out_the_steps_inside_it() -> None:
    clock = PhaseClock(time.perf_counter())
    inner = clock.around("inner", lambda: time.sleep(0.05))

    clock.around("outer", lambda: [inner(), inner()])()

    assert clock.steps["inner"]["wall"] >= 0.1
    assert clock.steps["outer"]["wall"] < 0.05


def test_steps_inside_the_kernels_are_not_told_apart() -> None:
    clock = PhaseClock(time.perf_counter())

    clock.around("kernels", clock.around("fit", lambda: time.sleep(0.01)))()

    assert "fit" not in clock.steps


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_every_step_of_the_command_is_clocked(tmp_path: Path, kind: str) -> None:
    votes = tmp_path / f"votes.{kind}"
    write(60, 20, 5, votes)
    began = time.perf_counter()

    command = ["analyse", str(votes), "--out", str(tmp_path / "report"), "--json"]
    outcome = run_well([sys.executable, "-m", "bench.phase_clock", str(began), *command])

    steps = json.loads(outcome.said.splitlines()[-1])
    assert set(steps) == {*STEPS, IMPORT, REST}
    assert sum(step["wall"] for step in steps.values()) <= time.perf_counter() - began
