from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from setup.deps import PACKAGES, SystemPackage, advice, is_debian, is_there
from tests.ground.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("release", "expected"),
    [("NAME=x\nID=debian\n", True), ('ID="debian"\n', True), ("ID=ubuntu\nID_LIKE=debian\n", False), ("", False)],
)
def test_only_debian_itself_is_debian(release: str, expected: bool) -> None:
    assert is_debian(release) is expected


def test_a_package_is_there_when_its_command_is_on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = SystemPackage("tracer", ("tracer",), "tests")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert not is_there(package)

    (tmp_path / "tracer").write_text("")
    (tmp_path / "tracer").chmod(0o755)
    assert is_there(package)


def test_a_package_is_there_when_one_of_its_files_is(tmp_path: Path) -> None:
    package = SystemPackage("face", ("absent-command", f"{tmp_path}/**/Face.*"), "tests")
    assert not is_there(package)

    (tmp_path / "type").mkdir()
    (tmp_path / "type" / "Face.ttf").write_text("")
    assert is_there(package)


def test_advice_names_what_will_not_run_and_the_line_to_type() -> None:
    told = advice([package for package in PACKAGES if package.name in {"chromium", "poppler-utils"}])

    assert "  chromium       tests of pages in a browser" in told.splitlines()
    assert told.splitlines()[-1] == "  apt-get install --no-install-recommends chromium poppler-utils"


def test_nothing_is_said_or_done_when_everything_is_there() -> None:
    missing = [package.name for package in PACKAGES if not is_there(package)]
    if missing:
        pytest.skip(f"not installed here: {', '.join(missing)}")

    done = subprocess.run([sys.executable, "-m", "setup.deps"], cwd=ROOT, capture_output=True, text=True, check=True)

    assert (done.stdout, done.stderr) == ("", "")
