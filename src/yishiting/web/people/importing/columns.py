"""The columns of the file, which are those of the template and of the download."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from yishiting.web.content import interface_languages
from yishiting.web.people.models import Constituency, ConstituencyKind

DELEGATION, SEAT_NAME, SEAT_EMAIL, SEAT_TITLE = "delegation", "seat_name", "seat_email", "seat_title"
NAME_ = "name_"


@dataclass(frozen=True)
class Columns:
    """What may stand in the first line, and what each kind's column may hold."""

    kinds: tuple[ConstituencyKind, ...]
    languages: tuple[str, ...]

    @cached_property
    def names(self) -> tuple[str, ...]:
        """Every column in its order."""
        texts = (NAME_ + code for code in self.languages)
        return (DELEGATION, *texts, *(kind.slug for kind in self.kinds), SEAT_NAME, SEAT_EMAIL, SEAT_TITLE)

    @cached_property
    def values(self) -> dict[str, dict[str, Constituency]]:
        """For each kind: constituency by short name, and by its name in every language, in small letters."""
        return {kind.slug: _by_word(kind) for kind in self.kinds}


def read_columns() -> Columns:
    """Read which kinds there are."""
    kinds = ConstituencyKind.objects.prefetch_related("constituencies")
    return Columns(tuple(kinds), interface_languages())


def _by_word(kind: ConstituencyKind) -> dict[str, Constituency]:
    values = kind.constituencies.all()
    named = {text.casefold(): value for value in values for text in value.name.texts.values()}
    return {**named, **{value.slug: value for value in values}}
