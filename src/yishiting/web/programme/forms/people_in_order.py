"""Choose people and their order in a form: one line each, a number for the place, names offered while one writes."""

# Django hands whatever it has to fields and widgets.
# ruff: noqa: ANN401

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from yishiting.web.programme.models import Speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.utils.datastructures import MultiValueDict
    from django.utils.safestring import SafeString

_SLUG = re.compile(r"\(([\w-]+)\)$")
MOST = 40  # more lines than this nobody sends with a form of ours
_LIST = "speakers-offered"


class Directory:
    """Everybody who can be named; read once, when the first name is looked up or offered."""

    @cached_property
    def speakers(self) -> list[Speaker]:
        """All speakers."""
        return list(Speaker.objects.all())

    @cached_property
    def offered(self) -> list[tuple[str, str]]:
        """How each is named in the form, and what tells them from others of that name."""
        return sorted((self.name_of(each), str(each.affiliation)) for each in self.speakers)

    @staticmethod
    def name_of(speaker: Speaker) -> str:
        """Name a speaker so that nobody else is meant."""
        return f"{speaker.name} ({speaker.slug})"

    def find(self, words: str) -> list[Speaker]:
        """Find whoever is meant: by the name in the form, by a name in any language, by the short name."""
        named = _SLUG.search(words)
        slug = named[1] if named else words
        return [each for each in self.speakers if each.slug == slug] or self._by_name.get(words.casefold(), [])

    def likely(self, words: str) -> str:
        """Give the name in the form of whoever may have been meant, "" for nobody."""
        close = get_close_matches(words.casefold(), self._by_name, n=1)
        return self.name_of(self._by_name[close[0]][0]) if close else ""

    @cached_property
    def _by_name(self) -> dict[str, list[Speaker]]:
        found: dict[str, list[Speaker]] = defaultdict(list)
        for speaker in self.speakers:
            for name in {text.casefold() for text in speaker.name.texts.values()}:
                found[name].append(speaker)
        return dict(found)


@dataclass(frozen=True)
class Line:
    """What stands in one line of the form; a wrong one names nobody, or several people."""

    place: str
    words: str
    is_wrong: bool = False


class PeopleInOrderWidget(forms.Widget):
    """Numbered lines; the names offered are drawn once, by the first field that shares a directory."""

    use_fieldset = True

    def __init__(self, directory: Directory, *, draws_list: bool, n_empty: int) -> None:
        super().__init__()
        self.directory = directory
        self.draws_list = draws_list
        self.n_empty = n_empty

    def render(self, name: str, value: Any, attrs: Mapping[str, Any] | None = None, renderer: Any = None) -> SafeString:  # noqa: ARG002 - Django's own
        """Draw the lines that are filled, and some empty ones."""
        lines = [self._judged(each) for each in _lines(value, self.directory) if each.words]
        n = min(MOST, len(lines) + self.n_empty)
        lines += [Line(str(number + 1), "") for number in range(len(lines), n)]
        context = {
            "name": name,
            "id": (attrs or {}).get("id") or name,
            "lines": lines,
            "list_id": _LIST,
            "offered": self.directory.offered if self.draws_list else (),
        }
        return render_to_string("programme/parts/people_in_order.html", context)

    def value_from_datadict(self, data: Mapping[str, Any], files: MultiValueDict[str, Any], name: str) -> list[Line]:  # noqa: ARG002 - Django's own
        """Collect the lines as they were sent."""
        return [
            Line(str(data.get(f"{name}_{number}_place", "")).strip(), " ".join(str(data[f"{name}_{number}"]).split()))
            for number in range(1, MOST + 1)
            if f"{name}_{number}" in data
        ]

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:  # noqa: ARG002 - Django's own
        """Tell whether no line at all was sent."""
        return f"{name}_1" not in data

    def _judged(self, line: Line) -> Line:
        return replace(line, is_wrong=len(self.directory.find(line.words)) != 1)

    def id_for_label(self, id_: str) -> str:  # noqa: ARG002 - Django's own
        """Nothing: each line has its own label."""
        return ""


class PeopleInOrderField(forms.Field):
    """Several people, each at most once, in the order of their numbers."""

    def __init__(self, directory: Directory, *, draws_list: bool, n_empty: int, **kwargs: Any) -> None:
        self.directory = directory
        widget = PeopleInOrderWidget(directory, draws_list=draws_list, n_empty=n_empty)
        super().__init__(widget=widget, required=False, **kwargs)

    def clean(self, value: Any) -> list[Speaker]:
        """Look everybody up; each name that means nobody, or several people, has its own sentence."""
        lines = sorted((each for each in value if each.words), key=_place)
        found = [(each, self.directory.find(each.words)) for each in lines]
        if wrong := [self._wrong(each.words, people) for each, people in found if len(people) != 1]:
            raise ValidationError(wrong)
        return list(dict.fromkeys(people[0] for _line, people in found))

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Tell whether others were named, or in another order."""
        return [each.words for each in _lines(initial, self.directory)] != [each.words for each in data if each.words]

    def _wrong(self, words: str, people: Sequence[Speaker]) -> ValidationError:
        if people:
            names = ", ".join(Directory.name_of(each) for each in people)
            return ValidationError(
                _("Several speakers are called “%(words)s”; write one of these: %(names)s"),
                code="several",
                params={"words": words, "names": names},
            )
        if likely := self.directory.likely(words):
            return ValidationError(
                _("No speaker is called “%(words)s”. Did you mean %(likely)s?"),
                code="unknown",
                params={"words": words, "likely": likely},
            )
        return ValidationError(
            _("No speaker is called “%(words)s”. New speakers are made under “Speakers” first."),
            code="unknown",
            params={"words": words},
        )


def _lines(value: Any, directory: Directory) -> list[Line]:
    return [
        each if isinstance(each, Line) else Line(str(number), directory.name_of(each))
        for number, each in enumerate(value or (), start=1)
    ]


def _place(line: Line) -> int:
    return int(line.place) if line.place.isascii() and line.place.isdigit() else MOST
