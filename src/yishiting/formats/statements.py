"""Texts of statements: ``statements.csv`` of the long layout and ``comments.csv`` of a Polis export."""

from __future__ import annotations

from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from yishiting.formats.csv_rows import not_one_of, read_records
from yishiting.formats.problems import Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yishiting.formats.csv_rows import Record
    from yishiting.formats.input_reading import InputReading

_REJECTED = "-1"
_MODERATION = ("-1", "0", "1")


@dataclass(frozen=True)
class StatementColumns:
    """Names of the columns of a list of statements; all but ``statement`` and ``text`` may be missing."""

    statement: str
    text: str
    language: str
    author: str
    moderated: str
    translation_prefix: str


LONG_STATEMENTS = StatementColumns("id", "text", "language", "author", "moderated", "text_")
POLIS_COMMENTS = StatementColumns("comment-id", "comment-body", "language", "author-id", "moderated", "comment-body-")


@dataclass(frozen=True)
class StatementRow:
    """One statement as listed; ``is_rejected`` when a moderator left it out."""

    statement: str
    text: str
    language: str = ""
    author: str = ""
    is_rejected: bool = False
    translations: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))


def read_statements(reading: InputReading, name: str, columns: StatementColumns) -> list[StatementRow]:
    """Read a list of statements; an id that stands twice and a moderation mark that is none are rejected."""
    seen: dict[str, int] = {}
    rows = []
    for record in read_records(reading.source, name, reading.log, (columns.statement, columns.text)):
        problems = list(_faults(name, record, columns, seen))
        reading.log.reject(*problems)
        seen.setdefault(record.cells[columns.statement].strip(), record.line)
        if not problems:
            rows.append(_row(record.cells, columns))
    return rows


def _faults(name: str, record: Record, columns: StatementColumns, seen: dict[str, int]) -> Iterator[Problem]:
    statement = record.cells[columns.statement].strip()
    if not statement:
        yield not_one_of(name, record.line, columns.statement, "an id", statement)
    if statement in seen:
        yield Problem(
            name,
            record.line,
            columns.statement,
            "an id of its own",
            f"{quoted(statement)} again, first in line {seen[statement]}",
        )
    moderated = record.cells.get(columns.moderated, "").strip()
    if moderated and moderated not in _MODERATION:
        yield not_one_of(name, record.line, columns.moderated, "-1, 0 or 1", moderated)


def _row(cells: dict[str, str], columns: StatementColumns) -> StatementRow:
    prefix = columns.translation_prefix
    return StatementRow(
        cells[columns.statement].strip(),
        cells[columns.text].strip(),
        cells.get(columns.language, "").strip(),
        cells.get(columns.author, "").strip(),
        cells.get(columns.moderated, "").strip() == _REJECTED,
        {name[len(prefix) :]: cell.strip() for name, cell in cells.items() if name.startswith(prefix)},
    )
