"""`make messages`: bring the chamber's catalogues up to date with its code and templates, without GNU gettext.

Translations that are there stay; what the code no longer says is taken out; what is new waits with an empty
translation, which a test refuses. Nothing is guessed.
"""

from __future__ import annotations

import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from babel.messages.catalog import Catalog
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir, extract_python
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

from setup.catalogues import compile_catalogues

if TYPE_CHECKING:
    from collections.abc import Iterator

CHAMBER = Path(__file__).resolve().parent.parent / "src" / "yishiting" / "web"
LANGUAGES = ("zh_Hans",)
_LAZY: dict[str, Any] = {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
_TEMPLATE = "setup.messages:from_template"
# Babel's words about itself and about dates: they would change a file in which nothing has changed.
_IDLE = re.compile(
    rb'^"(Project-Id|Report-Msgid|POT-Creation|PO-Revision|Last-Trans|Language-Team|Generated-By).*\n', re.MULTILINE
)
_HEADER = "# 议事厅的界面用语。`make messages` 从代码和模板里收集，译文由人写。"


def main() -> int:
    """Write every catalogue anew and compile it."""
    template = catalogue_of_code()
    for language in LANGUAGES:
        path = catalogue_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        catalogue = updated(path, language, template)
        written = io.BytesIO()
        write_po(written, catalogue, width=120, sort_by_file=True, include_lineno=False)
        path.write_bytes(_IDLE.sub(b"", written.getvalue()))
        waiting = [message.id for message in catalogue if message.id and not filled(message.string)]
        print(f"{path.relative_to(Path.cwd())}: {len(catalogue)} messages, {len(waiting)} to translate")
    compile_catalogues(CHAMBER)
    return 0


def catalogue_path(language: str) -> Path:
    """Where a language's catalogue lies."""
    return CHAMBER / "locale" / language / "LC_MESSAGES" / "django.po"


def updated(path: Path, language: str, template: Catalog) -> Catalog:
    """Join the translations that there are with the messages of the code."""
    catalogue = Catalog(locale=language, project="Yishiting", header_comment=_HEADER, fuzzy=False)
    if path.exists():
        with path.open("rb") as source:
            catalogue = read_po(source, locale=language, abort_invalid=True)
    catalogue.header_comment = _HEADER
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    return catalogue


def filled(string: object) -> bool:
    """Tell whether a translation has all its forms."""
    return all(string) if isinstance(string, list | tuple) else bool(string)


def catalogue_of_code(folder: Path = CHAMBER) -> Catalog:
    """Collect the messages of all code and templates below a folder."""
    catalogue = Catalog(fuzzy=False)
    for path, _line, message, _comments, context in _extracted(folder):
        catalogue.add(message, locations=[(path, 0)], context=context)
    return catalogue


def _extracted(folder: Path) -> Iterator[tuple[Any, ...]]:
    found = extract_from_dir(
        folder,
        method_map=[("**.py", "python"), ("**/templates/**.html", _TEMPLATE), ("**/templates/**.txt", _TEMPLATE)],
        keywords=DEFAULT_KEYWORDS | _LAZY,
        directory_filter=lambda path: Path(path).name not in {"migrations", "locale", "static"},
    )
    yield from sorted(found, key=lambda each: (each[0], each[1]))


def from_template(source: Any, keywords: Any, comment_tags: Any, options: Any) -> Iterator[Any]:  # noqa: ANN401 - Babel's own
    """Collect the messages of one Django template, which Django itself turns into something like Python.

    Lines lose their indentation, which means nothing there and something in Python.
    """
    written = templatize(source.read().decode("utf-8"))
    lines = re.sub(r"^[ \t]+", "", written, flags=re.MULTILINE)
    yield from extract_python(io.BytesIO(lines.encode("utf-8")), keywords, comment_tags, options)


if __name__ == "__main__":
    sys.exit(main())
