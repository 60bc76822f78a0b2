"""Exhibitors as a table: a line for each thing that somebody shows, every text in every language.

An exhibitor with several exhibits stands on several lines. What is said of the exhibitor itself needs to stand on one
of them only; the others name it. A blank cell says nothing: whoever takes the rows in changes nothing there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

from yishiting.formats.csv_text import table_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

EXHIBITOR, HALL, BOOTH, LINKS, LANGUAGES = "exhibitor", "hall", "booth", "links", "languages"
WEBSITE, EMAIL, PHONE = "website", "contact_email", "contact_phone"
REPRESENTATIVES, PUBLISHED = "representatives", "published"
EXHIBIT, EXHIBIT_LINK, EXHIBIT_PUBLISHED = "exhibit", "exhibit_link", "exhibit_published"
NAME_, ABOUT_, EXHIBIT_TITLE_, EXHIBIT_ABOUT_ = "name_", "about_", "exhibit_title_", "exhibit_about_"

YES, NO = "yes", "no"


class Expected(Enum):
    """What should have stood there; ``{limit}`` is the fault's own."""

    SLUG = "a short name of small letters, digits and hyphens"
    SOME_NAME = "the exhibitor's short name or its name"
    HEADER = "a first line that names the columns, one of them {limit}"
    COLUMN = "one of: {limit}"
    COLUMN_ONCE = "each column once"
    CELLS = "{limit} cells, as in the first line"
    ROWS = "at most {limit} lines in one file"
    QUOTES = "quotation marks in pairs, cells of bearable length"
    LANGUAGES = "language codes such as zh-hans, with blanks between them"
    YES_OR_NO = "yes or no"

    def told(self, limit: str = "") -> str:
        """Say it in English."""
        return self.value.replace("{limit}", limit)


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong on a line, in a column, "" for the line as a whole."""

    line: int
    column: str
    got: str
    expected: Expected
    limit: str = ""

    def __str__(self) -> str:
        """Say it in one sentence."""
        subject = f"`{self.column}` must be " if self.column else "must be "
        return f"line {self.line}: {subject}{self.expected.told(self.limit)}, got {self.got or 'nothing'}"


@dataclass(frozen=True)
class ExhibitRow:
    """What a line says of an exhibit; ``texts`` by column without "exhibit_", such as ``title_en``."""

    slug: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    link: str = ""
    is_published: bool | None = None


@dataclass(frozen=True)
class ExhibitorRow:
    """One line that is right in itself; ``texts`` by column, such as ``name_en``; what is blank says nothing."""

    line: int
    slug: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    hall: str = ""
    booth: str = ""
    links: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    website: str = ""
    contact_email: str = ""
    contact_phone: str = ""
    representatives: tuple[str, ...] = ()
    is_published: bool | None = None
    exhibit: ExhibitRow | None = None


@dataclass(frozen=True)
class ReadRows:
    """What a table holds, and what is wrong in it."""

    rows: tuple[ExhibitorRow, ...] = ()
    faults: tuple[Fault, ...] = ()


def columns_of(languages: Sequence[str]) -> tuple[str, ...]:
    """Name the columns of a table whose texts are in these languages."""
    names, abouts, titles, texts = (
        tuple(start + code for code in languages) for start in (NAME_, ABOUT_, EXHIBIT_TITLE_, EXHIBIT_ABOUT_)
    )
    place = (HALL, BOOTH, LINKS, LANGUAGES)
    contact = (WEBSITE, EMAIL, PHONE, REPRESENTATIVES, PUBLISHED)
    return (EXHIBITOR, *names, *place, *abouts, *contact, EXHIBIT, *titles, *texts, EXHIBIT_LINK, EXHIBIT_PUBLISHED)


def write_exhibitors_csv(rows: Iterable[ExhibitorRow], languages: Sequence[str]) -> str:
    """Write a table, with the mark that tells table calculation programs that it is UTF-8."""
    columns = columns_of(languages)
    lines = (_cells(row) for row in rows)
    return table_text(columns, ([cells.get(name, "") for name in columns] for cells in lines))


def _cells(row: ExhibitorRow) -> dict[str, str]:
    return {
        **row.texts,
        EXHIBITOR: row.slug,
        HALL: row.hall,
        BOOTH: row.booth,
        LINKS: "; ".join(row.links),
        LANGUAGES: " ".join(row.languages),
        WEBSITE: row.website,
        EMAIL: row.contact_email,
        PHONE: row.contact_phone,
        REPRESENTATIVES: "; ".join(row.representatives),
        PUBLISHED: _yes_or_no(is_so=row.is_published),
        **(_exhibit_cells(row.exhibit) if row.exhibit else {}),
    }


def _exhibit_cells(exhibit: ExhibitRow) -> dict[str, str]:
    return {
        **{f"exhibit_{name}": text for name, text in exhibit.texts.items()},
        EXHIBIT: exhibit.slug,
        EXHIBIT_LINK: exhibit.link,
        EXHIBIT_PUBLISHED: _yes_or_no(is_so=exhibit.is_published),
    }


def _yes_or_no(*, is_so: bool | None) -> str:
    return "" if is_so is None else YES if is_so else NO
