"""Where the project's own files are, for tests that read them."""

from __future__ import annotations

import os
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@cache
def kept_files() -> tuple[Path, ...]:
    """Every file of the project, without what .gitignore leaves out; git itself need not be there."""
    found = []
    for folder, folders, files in os.walk(ROOT):
        here = Path(folder)
        folders[:] = [name for name in folders if name != ".git" and not _is_ignored(here / name, "/")]
        found += [here / name for name in files if not _is_ignored(here / name, "")]
    return tuple(sorted(path for path in found if path.is_file()))


def text_files() -> dict[Path, str]:
    """Those of them that are text."""
    contents = {path: path.read_bytes() for path in kept_files()}
    return {path: content.decode("utf-8") for path, content in contents.items() if b"\0" not in content}


@cache
def _patterns() -> tuple[str, ...]:
    lines = (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()
    return tuple(line for line in lines if line and not line.startswith("#"))


def _is_ignored(path: Path, ending: str) -> bool:
    # Enough of git's rules for the patterns that stand in .gitignore: from the top with a leading slash, else by name.
    names = (f"/{path.relative_to(ROOT)}{ending}", f"{path.name}{ending}")
    return any(fnmatch(name, pattern) for name in names for pattern in _patterns())
