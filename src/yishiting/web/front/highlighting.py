"""The piece of a text in which something was found, and what is marked in it."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join

from yishiting.web.front.words import PAIRED, is_paired, runs, with_origin

if TYPE_CHECKING:
    from collections.abc import Sequence

_SNIPPET = 160
_BEFORE = 40
# A word ends at a space, and where another script begins that is cut into pairs.
_IN_WORD = rf"[^\s{PAIRED}]"
_SPACES = re.compile(r"\s+")


class Wanted:
    """What was asked for, ready to be found in texts as they are shown."""

    def __init__(self, query: str) -> None:
        asked = list(dict.fromkeys(runs(query)))
        last = asked[-1] if asked else ""
        pieces = [_pattern(run, is_last=run == last) for run in sorted(asked, key=len, reverse=True)]
        self._pattern = re.compile("|".join(pieces)) if pieces else None

    def places(self, text: str) -> list[tuple[int, int]]:
        """Give where a text holds what was asked for: first and last place, in order."""
        if self._pattern is None:
            return []
        plain, origin = with_origin(text)
        return [(origin[found.start()], origin[found.end() - 1] + 1) for found in self._pattern.finditer(plain)]


def _pattern(run: str, *, is_last: bool) -> str:
    if not is_paired(run):
        return f"(?<!{_IN_WORD}){re.escape(run)}" + ("" if is_last else f"(?!{_IN_WORD})")
    # The whole run where it stands, else those of its pairs that do.
    pairs = [run[place : place + 2] for place in range(len(run) - 1)] or [run]
    return "|".join(map(re.escape, dict.fromkeys([run, *pairs])))


def marked(text: str, wanted: Wanted) -> str:
    """Give a text with what was asked for in ``<mark>``; everything in it is escaped."""
    return _with_marks(tidy(text), wanted)


def snippet(text: str, wanted: Wanted) -> str:
    """Give a piece of a text around the first thing found in it, marked; else how the text begins."""
    text = tidy(text)
    places = wanted.places(text)
    begin = _begin(text, places[0][0]) if places else 0
    end = _end(text, begin + _SNIPPET)
    before, after = ("…" if begin else ""), ("…" if end < len(text) else "")
    return format_html("{}{}{}", before, _with_marks(text[begin:end].rstrip(), wanted), after)


def tidy(text: str) -> str:
    """Give a text on one line, its accents joined with their letters."""
    return _SPACES.sub(" ", unicodedata.normalize("NFC", text)).strip()


def holds(text: str, wanted: Wanted) -> bool:
    """Tell whether a text holds something of what was asked for."""
    return bool(wanted.places(tidy(text)))


def _begin(text: str, place: int) -> int:
    """Begin a little before a place, at the beginning of a word where one is near."""
    begin = max(0, place - _BEFORE)
    space = text.find(" ", begin, place)
    return begin if not begin or space < 0 else space + 1


def _end(text: str, place: int) -> int:
    """End at the end of a word where one is near."""
    if place >= len(text):
        return len(text)
    space = text.rfind(" ", place - _BEFORE // 2, place)
    return place if space < 0 else space


def _with_marks(text: str, wanted: Wanted) -> str:
    pieces: list[str] = []
    done = 0
    for begin, end in _joined(wanted.places(text)):
        pieces += [format_html("{}", text[done:begin]), format_html("<mark>{}</mark>", text[begin:end])]
        done = end
    return format_html_join("", "{}", ((piece,) for piece in [*pieces, format_html("{}", text[done:])]))


def _joined(places: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join marks that touch."""
    joined: list[tuple[int, int]] = []
    for begin, end in places:
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined
