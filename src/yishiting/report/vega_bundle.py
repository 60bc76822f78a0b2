"""The scripts that draw Vega charts, out of the installed vl-convert package; built once, then cached."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from functools import cache
from importlib.metadata import version
from pathlib import Path


@cache
def vega_bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script that sets ``window.vegaEmbed``.

    Building it takes a second or two, so it is kept in the user's cache folder, under the version's name.
    Where that folder cannot be written the script is built each time.
    """
    path = cache_folder() / f"vega-{version('vl-convert-python')}.js"
    with suppress(OSError):
        return path.read_text(encoding="utf-8")
    import vl_convert

    bundle: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    with suppress(OSError):
        _write_whole(path, bundle)
    return bundle


def cache_folder() -> Path:
    """Where the project keeps what it can make again."""
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "yishiting"


def _write_whole(path: Path, text: str) -> None:
    # Written aside and renamed, so that another process never reads half a file.
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", dir=path.parent, delete=False) as file:
        file.write(text)
    Path(file.name).replace(path)
