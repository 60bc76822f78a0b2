from __future__ import annotations

import subprocess
import sys

_HEAVY = {"altair", "numba", "pyarrow", "scipy.special", "sklearn", "jinja2", "typer", "rich"}


def test_importing_the_engine_loads_nothing_heavy() -> None:
    program = "import sys, yishiting.engine; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)

    assert "numpy" in done.stdout.split()
    assert _HEAVY & set(done.stdout.split()) == set()
