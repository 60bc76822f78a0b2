"""What is imported is declared, and what is declared is imported."""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from typing import TYPE_CHECKING

import pytest

from tests.ground.project import ROOT, kept_files

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
_OWN = {"yishiting", "tests", "setup", "bench"}
# Programs that are started, not imported.
_PROGRAMS = {"django-stubs", "import-linter", "mypy", "pytest-xdist", "ruff"}
# Django loads these by name: an app, a middleware, a password hasher, a driver.
_NAMED_TO_DJANGO = {"django-htmx", "whitenoise", "argon2-cffi", "psycopg"}


def _names(requirements: list[str]) -> set[str]:
    return {re.split(r"[<>=~!\[]", requirement)[0].lower() for requirement in requirements}


def _modules(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module


def _imported(*folders: str) -> set[str]:
    tops = {
        module.split(".", maxsplit=1)[0]
        for path in kept_files()
        if path.suffix == ".py" and path.relative_to(ROOT).parts[0] in folders
        for module in _modules(path)
    }
    providers = packages_distributions()
    foreign = tops - _OWN - set(sys.stdlib_module_names)
    return {name.lower() for top in foreign for name in providers.get(top, [top])}


def test_everything_that_the_package_imports_is_declared() -> None:
    assert _imported("src") - _names(_PROJECT["dependencies"]) == set()


def test_everything_that_tests_and_scripts_import_is_declared() -> None:
    declared = _names(_PROJECT["dependencies"]) | _names(_PROJECT["optional-dependencies"]["dev"])

    assert _imported("tests", "bench", "setup") - declared - {"pip"} == set()


def test_everything_that_is_declared_is_used() -> None:
    assert _names(_PROJECT["dependencies"]) - _imported("src") - _NAMED_TO_DJANGO == set()
    assert _names(_PROJECT["optional-dependencies"]["dev"]) - _imported("tests", "bench", "setup") - _PROGRAMS == set()


@pytest.mark.parametrize("extra", ["pdf", "cluster"])
def test_a_reserved_extra_is_still_unused(extra: str) -> None:
    # On the day it is used, its decision record has to say so, and this test goes.
    assert _names(_PROJECT["optional-dependencies"][extra]) & _imported("src", "tests", "bench") == set()
