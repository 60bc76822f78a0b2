"""Cells of CSV files that a spreadsheet would take for a formula, made harmless and read back.

A statement may say ``=HYPERLINK("https://…")``; opened in a spreadsheet, such a cell acts. On writing, an
apostrophe in front turns it into plain text; on reading, that apostrophe is taken away again. Text that
already starts with apostrophes and such a sign gets one more, so that writing and reading are exact inverses.
Plain numbers such as -1 stay numbers.
"""

from __future__ import annotations

import re

# The signs that Excel, LibreOffice and Google Sheets take for the start of a formula, in both widths, and the
# control characters that some of them skip before looking.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)


def neutralise(cell: str) -> str:
    """Make a cell that would act as a formula plain text; any other cell is returned as it is.

    >>> neutralise("=1+1"), neutralise("-1"), neutralise("-1+1"), neutralise("'=1")
    ("'=1+1", '-1', "'-1+1", "''=1")
    """
    if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell):
        return "'" + cell
    return cell


def restore(cell: str) -> str:
    """Undo `neutralise`.

    >>> restore("'=1+1"), restore("-1"), restore("'quoted'")
    ('=1+1', '-1', "'quoted'")
    """
    if cell.startswith("'") and _FORMULA.match(cell) and not _NUMBER.fullmatch(cell[1:]):
        return cell[1:]
    return cell
