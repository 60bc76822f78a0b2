"""Compare what a table says with what is there: every change, before anything is changed."""

from __future__ import annotations

import hashlib
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from yishiting.web.content import Content
from yishiting.web.exhibition.importing.grouping import Wanted, names_of, read_table, shown
from yishiting.web.exhibition.importing.standing import Slugs, Standing, read_standing
from yishiting.web.programme.importing.comparing import Change, Difference, change_of
from yishiting.web.programme.importing.standing import word
from yishiting.web.programme.importing.wanted import Fault

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from yishiting.formats.exhibition import ExhibitorRow, ExhibitRow
    from yishiting.web.exhibition.importing.grouping import ReadTable
    from yishiting.web.exhibition.models import ChainLink, Exhibit, Exhibitor, Hall

_PLAIN = ("booth", "website", "contact_email", "contact_phone")


@dataclass(frozen=True)
class PlannedExhibit:
    """An exhibit as it is to be: ``values`` are the columns that are new or other; ``link`` as the exhibitor's."""

    slug: str
    title: Content
    values: Mapping[str, Any]
    link: ChainLink | str | None = None
    differences: tuple[Difference, ...] = ()
    standing: Exhibit | None = None

    @property
    def change(self) -> Change:
        """What happens to it."""
        return change_of(self.standing, self.differences)


@dataclass(frozen=True)
class PlannedExhibitor:
    """An exhibitor as it is to be: ``values`` are the columns that are new or other.

    ``hall`` and ``links`` are things that are there or words for new ones, `None` where nothing becomes other;
    ``representatives`` are the addresses to be added.
    """

    line: int
    slug: str
    name: Content
    values: Mapping[str, Any]
    hall: Hall | str | None = None
    links: tuple[ChainLink | str, ...] | None = None
    representatives: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    exhibits: tuple[PlannedExhibit, ...] = ()
    standing: Exhibitor | None = None

    @property
    def change(self) -> Change:
        """What happens to it."""
        return change_of(self.standing, self.differences)

    @property
    def changing_exhibits(self) -> list[PlannedExhibit]:
        """Those of its exhibits that become new or other."""
        return [each for each in self.exhibits if each.change != "unchanged"]


@dataclass(frozen=True)
class Plan:
    """Everything that a table would change, and every line of it that cannot be taken in.

    ``halls`` and ``links`` are the new ones, by the words for them.
    """

    exhibitors: tuple[PlannedExhibitor, ...] = ()
    halls: Mapping[str, Content] = field(default_factory=dict)
    links: Mapping[str, Content] = field(default_factory=dict)
    faults: tuple[Fault, ...] = ()

    @property
    def fingerprint(self) -> str:
        """A short mark of the changes: the same plan, the same mark."""
        said = [
            (
                each.change,
                each.slug,
                each.differences,
                [(one.change, one.slug, one.differences) for one in each.exhibits],
            )
            for each in self.exhibitors
        ]
        return hashlib.sha256(repr((said, [*self.halls], [*self.links])).encode()).hexdigest()

    @property
    def changing(self) -> list[PlannedExhibitor]:
        """Those who become new or other, or one of whose exhibits does."""
        return [each for each in self.exhibitors if each.change != "unchanged" or each.changing_exhibits]

    @property
    def counts(self) -> Counter[str]:
        """How many of each are new, changed and unchanged: ``exhibitors_new``, ``exhibits_changed``."""
        exhibits = [one for each in self.exhibitors for one in each.exhibits]
        return Counter(
            [f"exhibitors_{each.change}" for each in self.exhibitors] + [f"exhibits_{each.change}" for each in exhibits]
        )

    @property
    def n_changes(self) -> int:
        """How many things become new or other."""
        changes = sum(n for name, n in self.counts.items() if not name.endswith("unchanged"))
        return changes + len(self.halls) + len(self.links)

    @property
    def faulty_lines(self) -> int:
        """How many lines are left out."""
        return len({fault.place for fault in self.faults})


def make_plan(text: str, languages: Sequence[str]) -> Plan:
    """Read a table and compare it with what is there; nothing is changed."""
    return compare(read_table(text, languages), read_standing())


def compare(read: ReadTable, standing: Standing) -> Plan:
    """Compare a table that has been read with what is there."""
    return _Planner(read, standing).plan()


