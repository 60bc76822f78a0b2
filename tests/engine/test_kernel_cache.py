"""Compiled kernels are kept in a folder of their own for each state of the sources."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import yishiting

PACKAGE = Path(yishiting.__file__).parent
CHANCE = """
import numpy as np
from yishiting.engine.kernels import Posteriors
from yishiting.engine.support_kernel import StatementRows, predict_matrix

somebody = Posteriors(np.array([[1.0, 0.0]]), np.eye(2)[None])
rows = StatementRows(np.ones((1, 1)), np.array([[1.0], [1.0], [2.0]]), np.ones((3, 1)))
print(predict_matrix(np.array([0]), somebody, rows, 1)[0, 0])
"""


def predicted(package: Path, cache: Path) -> float:
    """What a fresh process with this copy of the package predicts."""
    environment = {**os.environ, "PYTHONPATH": str(package.parent), "NUMBA_CACHE_DIR": str(cache)}
    done = subprocess.run([sys.executable, "-c", CHANCE], capture_output=True, text=True, check=True, env=environment)
    return float(done.stdout)


def test_a_change_in_one_kernel_reaches_those_that_have_it_built_in(tmp_path: Path) -> None:
    copy, cache = tmp_path / "yishiting", tmp_path / "cache"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    before = predicted(copy, cache)
    # The chance is compiled with a constant of `layout.py` built in; the file of the kernel itself does not change.
    layout = copy / "engine" / "layout.py"
    layout.write_text(layout.read_text(encoding="utf-8").replace("3.141592653589793 / 16", "3.141592653589793"))

    after = predicted(copy, cache)

    assert after != before
    assert len(list(cache.glob("yishiting-kernels-*"))) == 2
