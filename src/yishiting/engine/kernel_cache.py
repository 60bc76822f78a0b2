"""Where compiled kernels are kept: one folder for each state of the kernels' sources.

The compiler knows when the file of a cached function changed, but not when a function in another file, which it built
in, did. After an update it would go on with old machine code; a folder named after all sources cannot be stale.
"""

from __future__ import annotations

import hashlib
import os
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from numba import config

if TYPE_CHECKING:
    from collections.abc import Iterator

HERE = Path(__file__).parent


@contextmanager
def kept_by_sources() -> Iterator[None]:
    """Make functions that are compiled inside the block use the folder of the present sources, where there is one."""
    before = str(vars(config)["CACHE_DIR"])
    folder = _folder(before)
    setattr(config, "CACHE_DIR", before if folder is None else str(folder))  # noqa: B010 — unknown to its types
    try:
        yield
    finally:
        setattr(config, "CACHE_DIR", before)  # noqa: B010


@cache
def _folder(chosen: str) -> Path | None:
    """A folder that can be written: in the one that NUMBA_CACHE_DIR names, else beside the package or the user's."""
    name = f"yishiting-kernels-{_digest()}"
    user = Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache")
    for place in (Path(chosen),) if chosen else (HERE / "__pycache__", user):
        try:
            folder = place.expanduser() / name
            folder.mkdir(parents=True, exist_ok=True)
        except (OSError, RuntimeError):  # not writable, or nobody's home
            continue
        if os.access(folder, os.W_OK):
            return folder
    return None


def _digest() -> str:
    """Twelve hexadecimal digits of all sources that hold kernels or constants built into them."""
    digest = hashlib.sha256()
    for source in sorted({*HERE.glob("*kernel*.py"), HERE / "layout.py"}):
        digest.update(source.name.encode() + b"\n" + source.read_bytes())
    return digest.hexdigest()[:12]
