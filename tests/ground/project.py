"""Where the project's own files are, for tests that read them."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def kept_files() -> list[Path]:
    """Every file that git keeps or would keep, read from git so that nothing made on the way is looked at."""
    listing = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [path for name in names.split("\0") if name and (path := ROOT / name).is_file()]


def text_files() -> dict[Path, str]:
    """Those of them that are text."""
    texts = {}
    for path in kept_files():
        content = path.read_bytes()
        if b"\0" not in content:
            texts[path] = content.decode("utf-8")
    return texts
