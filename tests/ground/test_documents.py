from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

import pytest
from typer.main import get_group

import yishiting
from tests.ground.project import ROOT, kept_files, text_files
from yishiting.cli.app import app

if TYPE_CHECKING:
    from pathlib import Path

_LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
_MAKE = re.compile(r"^ {4}make (\w+)|`make (\w+)`", re.MULTILINE)
_README = (ROOT / "README.md", ROOT / "README.zh-CN.md")
_DOCUMENTS = sorted(path for path in kept_files() if path.suffix == ".md")


def _links(document: Path) -> list[Path]:
    targets = [target.split("#")[0] for target in _LINK.findall(document.read_text(encoding="utf-8"))]
    return [(document.parent / target).resolve() for target in targets if target and "://" not in target]


def _make_targets() -> set[str]:
    return set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def _named_targets(document: Path) -> set[str]:
    return {one or two for one, two in _MAKE.findall(document.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_in_a_document_leads_to_a_file(document: Path) -> None:
    missing = [str(target.relative_to(ROOT)) for target in _links(document) if not target.exists()]

    assert missing == []


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_make_target_that_a_document_names_exists(document: Path) -> None:
    assert _named_targets(document) - _make_targets() == set()


@pytest.mark.parametrize("document", _DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_command_that_a_document_names_exists(document: Path) -> None:
    named = set(re.findall(r"(?:`| {4}|bin/)yishiting ([a-z]+)", document.read_text(encoding="utf-8")))

    assert named - set(get_group(app).commands) == set()


def test_every_document_is_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    waiting = [ROOT / "README.md"]
    while waiting:
        document = waiting.pop()
        if document not in reached:
            reached.add(document)
            waiting += [target for target in _links(document) if target.suffix == ".md"]

    assert sorted(str(path.relative_to(ROOT)) for path in _DOCUMENTS if path not in reached) == []


def test_both_readmes_name_the_same_commands_and_documents() -> None:
    english, chinese = _README

    others = {path: set(_links(path)) - set(_README) for path in _README}
    assert others[english] == others[chinese]
    assert _named_targets(english) - {"alone"} == _named_targets(chinese)


def test_every_decision_stands_in_the_list_of_decisions() -> None:
    folder = ROOT / "docs" / "decisions"
    records = {path for path in _DOCUMENTS if path.parent == folder and path.name != "README.md"}

    assert set(_links(folder / "README.md")) >= records


def test_decisions_have_numbers_of_their_own() -> None:
    numbers = [path.name[:4] for path in _DOCUMENTS if path.parent.name == "decisions" and path.name != "README.md"]

    assert numbers == [f"{number:04d}" for number in range(1, len(numbers) + 1)]


def test_every_variable_that_the_code_reads_is_explained_in_a_document() -> None:
    pattern = re.compile(r"""["']((?:YISHITING|HYPOTHESIS)_[A-Z_]+)["']""")
    read = {name for path, text in text_files().items() if path.suffix == ".py" for name in pattern.findall(text)}
    explained = "\n".join(path.read_text(encoding="utf-8") for path in _DOCUMENTS)

    assert read >= {"YISHITING_TEST_DATA", "HYPOTHESIS_PROFILE"}
    assert {name for name in read if name not in explained} == set()


def test_the_version_has_its_place_in_the_changelog() -> None:
    assert f"\n## {yishiting.__version__} " in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")


def test_every_dependency_is_explained_in_the_decision_on_tools() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    wanted = project["dependencies"] + [name for extra in project["optional-dependencies"].values() for name in extra]
    names = [re.split(r"[<>=~! ]", requirement)[0] for requirement in wanted]
    record = (ROOT / "docs" / "decisions" / "0003-tools.md").read_text(encoding="utf-8")

    assert [name for name in names if name not in record] == []