class _Planner:
    """Compares one table; ``plan`` is called once."""

    def __init__(self, read: ReadTable, standing: Standing) -> None:
        self.read = read
        self.standing = standing
        self.faults = list(read.faults)
        self.halls: dict[str, Content] = {}
        self.links: dict[str, Content] = {}
        named = {each.row.slug for each in read.wanted if each.row.slug}
        shown_slugs = {each.slug for one in read.wanted for each in one.exhibits.values() if each.slug}
        self.slugs = Slugs("exhibitor", {*standing.by_slug, *named})
        self.exhibit_slugs = Slugs("exhibit", {*standing.exhibits, *shown_slugs})
        self.lines: dict[str, int] = {}

    def plan(self) -> Plan:
        exhibitors = tuple(self._exhibitors())
        faults = sorted(self.faults, key=lambda fault: int(fault.place))
        return Plan(exhibitors, self.halls, self.links, tuple(faults))

    def _exhibitors(self) -> Iterator[PlannedExhibitor]:
        met: dict[int, int] = {}
        for wanted in self.read.wanted:
            found = self._found(wanted.row)
            if len(found) > 1:
                slugs = ", ".join(sorted(each.slug for each in found))
                self._note(
                    wanted.row.line, "exhibitor", "", _("a short name, because several have this name: %s") % slugs
                )
            elif not found and not list(names_of(wanted.row)):
                self._note(wanted.row.line, "name", "", _("a name, because the exhibitor is new"))
            elif found and found[0].pk in met:
                expected = _("each exhibitor under one name; this one stands on line %s too") % met[found[0].pk]
                self._note(wanted.row.line, "exhibitor", shown(wanted.row.slug), expected)
            else:
                met |= {each.pk: wanted.row.line for each in found}
                yield self._exhibitor(wanted, found[0] if found else None)

    def _found(self, row: ExhibitorRow) -> list[Exhibitor]:
        if row.slug:
            return [self.standing.by_slug[row.slug]] if row.slug in self.standing.by_slug else []
        return self.standing.named(names_of(row))

    def _exhibitor(self, wanted: Wanted, before: Exhibitor | None) -> PlannedExhibitor:
        row, differences = wanted.row, list[Difference]()
        values = self._texts(row.texts, ("name", "about"), before, differences)
        values |= _plain_values(row, before, differences)
        name = values.get("name") or (before.name if before else Content())
        hall = self._hall(row, before, differences)
        links = self._links(row, before, differences)
        added = _added_representatives(row, before, differences)
        slug = before.slug if before else row.slug or self.slugs.fresh(name)
        exhibits = tuple(self._exhibits(wanted, before))
        return PlannedExhibitor(row.line, slug, name, values, hall, links, added, tuple(differences), exhibits, before)

    def _texts(
        self,
        texts: Mapping[str, str],
        names: Iterable[str],
        before: Exhibitor | Exhibit | None,
        differences: list[Difference],
    ) -> dict[str, Any]:
        found = {}
        for name in names:
            was: Content = getattr(before, name) if before else Content()
            said = {key.removeprefix(f"{name}_"): text for key, text in texts.items() if key.startswith(f"{name}_")}
            new = {code: text for code, text in said.items() if was.texts.get(code) != text}
            differences.extend(Difference(f"{name}_{code}", was.texts.get(code, ""), new[code]) for code in new)
            if new:
                found[name] = Content(was.language if was else next(iter(new)), {**was.texts, **new})
        return found

    def _hall(self, row: ExhibitorRow, before: Exhibitor | None, differences: list[Difference]) -> Hall | str | None:
        hall = self._thing(row.hall, self.standing.halls, self.halls)
        was = before.hall if before else None
        if hall is None or hall == was:
            return None
        differences.append(Difference("hall", str(was or ""), self._name(hall, self.halls)))
        return hall  # type: ignore[no-any-return] # a hall, or the word for one

    def _links(
        self, row: ExhibitorRow, before: Exhibitor | None, differences: list[Difference]
    ) -> tuple[ChainLink | str, ...] | None:
        links = tuple(dict.fromkeys(self._thing(each, self.standing.links, self.links) for each in row.links))
        was = list(before.links.all()) if before else []
        if not links or set(links) == set(was):
            return None
        becomes = "; ".join(self._name(each, self.links) for each in links)
        differences.append(Difference("links", "; ".join(str(each) for each in was), becomes))
        return links

    def _thing(self, name: str, there: Mapping[str, Any], new: dict[str, Content]) -> Any:  # noqa: ANN401
        """Give what a word means: a thing that is there, or the word itself for a new one."""
        if not name:
            return None
        key = word(name)
        if key not in there:
            new.setdefault(key, Content(self.read.language, {self.read.language: name}))
        return there.get(key, key)

    def _name(self, thing: Any, new: Mapping[str, Content]) -> str:  # noqa: ANN401 - a thing, or a word for a new one
        return str(new[thing] if isinstance(thing, str) else thing)

    def _exhibits(self, wanted: Wanted, before: Exhibitor | None) -> Iterator[PlannedExhibit]:
        there = list(before.exhibits.all()) if before else []
        by_title = {word(text): each for each in reversed(there) for text in each.title.texts.values()}
        lines: dict[tuple[str, object], int] = {}
        for line, said in wanted.exhibits.items():
            titles = [word(text) for name, text in said.texts.items() if name.startswith("title_")]
            named = [by_title[title] for title in titles if title in by_title]
            found = self.standing.exhibits.get(said.slug) if said.slug else next(iter(named), None)
            key = ("there", found.pk) if found else ("new", said.slug or (titles[:1] and titles[0]))
            if self._is_possible(line, said, found, before, lines.get(key)):
                lines[key] = line
                yield self._exhibit(said, found)

    def _is_possible(
        self, line: int, said: ExhibitRow, found: Exhibit | None, of: Exhibitor | None, other_line: int | None
    ) -> bool:
        """Tell whether an exhibit can be as it is wanted; what is in the way goes on the list."""
        n_before = len(self.faults)
        elsewhere = self.lines.setdefault(said.slug, line) if said.slug else line
        other_line = other_line or (elsewhere if elsewhere != line else None)
        if other_line:
            expected = _("each exhibit once; this one stands on line %s too") % other_line
            self._note(line, "exhibit", shown(said.slug or next(iter(said.texts.values()), "")), expected)
        elif found and (of is None or found.exhibitor_id != of.pk):
            self._note(line, "exhibit", said.slug, _("a short name that no exhibit of another exhibitor has"))
        elif found is None and not any(name.startswith("title_") for name in said.texts):
            self._note(line, "exhibit_title", "", _("a title, because the exhibit is new"))
        return len(self.faults) == n_before

    def _exhibit(self, said: ExhibitRow, before: Exhibit | None) -> PlannedExhibit:
        differences: list[Difference] = []
        values = self._texts(said.texts, ("title", "about"), before, differences)
        link = self._thing(said.link, self.standing.links, self.links)
        was = before.link if before else None
        if link is not None and link != was:
            differences.append(Difference("link", str(was or ""), self._name(link, self.links)))
        values |= _published(said.is_published, before, differences)
        title = values.get("title") or (before.title if before else Content())
        slug = before.slug if before else said.slug or self.exhibit_slugs.fresh(title)
        return PlannedExhibit(slug, title, values, None if link == was else link, tuple(differences), before)

    def _note(self, line: int, column: str, got: str, expected: str) -> None:
        self.faults.append(Fault(str(line), column, got, expected))


