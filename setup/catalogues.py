"""Compile message catalogues: `.po`, which people write, to `.mo`, which gettext reads.

All of them when a wheel is built. In an installation in place the report reads its `.po` itself; Django reads only
`.mo`, so `make env` compiles the chamber's whenever a `.po` is newer (`python -m setup.catalogues`).
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CatalogueHook(BuildHookInterface[Any]):
    """Compiles the catalogues before hatchling collects the files."""

    PLUGIN_NAME = "catalogues"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002 - hatchling's signature
        """Compile all catalogues under `src`, unless the package stays in place."""
        if version != "editable":
            compile_catalogues(Path(self.root) / "src")


def compile_catalogues(folder: Path) -> int:
    """Compile every catalogue below a folder and return how many there were; entries marked fuzzy are left out."""
    sources = sorted(folder.glob("**/LC_MESSAGES/*.po"))
    for source in sources:
        with source.open("rb") as text:
            catalogue = read_po(text, locale=source.parent.parent.name, abort_invalid=True)
        with source.with_suffix(".mo").open("wb") as compiled:
            write_mo(compiled, catalogue)
    return len(sources)


if __name__ == "__main__":
    compile_catalogues(Path(__file__).resolve().parent.parent / "src" / "yishiting" / "web")
