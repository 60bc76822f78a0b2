"""Read statements from a CSV file: every good row, and every bad one with its line, field and what was expected."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from yishiting.formats import decode, restore
from yishiting.web.content import Content
from yishiting.web.content_forms import language_name
from yishiting.web.deliberation.imported_texts import language_code
from yishiting.web.deliberation.statement_text import cleaned_statement, fingerprint_of

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_ROWS = 2_000
TEXT, LANGUAGE, TRANSLATION = "text", "language", "text_"


@dataclass(frozen=True)
class BadRow:
    """One thing that is wrong: the line in the file (the header is line 1), the column, and what was expected."""

    line: int
    field: str
    expected: str
    got: str


@dataclass(frozen=True)
class GoodRow:
    """One statement, and the line on which it begins."""

    line: int
    text: Content


@dataclass(frozen=True)
class StatementFile:
    """What a file holds."""

    good: tuple[GoodRow, ...]
    bad: tuple[BadRow, ...]


class _BadCellError(Exception):
    def __init__(self, field: str, expected: str, got: str) -> None:
        super().__init__(expected)
        self.field, self.expected, self.got = field, expected, got


def read_statement_file(data: bytes, language: str) -> StatementFile:
    """Read a file; ``language`` is that of texts for which none is named. Never raises: bad rows are listed."""
    good: list[GoodRow] = []
    bad: list[BadRow] = []
    lines: dict[str, int] = {}
    try:
        for line, cells in _rows(data):
            try:
                text = _statement(cells, language)
                _require_new(text, line, lines)
                good.append(GoodRow(line, text))
            except _BadCellError as wrong:
                bad.append(BadRow(line, wrong.field, wrong.expected, _short(wrong.got)))
    except _BadCellError as wrong:
        bad.append(BadRow(1, wrong.field, wrong.expected, _short(wrong.got)))
    except csv.Error as error:
        bad.append(BadRow(len(good) + len(bad) + 2, "", _("comma-separated cells"), _short(str(error))))
    return StatementFile(tuple(good), tuple(bad))


def _rows(data: bytes) -> Iterator[tuple[int, dict[str, str]]]:
    reader = csv.reader(io.StringIO(_decoded(data), newline=""), strict=True)
    header = [restore(name.strip()).lower() for name in next(reader, [])]
    _require_header(header)
    n_rows, line = 0, reader.line_num + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            n_rows += 1
            if n_rows > MOST_ROWS:
                raise _BadCellError("", _("at most %d statements in one file") % MOST_ROWS, _("more"))
            # A row of another length is handed on as it is, so that it is listed and the others are read.
            yield line, dict(zip(header, map(restore, cells), strict=False)) if len(cells) == len(header) else {}
        line = reader.line_num + 1


def _decoded(data: bytes) -> str:
    try:
        return decode(data)
    except UnicodeDecodeError as error:
        raise _BadCellError("", _("text in UTF-8, UTF-16 or GB 18030"), _("bytes that are none of these")) from error


def _require_header(header: list[str]) -> None:
    if not any(name == TEXT or name.startswith(TRANSLATION) for name in header):
        raise _BadCellError(TEXT, _("a column of this name in the first line"), ", ".join(header))
    twice = next((name for name in header if name and header.count(name) > 1), "")
    if twice:
        raise _BadCellError(twice, _("the name of one column"), _("it on several"))


def _statement(cells: dict[str, str], language: str) -> Content:
    if not cells:
        raise _BadCellError("", _("as many cells as the first line has"), _("more or fewer"))
    texts = {
        _code(name, name.removeprefix(TRANSLATION)): _cleaned(name, cell)
        for name, cell in cells.items()
        if name.startswith(TRANSLATION) and cell.strip()
    }
    said = cells.get(LANGUAGE, "").strip()
    original = _code(LANGUAGE, said) if said else language
    if cells.get(TEXT, "").strip() or not texts:
        texts[original] = _cleaned(TEXT, cells.get(TEXT, ""))
    return Content(original if original in texts else next(iter(texts)), texts)


def _code(field: str, said: str) -> str:
    code = language_code(said)
    if not code or language_name(code) == code:
        raise _BadCellError(field, _("the code of a language, such as en or zh-hans"), said)
    return code


def _cleaned(field: str, cell: str) -> str:
    try:
        return cleaned_statement(cell)
    except ValidationError as error:
        raise _BadCellError(field, " ".join(error.messages), cell) from error


def _require_new(text: Content, line: int, lines: dict[str, int]) -> None:
    first = lines.setdefault(fingerprint_of(text.original), line)
    if first != line:
        raise _BadCellError(TEXT, _("a statement that stands once"), _("the same as in line %d") % first)


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:80]}…"
