"""The linter that holds the arrows would notice a wrong one."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.ground.project import ROOT

_LINT = Path(sys.executable).with_name("lint-imports")


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(_LINT), "--config", str(ROOT / "pyproject.toml"), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


@pytest.fixture
def copied_package(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "src" / "yishiting", tmp_path / "yishiting", ignore=shutil.ignore_patterns("__pycache__"))
    return tmp_path


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("engine", "import yishiting.formats"),
        ("engine", "import pyarrow"),
        ("formats", "import yishiting.report"),
        ("formats", "import altair"),
        ("report", "import yishiting.cli"),
        ("report", "import yishiting.sample"),
        ("report", "import rich"),
    ],
)
def test_an_arrow_that_points_up_is_found(copied_package: Path, module: str, line: str) -> None:
    (copied_package / "yishiting" / module / "wrong.py").write_text(f"{line}\n")

    done = _lint(copied_package)

    assert done.returncode == 1
    assert f"yishiting.{module}.wrong -> {line.split()[1]}" in done.stdout


def test_the_copy_itself_is_clean(copied_package: Path) -> None:
    assert _lint(copied_package).returncode == 0
