"""Lines of a table that speak of one exhibitor, put together."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from yishiting.formats.exhibition import ExhibitorRow, read_exhibitors_csv
from yishiting.web.exhibition.importing.checking import Checker
from yishiting.web.exhibition.importing.words import told
from yishiting.web.programme.importing.standing import word
from yishiting.web.programme.importing.wanted import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from yishiting.formats.exhibition import ExhibitRow

# Columns that say one thing of an exhibitor, by what they are called in a row.
_SAID_ONCE = {
    "hall": "hall",
    "booth": "booth",
    "links": "links",
    "languages": "languages",
    "website": "website",
    "contact_email": "contact_email",
    "contact_phone": "contact_phone",
    "representatives": "representatives",
    "is_published": "published",
}
_SHOWN = 80


@dataclass(frozen=True)
class Wanted:
    """One exhibitor: what all of its lines say, and its exhibits by the line of each."""

    row: ExhibitorRow
    exhibits: dict[int, ExhibitRow] = field(default_factory=dict)


@dataclass
class ReadTable:
    """What a table says. ``language`` is that of a new hall or link whose language nobody has named."""

    wanted: list[Wanted]
    faults: list[Fault]
    language: str


def read_table(text: str, languages: Sequence[str]) -> ReadTable:
    """Read a table without looking at what is there: nobody has to wait for this."""
    read = read_exhibitors_csv(text, languages)
    faults = [Fault(str(each.line), each.column, each.got, told(each.expected, each.limit)) for each in read.faults]
    checker = Checker(languages[0], faults)
    rows = [tidied for row in read.rows if (tidied := checker.checked(row))]
    wanted = _Grouper(rows, faults).grouped()
    faults.sort(key=lambda fault: int(fault.place))
    return ReadTable(wanted, faults, languages[0])


class _Grouper:
    """Puts lines together by short name, and where there is none by name; ``grouped`` is called once."""

    def __init__(self, rows: Sequence[ExhibitorRow], faults: list[Fault]) -> None:
        self.rows = rows
        self.faults = faults
        # A line without a short name means the one that another line with the same name has.
        self.slugs = {name: row.slug for row in reversed(rows) if row.slug for name in _names(row)}
        self.keys: dict[str, str] = {}

    def grouped(self) -> list[Wanted]:
        wanted: dict[str, Wanted] = {}
        for row in self.rows:
            key = self._key(row)
            if key not in wanted:
                wanted[key] = Wanted(replace(row, exhibit=None), {row.line: row.exhibit} if row.exhibit else {})
            elif (joined := self._joined(wanted[key].row, row)) is not None:
                exhibits = {row.line: row.exhibit} if row.exhibit else {}
                wanted[key] = Wanted(joined, {**wanted[key].exhibits, **exhibits})
        return list(wanted.values())

    def _key(self, row: ExhibitorRow) -> str:
        if row.slug:
            return row.slug
        names = _names(row)
        slug = next((self.slugs[name] for name in names if name in self.slugs), "")
        known = slug or next((self.keys[name] for name in names if name in self.keys), f"+{names[0]}")
        for name in names:
            self.keys.setdefault(name, known)
        return known

    def _joined(self, before: ExhibitorRow, row: ExhibitorRow) -> ExhibitorRow | None:
        """Add what another line says; nothing where it says something else."""
        n_before = len(self.faults)
        said: dict[str, Any] = {}
        for name, column in _SAID_ONCE.items():
            was, more = getattr(before, name), getattr(row, name)
            self._compare(before, row, column, was, more)
            said[name] = more if was in ("", (), None) else was
        for column, text in row.texts.items():
            self._compare(before, row, column, before.texts.get(column, ""), text)
        if len(self.faults) > n_before:
            return None
        return replace(before, slug=before.slug or row.slug, texts={**before.texts, **row.texts}, **said)

    def _compare(self, before: ExhibitorRow, row: ExhibitorRow, column: str, was: object, more: object) -> None:
        nothing = ("", (), None)
        if was in nothing or more in nothing or was == more:
            return
        expected = _("the same as on line %(line)s, or nothing") % {"line": before.line}
        self.faults.append(Fault(str(row.line), column, shown(more), expected))


def shown(said: object) -> str:
    """Give what a cell says, short enough for a table."""
    if isinstance(said, bool):
        return _("yes") if said else _("no")
    text = "; ".join(said) if isinstance(said, tuple | list) else str(said or "")
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"


def _names(row: ExhibitorRow) -> list[str]:
    return [word(text) for text in names_of(row)]


def names_of(row: ExhibitorRow) -> Iterable[str]:
    """Give an exhibitor's names in whatever languages."""
    return [text for name, text in row.texts.items() if name.startswith("name_")]
