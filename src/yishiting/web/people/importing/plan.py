"""Compare the rows of a file with what is there: every change, before anything is changed."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext as _

from yishiting.web.content import Content
from yishiting.web.people.importing.columns import NAME_, SEAT_EMAIL, SEAT_NAME, Columns, read_columns
from yishiting.web.people.importing.reading import Fault, Row, read_rows
from yishiting.web.people.importing.standing import Standing, read_standing

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from yishiting.web.people.models import Constituency, Delegation, Invitation, Seat

Change = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True)
class Difference:
    """One column of a delegation that becomes another."""

    column: str
    was: str
    becomes: str


@dataclass(frozen=True)
class PlannedDelegation:
    """A delegation as it is to be."""

    slug: str
    name: Content
    belongs: Mapping[str, Constituency]
    differences: tuple[Difference, ...]
    standing: Delegation | None = None

    @property
    def change(self) -> Change:
        """What happens to it."""
        if self.standing is None:
            return "new"
        return "changed" if self.differences else "unchanged"


@dataclass(frozen=True)
class PlannedSeat:
    """A seat as it is to be: taken already, promised by a link that waits, or to be promised."""

    slug: str
    name: str
    email: str
    title: str
    standing: Seat | Invitation | None = None

    @property
    def change(self) -> Change:
        """What happens to it."""
        if self.standing is None:
            return "new"
        return "changed" if self.title and self.title != self.standing.title else "unchanged"


@dataclass(frozen=True)
class Plan:
    """Everything that a file would change, and every line that it could not."""

    delegations: tuple[PlannedDelegation, ...]
    seats: tuple[PlannedSeat, ...]
    faults: tuple[Fault, ...]

    @property
    def fingerprint(self) -> str:
        """A short mark of the changes: the same plan, the same mark."""
        told = [(each.change, each.slug, each.differences, str(each.name.texts)) for each in self.delegations]
        seats = [(each.change, each.slug, each.name, each.email, each.title) for each in self.seats]
        return hashlib.sha256(repr((told, seats)).encode()).hexdigest()

    @property
    def n_changes(self) -> int:
        """How many things become new or other."""
        changes = [each.change for each in self.delegations] + [each.change for each in self.seats]
        return sum(change != "unchanged" for change in changes)

    @property
    def counts(self) -> dict[str, dict[Change, int]]:
        """How many are new, changed and unchanged."""
        return {"delegations": _count(self.delegations), "seats": _count(self.seats)}


def make_plan(text: str, now: datetime) -> Plan:
    """Read a file and compare it with what is there; nothing is changed."""
    columns = read_columns()
    read = read_rows(text, columns)
    standing = read_standing({row.slug for row in read.rows}, now)
    faults = list(read.faults)
    rows = _agreeing(read.rows, standing, faults)
    by_slug: dict[str, list[Row]] = {}
    for row in rows:
        by_slug.setdefault(row.slug, []).append(row)
    delegations = tuple(_delegation(slug, mine, columns, standing) for slug, mine in by_slug.items())
    seats = tuple(_seat(row, standing) for row in rows if row.has_seat)
    return Plan(delegations, seats, tuple(sorted(faults, key=lambda fault: fault.line)))


def _agreeing(rows: Iterable[Row], standing: Standing, faults: list[Fault]) -> list[Row]:
    """Leave out lines that say something else than an earlier one, and put their faults on the list."""
    kept: list[Row] = []
    said: dict[tuple[str, str], tuple[str, int]] = {}
    guests: dict[tuple[str, str], int] = {}
    named: set[str] = set(standing.delegations)
    for row in rows:
        mine = list(_contradictions(row, said, guests, is_named=row.slug in named))
        faults.extend(mine)
        if not mine:
            kept.append(row)
            named.add(row.slug)
            _remember(row, said, guests)
    return kept


def _contradictions(
    row: Row, said: Mapping[tuple[str, str], tuple[str, int]], guests: Mapping[tuple[str, str], int], *, is_named: bool
) -> Iterable[Fault]:
    for column, value in _claims(row).items():
        before, line = said.get((row.slug, column), (value, 0))
        if before != value:
            yield Fault(
                row.line, column, value, _("“%(value)s”, as in line %(line)s") % {"value": before, "line": line}
            )
    if not is_named and not row.texts:
        yield Fault(row.line, NAME_ + "…", "", _("a name, because the delegation is new"))
    if row.has_seat and (line := guests.get((row.slug, _guest(row)), 0)):
        column = SEAT_EMAIL if row.seat_email else SEAT_NAME
        yield Fault(row.line, column, _guest(row), _("each person once in a delegation; line %s names them too") % line)


def _remember(row: Row, said: dict[tuple[str, str], tuple[str, int]], guests: dict[tuple[str, str], int]) -> None:
    for column, value in _claims(row).items():
        said.setdefault((row.slug, column), (value, row.line))
    if row.has_seat:
        guests[row.slug, _guest(row)] = row.line


def _claims(row: Row) -> dict[str, str]:
    names = {NAME_ + code: text for code, text in row.texts.items()}
    return names | {kind: value.slug for kind, value in row.belongs.items()}


def _guest(row: Row) -> str:
    return row.seat_email or row.seat_name


def _delegation(slug: str, rows: list[Row], columns: Columns, standing: Standing) -> PlannedDelegation:
    texts = {code: text for row in rows for code, text in row.texts.items()}
    belongs = {kind: value for row in rows for kind, value in row.belongs.items()}
    before = standing.delegations.get(slug)
    if before is None:
        language = next(code for code in columns.languages if code in texts)
        return PlannedDelegation(slug, Content(language, texts), belongs, ())
    name = Content(before.name.language, {**before.name.texts, **texts})
    was = standing.belongs.get(before.pk, {})
    differences = [
        Difference(NAME_ + code, before.name.texts.get(code, ""), text)
        for code, text in texts.items()
        if before.name.texts.get(code, "") != text
    ]
    for kind, value in belongs.items():
        if was.get(kind) != value:
            differences.append(Difference(kind, str(was.get(kind, "")), str(value)))
    return PlannedDelegation(slug, name, {**was, **belongs}, tuple(differences), before)


def _seat(row: Row, standing: Standing) -> PlannedSeat:
    there = standing.seats.get((row.slug, _guest(row)))
    return PlannedSeat(row.slug, row.seat_name, row.seat_email, row.seat_title, there)


def _count(planned: Iterable[PlannedDelegation | PlannedSeat]) -> dict[Change, int]:
    changes = [each.change for each in planned]
    return {"new": changes.count("new"), "changed": changes.count("changed"), "unchanged": changes.count("unchanged")}
