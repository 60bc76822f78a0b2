"""What was expected in a file, said in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from yishiting.formats.programme import Expected

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

WORDS: dict[Expected, _StrPromise] = {
    Expected.SIZE: _("a file of at most {limit} characters"),
    Expected.JSON: _("JSON"),
    Expected.DEPTH: _("JSON that is not nested deeper than a schedule is"),
    Expected.SCHEDULE: _("a schedule.json as pretalx writes it, with the days of a conference"),
    Expected.OBJECT: _("an object in braces"),
    Expected.LIST: _("a list in brackets"),
    Expected.TEXT: _("text"),
    Expected.SOME_TEXT: _("some text"),
    Expected.WHOLE_CHARACTERS: _("text of whole characters"),
    Expected.NUMBER: _("a whole number"),
    Expected.GUID: _("a UUID, or a code"),
    Expected.ONCE: _("each session once; this one stands at {limit} too"),
    Expected.ONCE_NAMED: _("each name once in an object"),
    Expected.DAY: _("a day such as 2026-07-04"),
    Expected.MOMENT: _("a day and time such as 2026-07-04 09:00"),
    Expected.DURATION: _("a duration such as 01:30, of a month at most"),
    Expected.LATER: _("a time after the beginning"),
    Expected.BOTH_TIMES: _("beginning and end, or neither"),
    Expected.ZONE: _("a time zone such as Asia/Shanghai"),
    Expected.SLUG: _("a short name of small letters, digits and hyphens"),
    Expected.HEADER: _("a first line that names the columns, one of them {limit}"),
    Expected.COLUMN: _("one of: {limit}"),
    Expected.COLUMN_ONCE: _("each column once"),
    Expected.CELLS: _("{limit} cells, as in the first line"),
    Expected.ROWS: _("at most {limit} sessions in one file"),
    Expected.QUOTES: _("quotation marks in pairs, cells of bearable length"),
    Expected.LANGUAGES: _("language codes such as zh-hans, with blanks between them"),
}


def told(expected: Expected, limit: str) -> str:
    """Say it in the reader's language."""
    return str(WORDS[expected]).replace("{limit}", limit)
