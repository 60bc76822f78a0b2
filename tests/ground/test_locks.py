from __future__ import annotations

import json
import re
import tomllib
from typing import TYPE_CHECKING

import pytest

from setup.lock import LockError, refuse_addresses
from setup.sizes import read_lock
from tests.ground.project import ROOT

if TYPE_CHECKING:
    from pathlib import Path

_FOLDER = ROOT / "requirements"
_LOCKS = sorted(_FOLDER.glob("*.txt"))


def _pins(name: str) -> dict[str, str]:
    lock = (_FOLDER / f"{name}.txt").read_text(encoding="utf-8")
    return {requirement.name: str(requirement.specifier) for requirement in read_lock(lock)}


@pytest.mark.parametrize("lock", _LOCKS, ids=lambda path: path.name)
def test_a_lock_names_no_address(lock: Path) -> None:
    refuse_addresses(lock.read_text(encoding="utf-8"), lock.name)


@pytest.mark.parametrize(
    "line", ["--index-url x", "-f wheels", "pip @ file:///pip.whl", "# from https://x.test", "--extra-index-url x"]
)
def test_an_address_in_a_lock_is_refused(line: str) -> None:
    with pytest.raises(LockError, match=r"^x\.txt line 2 must name packages and hashes only, got "):
        refuse_addresses(f"numpy==2.0\n{line}\n", "x.txt")


@pytest.mark.parametrize("lock", _LOCKS, ids=lambda path: path.name)
def test_every_package_in_a_lock_has_a_hash(lock: Path) -> None:
    entries = re.split(r"^(?=[a-z0-9])", lock.read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]

    assert entries
    assert [entry for entry in entries if "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize("name", ["run", "pdf", "cluster"])
def test_what_is_run_is_what_was_tested(name: str) -> None:
    tested = _pins("dev")

    shared = {package: pin for package, pin in _pins(name).items() if package in tested}
    assert shared == {package: tested[package] for package in shared}
    assert _pins("run").items() <= _pins(name).items()


def test_each_package_has_one_version_on_every_python() -> None:
    for lock in _LOCKS:
        names = [requirement.name for requirement in read_lock(lock.read_text(encoding="utf-8"))]
        assert len(names) == len(set(names)), lock.name


def test_locks_hold_everything_that_the_project_asks_for() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = {"run": [], "dev": extras["dev"], "pdf": extras["pdf"], "cluster": extras["cluster"]}

    for name, more in wanted.items():
        asked = {re.split(r"[<>=~!\[]", requirement)[0] for requirement in project["dependencies"] + more}
        assert asked <= set(_pins(name)), name


def test_the_download_of_the_usual_systems_is_known() -> None:
    megabytes = json.loads((_FOLDER / "sizes.json").read_text(encoding="utf-8"))["megabytes"]

    for system in ("linux-x86_64", "linux-aarch64"):
        assert set(megabytes[system]) == {"3.11", "3.12", "3.13"}
        assert all(size > 50 for size in megabytes[system].values())
