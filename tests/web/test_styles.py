"""The chamber's look: small, turning with the script's direction, and described."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest

import yishiting.report
import yishiting.web

WEB = Path(yishiting.web.__file__).parent
OWN = sorted((WEB / "static" / "yishiting").glob("*.css"))
SHARED = [Path(yishiting.report.__file__).parent / "static" / name for name in ("foundation.css", "result.css")]
DESCRIPTION = Path(__file__).parents[2] / "docs" / "reference" / "styles.md"
# Hooks of scripts and of packages' own markup; they need no look.
NO_LOOK = {"errorlist", "htmx-request", "menu", "result", "similar-place"}

_PHYSICAL = re.compile(
    r"(?<![\w-])(?:margin|padding|border)-(?:left|right)\b"
    r"|(?<![\w-])(?:left|right):|(?:float|text-align): (?:left|right)"
)


def text_of(files: list[Path]) -> str:
    return "\n".join(file.read_text(encoding="utf-8") for file in files)


def classes(style: str) -> set[str]:
    return set(re.findall(r"\.([a-z][\w-]*)", style))


def named_in_templates() -> dict[str, set[str]]:
    """Classes that templates give, where no condition takes part in the name, and the templates that give them."""
    found: dict[str, set[str]] = {}
    for template in WEB.glob("**/templates/**/*.html"):
        for given in re.findall(r'class="([^"]*)"', template.read_text(encoding="utf-8")):
            names = re.sub(r"\{[%{].*?[%}]\}", "\0", given).split()
            for name in {name.strip("\0") for name in names}:
                if name and "\0" not in name and not name.endswith("-"):
                    found.setdefault(name, set()).add(template.name)
    return found


def test_the_page_for_responding_needs_fifteen_kilobytes_of_style_at_most() -> None:
    loaded = [SHARED[0], WEB / "static" / "yishiting" / "chamber.css"]

    assert sum(len(gzip.compress(file.read_bytes())) for file in loaded) <= 15_000


@pytest.mark.parametrize("style", [*OWN, *SHARED], ids=lambda style: style.name)
def test_nothing_is_said_about_left_and_right(style: Path) -> None:
    assert _PHYSICAL.findall(style.read_text(encoding="utf-8")) == []


def test_left_and_right_would_be_found() -> None:
    assert _PHYSICAL.findall("a { margin-left: 1rem; } b { text-align: right; } c { left: 0; }") != []
    assert _PHYSICAL.findall("a { margin-inline-start: 1rem; inset-inline-end: 0; }") == []


@pytest.mark.parametrize("style", [*OWN, *SHARED], ids=lambda style: style.name)
def test_no_style_asks_anybody_for_anything(style: Path) -> None:
    text = style.read_text(encoding="utf-8")

    assert [word for word in ("url(", "@import", "http") if word in text] == []


def test_every_class_in_a_template_has_a_look() -> None:
    known = classes(text_of([*OWN, *SHARED])) | NO_LOOK

    assert {name: files for name, files in named_in_templates().items() if name not in known} == {}
    assert len(named_in_templates()) > 50


def test_every_class_that_is_described_exists() -> None:
    known = classes(text_of([*OWN, *SHARED])) | NO_LOOK
    described = set(re.findall(r"`[a-z]*\.(?!html|css|js)([a-z][a-z-]+)`", DESCRIPTION.read_text(encoding="utf-8")))

    assert described - known == set()
    assert len(described) > 30


def test_templates_carry_no_style_and_no_script_of_their_own() -> None:
    # What is marked as JSON is read by scripts and never run.
    pattern = re.compile(r"<[^>]*\s(?:style|on[a-z]+)=|<style|<script(?![^>]*\s(?:src=|type=\"application/json\"))")
    guilty = [
        template
        for template in WEB.glob("**/templates/**/*.html")
        if pattern.search(template.read_text(encoding="utf-8"))
    ]

    assert guilty == []
    assert pattern.search('<p class="x" style="color: red">')
    assert pattern.search("<script>alert(1)</script>")
