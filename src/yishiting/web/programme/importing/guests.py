"""The people of a file: those who are there already, changed where a schedule says more, and new ones."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from yishiting.web.content import Content
from yishiting.web.programme.importing.comparing import Change, Difference, change_of, merged
from yishiting.web.programme.importing.standing import Standing, word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from yishiting.web.programme.importing.wanted import WantedPerson
    from yishiting.web.programme.models import Session, Speaker


@dataclass(frozen=True)
class PlannedSpeaker:
    """A speaker as they are to be: ``values`` are the columns that are new or other."""

    key: str
    name: Content
    values: Mapping[str, Any]
    differences: tuple[Difference, ...] = ()
    standing: Speaker | None = None

    @property
    def change(self) -> Change:
        """What happens to them."""
        return change_of(self.standing, self.differences)


@dataclass
class Guests:
    """Collects the people of a file: one planned speaker each, by a key of their own."""

    standing: Standing
    planned: dict[str, PlannedSpeaker] = field(default_factory=dict)
    # By whom of the file's people one of ours has been taken: two of one name stay two.
    _taken: dict[int, str] = field(default_factory=dict)

    def key_of(self, person: WantedPerson, language: str) -> str:
        """Give the key of somebody, planning them where the file names them for the first time."""
        there = self._found(person)
        key = f"#{there.pk}" if there else f"+{person.code or word(person.name)}"
        if key not in self.planned:
            self.planned[key] = self._plan(key, person, language, there)
        return key

    def keys_in(self, session: Session, part: str) -> tuple[str, ...]:
        """Give the keys of those who have a part in a session now."""
        return tuple(f"#{each.speaker_id}" for each in session.appearances.all() if each.part == part)

    def told(self, keys: Iterable[str]) -> str:
        """Name people."""
        return ", ".join(str(self._name(key)) for key in keys)

    def _name(self, key: str) -> Content | str:
        if key in self.planned:
            return self.planned[key].name
        everybody = self.standing.by_code.values()
        return next((each.name for each in everybody if f"#{each.pk}" == key), key)

    def _found(self, person: WantedPerson) -> Speaker | None:
        """Find somebody by code, else by name; two codes are two people, whatever their names."""
        if person.code in self.standing.by_code:
            return self.standing.by_code[person.code]
        found = self.standing.speakers.get(word(person.name))
        if found is None or (person.code and found.foreign_code):
            return None
        return found if self._taken.setdefault(found.pk, person.code) == person.code else None

    def _plan(self, key: str, person: WantedPerson, language: str, there: Speaker | None) -> PlannedSpeaker:
        differences: list[Difference] = []
        values: dict[str, Any] = {}
        # In a table somebody may be named by short name, which is not their name.
        said = {"name": "" if there and not person.code else person.name}
        said |= {"affiliation": person.affiliation, "about": person.about}
        for column, text in said.items():
            was = getattr(there, column) if there else Content()
            values |= merged(column, was, {language: text} if text else {}, language, differences)
        if there is None:
            return PlannedSpeaker(key, values["name"], {**values, "foreign_code": person.code}, tuple(differences))
        return PlannedSpeaker(key, there.name, values, tuple(differences), there)
