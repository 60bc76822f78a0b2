from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.ground.project import ROOT, kept_files


@pytest.fixture(scope="module")
def wheel_names(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, capture_output=True, check=True)
    (wheel,) = folder.glob("*.whl")
    return set(zipfile.ZipFile(wheel).namelist())


def test_the_wheel_holds_every_file_of_the_package(wheel_names: set[str]) -> None:
    source = ROOT / "src"
    kept = {str(path.relative_to(source)) for path in kept_files() if path.is_relative_to(source)}

    assert {name for name in kept if not name.endswith((".po", ".pot"))} - wheel_names == set()


def test_the_wheel_holds_catalogues_in_their_compiled_form(wheel_names: set[str]) -> None:
    source = ROOT / "src"
    catalogues = {str(path.relative_to(source)) for path in source.glob("**/LC_MESSAGES/*.po")}

    assert {str(Path(name).with_suffix(".mo")) for name in catalogues} <= wheel_names
    assert catalogues & wheel_names == set()


def test_the_wheel_holds_nothing_but_the_package(wheel_names: set[str]) -> None:
    tops = {name.split("/")[0].split("-")[0] for name in wheel_names}

    assert tops == {"yishiting"}
