"""What was expected in a table, said in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from yishiting.formats.exhibition import Expected

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WORDS: dict[Expected, _StrPromise] = {
    Expected.SLUG: _("a short name of small letters, digits and hyphens"),
    Expected.SOME_NAME: _("the exhibitor's short name or its name"),
    Expected.HEADER: _("a first line that names the columns, one of them {limit}"),
    Expected.COLUMN: _("one of: {limit}"),
    Expected.COLUMN_ONCE: _("each column once"),
    Expected.CELLS: _("{limit} cells, as in the first line"),
    Expected.ROWS: _("at most {limit} lines in one file"),
    Expected.QUOTES: _("quotation marks in pairs, cells of bearable length"),
    Expected.LANGUAGES: _("language codes such as zh-hans, with blanks between them"),
    Expected.YES_OR_NO: _("yes or no"),
}


def told(expected: Expected, limit: str) -> str:
    """Say it in the reader's language."""
    return str(WORDS[expected]).replace("{limit}", limit)
