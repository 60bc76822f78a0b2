"""Tables that people fill in: out of the bytes of table calculation programs, and back to what those read."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from yishiting.formats.csv_cells import neutralise
from yishiting.formats.csv_rows import encoding_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SEPARATORS = (",", ";", "\t")


class BrokenTableError(ValueError):
    """From ``line`` on a text cannot be told apart into cells."""

    def __init__(self, line: int, said: str) -> None:
        super().__init__(said)
        self.line = line


def decode(data: bytes) -> str:
    """Give the text of a file as table calculation programs write it; raise `ValueError` when it is none.

    Without a mark at its beginning it is UTF-8 or, from Chinese systems, GB18030.
    """
    encoding = encoding_of(data[:4])
    if encoding != "utf-8":
        return data.decode(encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return data.decode("gb18030")


def numbered_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Yield the line on which each row begins, from 1, and its cells; whatever separates them in the first line does.

    Raises `BrokenTableError` where quotation marks stay open or a cell is longer than bearable.
    """
    first = text.split("\n", 1)[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(_SEPARATORS, key=first.count), strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise BrokenTableError(line, str(error)) from error


def table_text(columns: Sequence[str], rows: Iterable[Iterable[str]]) -> str:
    """Write a table whose cells do nothing, with the mark that tells table calculation programs that it is UTF-8."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([neutralise(cell) for cell in row] for row in rows)
    return out.getvalue()
