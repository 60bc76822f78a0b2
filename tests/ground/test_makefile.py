from __future__ import annotations

import re
import subprocess

from tests.ground.project import ROOT

_MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
_TARGETS: dict[str, str] = dict(re.findall(r"^(\w+):(.*)$", _MAKEFILE, re.MULTILINE))


def _prerequisites(target: str) -> list[str]:
    return _TARGETS[target].split("##")[0].split()


def test_every_target_says_what_it_does() -> None:
    assert [target for target, rest in _TARGETS.items() if not re.search(r"## \S", rest)] == []


def test_make_alone_lists_every_target() -> None:
    listed = subprocess.run(["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True)

    assert [line.split()[1] for line in listed.stdout.splitlines()] == list(_TARGETS)


def test_no_target_is_mistaken_for_a_file() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", _MAKEFILE, re.MULTILINE)

    assert phony is not None
    assert phony[1].split() == list(_TARGETS)


def test_check_is_linter_types_imports_and_all_tests() -> None:
    assert _prerequisites("check") == ["lint", "types", "imports", "test"]


def test_the_two_commands_of_the_readme_prepare_everything_they_need() -> None:
    assert "env" in _prerequisites("run")
    assert _prerequisites("test") == ["env", "deps"]


def test_continuous_integration_runs_exactly_check() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert script.splitlines()[-1] == "exec make check"
