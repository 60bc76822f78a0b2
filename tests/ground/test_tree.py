"""What may stand in the tree."""

from __future__ import annotations

import re

from tests.ground.project import ROOT, text_files

# Spelled in pieces, so that this file does not hold what it looks for.
_PACKAGE_HOSTS = [
    ".".join(parts)
    for parts in (
        ("pypi", "org"),
        ("pythonhosted", "org"),
        ("npmjs", "org"),
        ("npmjs", "com"),
        ("jsdelivr", "net"),
        ("unpkg", "com"),
        ("cdnjs", "cloudflare", "com"),
        ("deb", "debian", "org"),
        ("conda", "anaconda", "org"),
    )
]


def test_no_file_names_the_address_of_a_package_host() -> None:
    named = {
        (str(path.relative_to(ROOT)), host)
        for path, text in text_files().items()
        for host in _PACKAGE_HOSTS
        if host in text.lower()
    }

    assert named == set()


def test_no_file_names_a_place_on_somebodys_machine() -> None:
    place = re.compile("/" + r"(?:home|root|Users|work)/\w")
    named = {str(path.relative_to(ROOT)) for path, text in text_files().items() if place.search(text)}

    assert named == set()


def test_no_module_is_called_after_nothing() -> None:
    nothing = {"utils", "util", "helpers", "common", "misc", "core"}

    assert {str(path.relative_to(ROOT)) for path in text_files() if path.stem in nothing} == set()
    assert {path.name for path in (ROOT / "src").rglob("*") if path.is_dir() and path.name in nothing} == set()


def test_no_compiled_catalogue_or_environment_is_kept() -> None:
    kept = {path.relative_to(ROOT).parts[0] for path in text_files()}

    assert kept.isdisjoint({".venv", "var", "dist"})
    assert [path for path in text_files() if path.suffix == ".mo"] == []
