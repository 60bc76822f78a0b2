"""Read a table of exhibitors: each line for itself, everything that is wrong with its line and column."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from yishiting.formats.csv_cells import restore
from yishiting.formats.csv_text import BrokenTableError, numbered_rows
from yishiting.formats.exhibition.exhibitors_csv import (
    ABOUT_,
    BOOTH,
    EMAIL,
    EXHIBIT,
    EXHIBIT_ABOUT_,
    EXHIBIT_LINK,
    EXHIBIT_PUBLISHED,
    EXHIBIT_TITLE_,
    EXHIBITOR,
    HALL,
    LANGUAGES,
    LINKS,
    NAME_,
    NO,
    PHONE,
    PUBLISHED,
    REPRESENTATIVES,
    WEBSITE,
    YES,
    ExhibitorRow,
    ExhibitRow,
    Expected,
    Fault,
    ReadRows,
    columns_of,
)
from yishiting.formats.programme.faults import shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

MOST_ROWS = 10_000

_SLUG = re.compile(r"[a-z0-9-]{1,80}")
_LANGUAGES = re.compile(r"[a-z]{2,3}(-[a-z0-9]{2,8})*([ ,;]+[a-z]{2,3}(-[a-z0-9]{2,8})*)*")
_BETWEEN_NAMES = re.compile("[;；\n]")
_BETWEEN_ADDRESSES = re.compile(r"[;；,，\s]+")
# As people and table calculation programs write it.
_TRUTHS = {
    **dict.fromkeys((YES, "y", "true", "1", "x", "是"), True),
    **dict.fromkeys((NO, "n", "false", "0", "否"), False),
}
_STARTS = (NAME_, ABOUT_, EXHIBIT_TITLE_, EXHIBIT_ABOUT_)


def read_exhibitors_csv(text: str, languages: Sequence[str]) -> ReadRows:
    """Read a table; a header that cannot be read leaves no rows.

    Parameters
    ----------
    text : str
        The whole file; commas, semicolons or tabs between the cells.
    languages : sequence of str
        Codes of the languages in which texts may stand; ``name_zh`` means the first of them that is Chinese.

    Returns
    -------
    ReadRows
        Lines that are right in themselves, and everything that is wrong.
    """
    return _Reader(languages).read(text.removeprefix("\ufeff"))


class _Reader:
    """Reads one table; ``read`` is called once."""

    def __init__(self, languages: Sequence[str]) -> None:
        self.languages = languages
        self.columns = columns_of(languages)
        self.faults: list[Fault] = []

    def read(self, text: str) -> ReadRows:
        lines = self._lines(text)
        _line, header = next(lines, (1, []))
        names = [self._column(name.strip().casefold()) for name in header]
        self.faults.extend(self._faults_of_header(names))
        if self.faults:
            return ReadRows(faults=tuple(self.faults))
        rows: list[ExhibitorRow] = []
        for line, cells in lines:
            if len(rows) >= MOST_ROWS:
                self._note(line, "", "", Expected.ROWS, f"{MOST_ROWS:,}")
                break
            if any(cell.strip() for cell in cells):
                rows.extend(self._row(line, cells, names))
        return ReadRows(tuple(rows), tuple(self.faults))

    def _lines(self, text: str) -> Iterator[tuple[int, list[str]]]:
        try:
            yield from numbered_rows(text)
        except BrokenTableError as error:
            self._note(error.line, "", str(error), Expected.QUOTES)

    def _column(self, name: str) -> str:
        """Give the column that a name means: ``about_zh`` is ``about_zh-hans`` where that is the Chinese used."""
        start, code = next(((start, name[len(start) :]) for start in _STARTS if name.startswith(start)), ("", ""))
        if name in self.columns or not code:
            return name
        return next((start + each for each in self.languages if each.split("-")[0] == code), name)

    def _faults_of_header(self, names: list[str]) -> Iterator[Fault]:
        if EXHIBITOR not in names and not any(name.startswith(NAME_) for name in names):
            wanted = ", ".join((EXHIBITOR, *(NAME_ + code for code in self.languages)))
            yield Fault(1, "", shown(", ".join(names)), Expected.HEADER, wanted)
            return
        for place, name in enumerate(names):
            if name and name not in self.columns:
                yield Fault(1, shown(name), shown(name), Expected.COLUMN, ", ".join(self.columns))
            elif name and name in names[:place]:
                yield Fault(1, name, name, Expected.COLUMN_ONCE)

    def _row(self, line: int, cells: list[str], names: list[str]) -> Iterator[ExhibitorRow]:
        n_before = len(self.faults)
        if any(cell.strip() for cell in cells[len(names) :]):
            self._note(line, "", str(len(cells)), Expected.CELLS, str(len(names)))
        values = {
            name: value
            for name, cell in zip(names, cells, strict=False)
            if name and (value := restore(cell.strip()).replace("\r\n", "\n").strip())
        }
        if EXHIBITOR not in values and not any(name.startswith(NAME_) for name in values):
            self._note(line, EXHIBITOR, "", Expected.SOME_NAME)
        row = self._exhibitor(line, values)
        if len(self.faults) == n_before:
            yield row

    def _exhibitor(self, line: int, values: Mapping[str, str]) -> ExhibitorRow:
        return ExhibitorRow(
            line,
            self._slug(line, EXHIBITOR, values),
            {name: text for name, text in values.items() if name.startswith((NAME_, ABOUT_))},
            values.get(HALL, ""),
            values.get(BOOTH, ""),
            _parts(_BETWEEN_NAMES, values.get(LINKS, "")),
            self._languages(line, values.get(LANGUAGES, "").casefold()),
            values.get(WEBSITE, ""),
            values.get(EMAIL, ""),
            values.get(PHONE, ""),
            _parts(_BETWEEN_ADDRESSES, values.get(REPRESENTATIVES, "").lower()),
            self._truth(line, PUBLISHED, values),
            self._exhibit(line, values),
        )

    def _exhibit(self, line: int, values: Mapping[str, str]) -> ExhibitRow | None:
        if not any(name.startswith(EXHIBIT) and name != EXHIBITOR for name in values):
            return None
        return ExhibitRow(
            self._slug(line, EXHIBIT, values),
            {
                name.removeprefix("exhibit_"): text
                for name, text in values.items()
                if name.startswith((EXHIBIT_TITLE_, EXHIBIT_ABOUT_))
            },
            values.get(EXHIBIT_LINK, ""),
            self._truth(line, EXHIBIT_PUBLISHED, values),
        )

    def _slug(self, line: int, column: str, values: Mapping[str, str]) -> str:
        slug = values.get(column, "")
        if slug and not _SLUG.fullmatch(slug):
            self._note(line, column, slug, Expected.SLUG)
        return slug

    def _languages(self, line: int, cell: str) -> tuple[str, ...]:
        if cell and not _LANGUAGES.fullmatch(cell):
            self._note(line, LANGUAGES, cell, Expected.LANGUAGES)
        return _parts(re.compile("[ ,;]+"), cell)

    def _truth(self, line: int, column: str, values: Mapping[str, str]) -> bool | None:
        cell = values.get(column, "")
        if cell and cell.casefold() not in _TRUTHS:
            self._note(line, column, cell, Expected.YES_OR_NO)
        return _TRUTHS.get(cell.casefold())

    def _note(self, line: int, column: str, got: str, expected: Expected, limit: str = "") -> None:
        self.faults.append(Fault(line, column, shown(got), expected, limit))


def _parts(between: re.Pattern[str], cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in between.split(cell) if part.strip()))
