from __future__ import annotations

import ast
import io
import json
from typing import TYPE_CHECKING

import pytest

from setup import environment
from setup.progress import DownloadProgress
from tests.ground.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project folder for the set-up program to look at."""
    (tmp_path / "requirements").mkdir()
    (tmp_path / "src" / "yishiting").mkdir(parents=True)
    for name in ("requirements/dev.txt", "requirements/pip.txt", "pyproject.toml", "src/yishiting/__init__.py"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    places = {
        "ROOT": tmp_path,
        "ENVIRONMENT": tmp_path / ".venv",
        "PYTHON": tmp_path / ".venv" / "bin" / "python",
        "STAMP": tmp_path / ".venv" / "yishiting.json",
        "PACKAGES": tmp_path / "requirements" / "dev.txt",
        "PIP": tmp_path / "requirements" / "pip.txt",
    }
    for name, place in places.items():
        monkeypatch.setattr(environment, name, place)
    return tmp_path


def _stamped_environment(folder: Path) -> None:
    python = folder / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text("")
    (folder / ".venv" / "yishiting.json").write_text(json.dumps({"packages": "p"}))


def test_an_old_python_can_read_the_first_file() -> None:
    text = (ROOT / "setup" / "env.py").read_text(encoding="utf-8")

    ast.parse(text, feature_version=(3, 6))


def test_a_whole_environment_shows_its_stamp(elsewhere: Path) -> None:
    _stamped_environment(elsewhere)

    assert environment.read_stamp() == {"packages": "p"}


def test_an_environment_without_python_has_no_stamp(elsewhere: Path) -> None:
    _stamped_environment(elsewhere)
    (elsewhere / ".venv" / "bin" / "python").unlink()

    assert environment.read_stamp() == {}


@pytest.mark.parametrize("content", ["", "{", "[]"])
def test_a_damaged_stamp_is_no_stamp(elsewhere: Path, content: str) -> None:
    _stamped_environment(elsewhere)
    (elsewhere / ".venv" / "yishiting.json").write_text(content)

    assert environment.read_stamp() == {}


@pytest.mark.parametrize("name", ["requirements/dev.txt", "requirements/pip.txt"])
def test_a_changed_lock_asks_for_a_new_environment(elsewhere: Path, name: str) -> None:
    before = environment.packages_fingerprint()
    (elsewhere / name).write_text("changed")

    assert environment.packages_fingerprint() != before


def test_a_changed_command_asks_for_a_new_installation_but_no_new_packages(elsewhere: Path) -> None:
    packages, project = environment.packages_fingerprint(), environment.project_fingerprint()
    settings = elsewhere / "pyproject.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("yishiting.cli.app:main", "yishiting.cli.app:go"))

    assert environment.packages_fingerprint() == packages
    assert environment.project_fingerprint() != project


def test_a_changed_linter_rule_asks_for_nothing(elsewhere: Path) -> None:
    project = environment.project_fingerprint()
    settings = elsewhere / "pyproject.toml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("line-length = 120", "line-length = 100"))

    assert environment.project_fingerprint() == project


def test_variables_that_lead_pip_astray_are_taken_away(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONPATH", "elsewhere")
    monkeypatch.setenv("PIP_TARGET", "elsewhere")
    monkeypatch.setenv("PIP_USER", "1")
    monkeypatch.setenv("PIP_INDEX_URL", "kept")

    variables = environment.clean_environment()

    assert {"PYTHONPATH", "PIP_TARGET"}.isdisjoint(variables)
    assert (variables["PIP_USER"], variables["PIP_INDEX_URL"]) == ("0", "kept")


def test_the_download_is_announced_with_its_size() -> None:
    assert " packages, " in environment.download_notice()


def test_progress_adds_up_what_pip_downloads() -> None:
    progress = DownloadProgress(io.StringIO(), expected=30)
    for line in (
        "Collecting numpy==2.4.6\n",
        "  Downloading numpy-2.4.6-cp311-cp311-manylinux_2_28_x86_64.whl.metadata (6.6 kB)\n",
        "Collecting scipy==1.17.1\n",
        "Downloading numpy-2.4.6-cp311-cp311-manylinux_2_28_x86_64.whl (16.9 MB)\n",
        "Progress 0 of 16900000\n",
        "Progress 16900000 of 16900000\n",
        "Using cached click-8.5.1-py3-none-any.whl (108 kB)\n",
        "Downloading vl_convert_python-1.9.0.post1-cp310-abi3-manylinux2014_x86_64.whl (10.0 MB)\n",
        "Progress 5000000 of 10000000\n",
    ):
        progress.read(line)

    assert round(progress.megabytes, 1) == 21.9


def test_progress_without_a_terminal_takes_one_line_for_each_tenth() -> None:
    screen = io.StringIO()
    progress = DownloadProgress(screen, expected=100)
    progress.read("Downloading scipy-1.17.1-cp311-cp311-manylinux_2_28_x86_64.whl (100.0 MB)\n")
    for megabytes in range(0, 101, 2):
        progress.read(f"Progress {megabytes * 1_000_000} of 100000000\n")
    progress.finish()

    lines = screen.getvalue().splitlines()
    assert len(lines) == 11
    assert lines[0].split() == ["10", "of", "about", "100", "MB", "scipy"]
    assert lines[-1].split() == ["100", "MB", "downloaded"]
