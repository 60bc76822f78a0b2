"""What is there already of what a file may name, read in a handful of queries whatever its length."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from django.db.models import Prefetch

from yishiting.web.programme.foreign import code_of_speaker
from yishiting.web.programme.models import Appearance, Forum, Room, Session, Speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from uuid import UUID

    from yishiting.web.content import Content


_T = TypeVar("_T", Forum, Room, Speaker)


@dataclass(frozen=True)
class Standing:
    """Sessions by mark and short name; forums, rooms and speakers by every word that means them."""

    by_guid: Mapping[UUID, Session]
    by_slug: Mapping[str, Session]
    forums: Mapping[str, Forum]
    rooms: Mapping[str, Room]
    speakers: Mapping[str, Speaker]
    by_code: Mapping[str, Speaker]


def read_standing() -> Standing:
    """Read everything."""
    appearances = Prefetch("appearances", Appearance.objects.select_related("speaker"))
    sessions = list(Session.objects.select_related("forum", "room").prefetch_related(appearances))
    speakers = list(Speaker.objects.all())
    return Standing(
        {each.guid: each for each in sessions},
        {each.slug: each for each in sessions},
        _by_word(Forum.objects.all(), lambda each: each.title),
        _by_word(Room.objects.all(), lambda each: each.name),
        _by_word(speakers, lambda each: each.name),
        {code_of_speaker(each): each for each in speakers},
    )


def word(text: str) -> str:
    """Give a name as names are compared: letters large or small, and blanks, do not count."""
    return " ".join(text.split()).casefold()


def _by_word(things: Iterable[_T], name_of: Callable[[_T], Content]) -> dict[str, _T]:
    """Find things by name in every language, and by short name, which goes before names."""
    listed = list(things)
    named: dict[str, _T] = {}
    for each in listed:
        for text in name_of(each).texts.values():
            named.setdefault(word(text), each)
    return {**named, **{each.slug: each for each in listed}}
