"""Texts of a file under the rules of the forms at the desk: tidied alike, refused alike."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError

from yishiting.web.content import Content
from yishiting.web.content_forms import tidy
from yishiting.web.programme.importing.wanted import FIELDS, Fault, Wanted, WantedPerson
from yishiting.web.programme.models import Forum, Room, Session, Speaker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import Model

_LONG = 200  # characters; shorter texts are one line, as in the forms
_SHOWN = 80
_FOREIGN_CODE = forms.CharField(required=False, max_length=64)


@dataclass
class Checker:
    """Tidies what is wanted of one session, and collects its faults."""

    wanted: Wanted
    faults: list[Fault]

    def checked(self) -> Wanted | None:
        """Give the same with tidy texts, or nothing where one of them cannot be taken in."""
        n_before = len(self.faults)
        wanted = replace(
            self.wanted,
            texts={name: self._texts(Session, name, self.wanted.texts.get(name, {})) for name in FIELDS},
            forum=self._text(Forum, "title", "forum", self.wanted.forum),
            room=self._text(Room, "name", "room", self.wanted.room),
            chairs=tuple(self._person("chairs", each) for each in self.wanted.chairs),
            speakers=tuple(self._person("speakers", each) for each in self.wanted.speakers),
        )
        return wanted if len(self.faults) == n_before else None

    def _texts(self, model: type[Model], name: str, texts: Mapping[str, str]) -> dict[str, str]:
        tidied = {code: self._text(model, name, f"{name}_{code}", text) for code, text in texts.items()}
        return {code: text for code, text in tidied.items() if text}

    def _person(self, column: str, person: WantedPerson) -> WantedPerson:
        return WantedPerson(
            self._text(Speaker, "name", column, person.name),
            self._code(column, person.code),
            self._text(Speaker, "affiliation", column, person.affiliation),
            self._text(Speaker, "about", column, person.about),
        )

    def _code(self, column: str, code: str) -> str:
        try:
            _FOREIGN_CODE.clean(code)
        except ValidationError as error:
            self._note(column, code, error)
        return code

    def _text(self, model: type[Model], name: str, column: str, text: str) -> str:
        field: Any = getattr(model, name).field
        tidied = tidy(text, is_long=field.longest > _LONG)
        try:
            field.formfield(required=False).clean(Content(self.wanted.language, {self.wanted.language: tidied}))
        except ValidationError as error:
            self._note(column, tidied, error)
        return tidied

    def _note(self, column: str, text: str, error: ValidationError) -> None:
        got = text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
        self.faults.append(Fault(self.wanted.place, column, repr(got)[1:-1], " ".join(error.messages)))
