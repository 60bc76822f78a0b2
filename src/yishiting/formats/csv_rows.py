"""Exact reading of CSV: every row with its line, every fault named. The fast readers fall back on it."""

from __future__ import annotations

import codecs
import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from yishiting.formats.csv_cells import restore
from yishiting.formats.problems import Problem, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from yishiting.formats.problems import ProblemLog
    from yishiting.formats.sources import Source

# What stands for a byte that is no text; and zero bytes, which numpy drops at the end of an id.
_NO_TEXT = re.compile("[\0\ud800-\udfff]")
_FATAL_FAULTS = {
    # What the standard library says -> what was expected, and what there was. After these the rest of the file
    # cannot be told apart from the inside of a cell, so reading does not go on even where bad rows are skipped.
    "unexpected end of data": ("closed by a second quotation mark", "a quoted cell that never ends"),
    "field larger than field limit": (
        "a cell of at most 131,072 characters",
        "a longer one; is a quotation mark open?",
    ),
}


@dataclass(frozen=True)
class Record:
    """One row under its header: the line it starts on, and its cells by column name."""

    line: int
    cells: dict[str, str]


def encoding_of(head: bytes) -> str:
    """Tell the encoding of a text from its first bytes: a byte order mark, or the zeros that UTF-16 has.

    >>> encoding_of(b"id,text"), encoding_of("id".encode("utf-16-le")), encoding_of("id".encode("utf-8-sig"))
    ('utf-8', 'utf-16-le', 'utf-8-sig')
    """
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    if len(head) >= 2 and 0 in head[:2] and head[0] != head[1]:
        return "utf-16-le" if head[1] == 0 else "utf-16-be"
    return "utf-8"


def encoding_in(source: Source, name: str) -> str:
    """Tell the encoding of a file."""
    with source.open(name) as stream:
        return encoding_of(stream.read(4))


def read_rows(source: Source, name: str, log: ProblemLog) -> Iterator[tuple[int, list[str]]]:
    """Yield the line (the header is line 1) and the cells of each row; blank lines are passed over.

    Rows that are no CSV, or hold bytes that are no text, are rejected in the log.
    """
    encoding = encoding_in(source, name)
    errors = "surrogateescape" if encoding.startswith("utf-8") else "strict"
    with source.open(name) as stream:
        reader = csv.reader(io.TextIOWrapper(stream, encoding, errors, newline=""), strict=True)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                _note_fault(log, name, line, str(error))
                continue
            except UnicodeError:
                log.refuse(Problem(name, line, "", f"{encoding.upper()} text", "bytes that are not"))
            if found := _NO_TEXT.search("".join(cells)):
                log.reject(Problem(name, line, "", "UTF-8 or UTF-16 text", _byte_in(found[0])))
            elif cells:
                yield line, cells


def _note_fault(log: ProblemLog, name: str, line: int, said: str) -> None:
    for fault, (expected, got) in _FATAL_FAULTS.items():
        if said.startswith(fault):
            log.refuse(Problem(name, line, "", expected, got))
    log.reject(Problem(name, line, "", "comma-separated cells", f"a row that is not ({said})"))


def _byte_in(found: str) -> str:
    return f"the byte 0x{max(ord(found) - 0xDC00, 0):02X}; save the file as UTF-8"


def read_header(source: Source, name: str, log: ProblemLog) -> list[str]:
    """Names of the columns exactly as they stand in the file; refuses an empty file and names given twice."""
    n_before = log.n_problems
    _, header = next(read_rows(source, name, log), (0, []))
    if log.n_problems > n_before:
        log.refuse()  # what stands first is the header, and it cannot be read
    if not header:
        log.refuse(Problem(name, 1, "", "a header, the names of the columns", "an empty file"))
    tidy = [tidy_name(column) for column in header]
    twice = sorted({column for column in tidy if tidy.count(column) > 1})
    if twice:
        log.refuse(*(Problem(name, 1, column, "the name of one column", "it on several") for column in twice))
    return header


def tidy_name(column: str) -> str:
    """Name of a column without the blanks around it.

    >>> tidy_name(" vote ")
    'vote'
    """
    return restore(column.strip())


def read_records(source: Source, name: str, log: ProblemLog, required: Sequence[str] = ()) -> Iterator[Record]:
    """Yield the rows of a small CSV file by column; rows of another length than the header are rejected."""
    header = [tidy_name(column) for column in read_header(source, name, log)]
    missing = [column for column in required if column not in header]
    if missing:
        log.refuse(*(Problem(name, 1, column, "a column", f"only {', '.join(header)}") for column in missing))
    rows = read_rows(source, name, log)
    next(rows)  # the header
    for line, cells in rows:
        if len(cells) == len(header):
            yield Record(line, dict(zip(header, map(restore, cells), strict=True)))
        else:
            log.reject(wrong_length(name, line, len(header), len(cells)))


def wrong_length(name: str, line: int, expected: int, got: int) -> Problem:
    """Say that a row has another number of cells than the header."""
    return Problem(name, line, "", f"{expected} cells, as in the header", f"{got}")


def not_one_of(name: str, line: int, column: str, expected: str, cell: str) -> Problem:
    """Say that a cell holds something else than expected."""
    return Problem(name, line, column, expected, quoted(cell))
