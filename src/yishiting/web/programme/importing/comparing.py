"""What becomes different, in words that the preview shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal
from zoneinfo import ZoneInfo

from yishiting.web.content import Content

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yishiting.web.programme.importing.wanted import Wanted
    from yishiting.web.programme.models import Session

_SHOWN = 120
Change = Literal["new", "changed", "unchanged"]


@dataclass(frozen=True)
class Difference:
    """One column that becomes another."""

    column: str
    was: str
    becomes: str

    @property
    def was_shown(self) -> str:
        """Its beginning, short enough for a table."""
        return _beginning(self.was)

    @property
    def becomes_shown(self) -> str:
        """Its beginning, short enough for a table."""
        return _beginning(self.becomes)


def change_of(standing: object, differences: Sequence[Difference]) -> Change:
    """Say what happens to something that stands already, or does not."""
    if standing is None:
        return "new"
    return "changed" if differences else "unchanged"


def merged(
    name: str, was: Content, texts: Mapping[str, str], language: str, differences: list[Difference]
) -> dict[str, Content]:
    """Give the column with new texts put in, or nothing where the file says nothing new.

    A text that stands there in some language already is not new: a schedule is written in one language, and shows the
    original where that has no translation.
    """
    new = {code: text for code, text in texts.items() if text not in was.texts.values()}
    differences.extend(Difference(f"{name}_{code}", was.texts.get(code, ""), text) for code, text in new.items())
    if not new:
        return {}
    original = was.language if was else (language if language in new else next(iter(new)))
    return {name: Content(original, {**was.texts, **new})}


def clock(thing: Session | Wanted, time_zone: str) -> str:
    """Give the times of a session on the assembly's clocks."""
    if thing.begins_at is None or thing.ends_at is None:
        return ""
    begins, ends = (moment.astimezone(ZoneInfo(time_zone)) for moment in (thing.begins_at, thing.ends_at))
    is_one_day = begins.date() == ends.date()
    return f"{begins:%Y-%m-%d %H:%M}–{ends:%H:%M}" if is_one_day else f"{begins:%Y-%m-%d %H:%M} – {ends:%Y-%m-%d %H:%M}"


def _beginning(text: str) -> str:
    return text if len(text) <= _SHOWN else text[:_SHOWN] + "…"
