"""From the text of a file to its rows, each of them right in itself; what is wrong is told with its line."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from yishiting.formats import BrokenTableError, numbered_rows, restore
from yishiting.web.people.importing.columns import DELEGATION, NAME_, SEAT_EMAIL, SEAT_NAME, SEAT_TITLE, Columns
from yishiting.web.people.text import is_plain

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from yishiting.web.people.models import Constituency

MOST_ROWS = 20_000
_LONGEST = {SEAT_NAME: 100, SEAT_TITLE: 100, SEAT_EMAIL: 254, DELEGATION: 60}
_LONGEST_NAME = 120
_SLUG = re.compile(r"[a-z0-9-]{1,60}")


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong: where, what stands there, and what was expected."""

    line: int
    column: str
    got: str
    expected: str


@dataclass(frozen=True)
class Row:
    """One line that is right in itself; blank cells are left out."""

    line: int
    slug: str
    texts: Mapping[str, str]
    belongs: Mapping[str, Constituency]
    seat_name: str = ""
    seat_email: str = ""
    seat_title: str = ""

    @property
    def has_seat(self) -> bool:
        """Whether the line names somebody."""
        return bool(self.seat_name or self.seat_email)


@dataclass
class Rows:
    """What a file holds."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_rows(text: str, columns: Columns) -> Rows:
    """Read a file's lines; a header that cannot be read leaves no rows."""
    found = Rows()
    lines = _lines(text, found)
    _line, header = next(lines, (1, []))
    names = [name.strip().casefold() for name in header]
    found.faults.extend(_faults_of_header(names, columns))
    if found.faults:
        return found
    for line, cells in lines:
        if len(found.rows) >= MOST_ROWS:
            found.faults.append(Fault(line, "", "", _("at most %s rows in one file") % MOST_ROWS))
            break
        if any(cell.strip() for cell in cells):
            _read_line(line, cells, names, columns, found)
    return found


def _lines(text: str, found: Rows) -> Iterator[tuple[int, list[str]]]:
    try:
        yield from numbered_rows(text)
    except BrokenTableError as error:
        expected = _("quotation marks in pairs, cells of bearable length")
        found.faults.append(Fault(error.line, "", str(error), expected))


def _faults_of_header(names: list[str], columns: Columns) -> Iterator[Fault]:
    if DELEGATION not in names:
        yield Fault(1, DELEGATION, ", ".join(names)[:200], _("a first line that names the columns, one of them so"))
        return
    for place, name in enumerate(names):
        if name and name not in columns.names:
            yield Fault(1, name[:60], name[:60], _("one of: %s") % ", ".join(columns.names))
        elif name and name in names[:place]:
            yield Fault(1, name, name, _("each column once"))


def _read_line(line: int, cells: list[str], names: list[str], columns: Columns, found: Rows) -> None:
    values = {
        name: restore(cell.strip()).strip() for name, cell in zip(names, cells, strict=False) if name and cell.strip()
    }
    faults = list(_faults_of_line(line, cells, names, values))
    belongs = {}
    for kind, known in columns.values.items():
        if kind in values and values[kind].casefold() not in known:
            words = ", ".join(value.slug for value in dict.fromkeys(known.values()))
            faults.append(Fault(line, kind, values[kind][:120], _("one of: %s") % words))
        elif kind in values:
            belongs[kind] = known[values[kind].casefold()]
    if faults:
        found.faults.extend(faults)
        return
    texts = {code: values[NAME_ + code] for code in columns.languages if NAME_ + code in values}
    seat = (values.get(SEAT_NAME, ""), values.get(SEAT_EMAIL, "").lower(), values.get(SEAT_TITLE, ""))
    found.rows.append(Row(line, values[DELEGATION], texts, belongs, *seat))


def _faults_of_line(line: int, cells: list[str], names: list[str], values: Mapping[str, str]) -> Iterator[Fault]:
    if any(cell.strip() for cell in cells[len(names) :]):
        yield Fault(line, "", str(len(cells)), _("%s cells, as in the first line") % len(names))
    if not _SLUG.fullmatch(values.get(DELEGATION, "")):
        got = values.get(DELEGATION, "")[:120]
        yield Fault(line, DELEGATION, got, _("a short name of small letters, digits and hyphens"))
    for name, value in values.items():
        longest = _LONGEST_NAME if name.startswith(NAME_) else _LONGEST.get(name, _LONGEST_NAME)
        if len(value) > longest:
            yield Fault(line, name, value[:120], _("at most %s characters") % longest)
        elif not is_plain(value):
            yield Fault(line, name, repr(value[:120]), _("plain text on one line"))
    if not _is_email(values.get(SEAT_EMAIL, "")):
        yield Fault(line, SEAT_EMAIL, values[SEAT_EMAIL][:120], _("an e-mail address"))
    if SEAT_TITLE in values and not {SEAT_NAME, SEAT_EMAIL} & set(values):
        yield Fault(line, SEAT_NAME, "", _("a name or an e-mail address, because there is a title"))


def _is_email(text: str) -> bool:
    if not text:
        return True
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True
