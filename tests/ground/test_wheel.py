from __future__ import annotations

import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.ground.project import ROOT, kept_files


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    # Built from a copy, so that a test leaves nothing compiled in the tree.
    copy = tmp_path_factory.mktemp("copy")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, copy)
    for name in ("src", "setup"):
        shutil.copytree(ROOT / name, copy / name, ignore=shutil.ignore_patterns("__pycache__", "*.mo"))
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    subprocess.run(build, cwd=copy, capture_output=True, check=True)
    (built,) = (copy / "dist").glob("*.whl")
    return built


@pytest.fixture(scope="module")
def wheel_names(wheel: Path) -> set[str]:
    return set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_holds_every_file_of_the_package(wheel_names: set[str]) -> None:
    source = ROOT / "src"
    kept = {str(path.relative_to(source)) for path in kept_files() if path.is_relative_to(source)}

    assert {name for name in kept if not name.endswith((".po", ".pot"))} - wheel_names == set()


def test_the_wheel_holds_catalogues_in_their_compiled_form(wheel_names: set[str]) -> None:
    source = ROOT / "src"
    catalogues = {str(path.relative_to(source)) for path in source.glob("**/LC_MESSAGES/*.po")}

    assert catalogues
    assert {str(Path(name).with_suffix(".mo")) for name in catalogues} <= wheel_names
    assert catalogues & wheel_names == set()


def test_the_wheel_holds_nothing_but_the_package(wheel_names: set[str]) -> None:
    assert {name.split("/")[0].split("-")[0] for name in wheel_names} == {"yishiting"}


def test_an_unpacked_wheel_speaks_chinese(wheel: Path, tmp_path: Path) -> None:
    zipfile.ZipFile(wheel).extractall(tmp_path)
    program = (
        "import yishiting.report.language as language;"
        "print(language.__file__);"
        "print(language.language_of('zh-hans').gettext('What divides'))"
    )
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {program}"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=True)

    place, said = done.stdout.splitlines()
    assert Path(place).is_relative_to(tmp_path)
    assert said == "分歧所在"