def _plain_values(row: ExhibitorRow, before: Exhibitor | None, differences: list[Difference]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name in _PLAIN:
        was, becomes = getattr(before, name) if before else "", getattr(row, name)
        if becomes and becomes != was:
            values[name] = becomes
            differences.append(Difference(name, was, becomes))
    spoken, was = list(row.languages), before.languages if before else []
    if spoken and spoken != was:
        values["languages"] = spoken
        differences.append(Difference("languages", " ".join(was), " ".join(spoken)))
    return values | _published(row.is_published, before, differences)


def _published(
    becomes: bool | None,  # noqa: FBT001 - what a cell says
    before: Exhibitor | Exhibit | None,
    differences: list[Difference],
) -> dict[str, bool]:
    was = before.is_published if before else False
    if becomes is None or becomes == was:
        return {}
    differences.append(Difference("published", shown(was) if before else "", shown(becomes)))
    return {"is_published": becomes}


def _added_representatives(
    row: ExhibitorRow, before: Exhibitor | None, differences: list[Difference]
) -> tuple[str, ...]:
    """Give the addresses that are not there yet: an import takes access from nobody."""
    was = sorted(each.email for each in before.representatives.all()) if before else []
    added = tuple(each for each in row.representatives if each not in was)
    if added:
        differences.append(Difference("representatives", ", ".join(was), ", ".join((*was, *added))))
    return added
