"""What the search page shows: for each kind how many things hold the words, and the best of them.

The index names candidates; which of them everybody may see is asked of the things themselves, at this moment, before
anything is counted or shown.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.db.models import CharField, Value

from yishiting.web.front.highlighting import Wanted, holds, marked, snippet
from yishiting.web.front.queries.index import MOST_CANDIDATES, candidates
from yishiting.web.front.queries.sources import SOURCES, Row
from yishiting.web.front.words import terms_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from django.core.paginator import Page
    from django.db.models import QuerySet

    from yishiting.web.content import Content, Shown
    from yishiting.web.front.queries.sources import Source

LONGEST_QUERY = 200
FIRST_OF_A_KIND = 5
ON_ONE_PAGE = 20


@dataclass(frozen=True)
class Asked:
    """What an address asks for: words, one kind or "" for all, a page of that kind's results."""

    words: str = ""
    kind: str = ""
    page: int = 1

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Asked:
        """Read an address; what is no kind or no page is none."""
        words, kind, page = (given.get(name, "") for name in ("q", "kind", "page"))
        is_number = page.isascii() and page.isdigit() and len(page) < 6
        return cls(
            " ".join(words.replace("\0", " ")[:LONGEST_QUERY].split()),
            kind if kind in SOURCES else "",
            max(1, int(page)) if is_number else 1,
        )


@dataclass(frozen=True)
class Hit:
    """One thing that was found, in words that are safe to show."""

    row: Row
    title: str
    title_language: str
    piece: str
    piece_language: str

    @property
    def address(self) -> str:
        """Its page."""
        return self.row.address


@dataclass(frozen=True)
class Found:
    """What was found of one kind: ``n`` things that everybody may see, of which ``hits`` are shown."""

    source: Source
    n: int
    hits: list[Hit]
    # Of a very common word only the best are counted.
    is_at_least: bool

    @property
    def has_more(self) -> bool:
        """Whether a page of its own shows more."""
        return self.n > len(self.hits)


@dataclass(frozen=True)
class Results:
    """What was found; ``is_empty_question``: there was no word in it; ``page`` of the kind that was asked for."""

    asked: Asked
    found: list[Found] = field(default_factory=list)
    is_empty_question: bool = False
    page: Page[int] | None = None

    @property
    def n(self) -> int:
        """How many things."""
        return sum(each.n for each in self.found)

    @property
    def is_at_least(self) -> bool:
        """Whether there may be more."""
        return any(each.is_at_least for each in self.found)


def results_of(asked: Asked, now: datetime) -> Results:
    """Search; results of a kind are ranked by the database, the title weighing most."""
    terms = terms_of(asked.words)
    if not terms:
        return Results(asked, is_empty_question=True)
    proposed = candidates(terms, asked.kind)
    visible = _visible(proposed, now)
    page = Paginator(visible[asked.kind], ON_ONE_PAGE).get_page(asked.page) if asked.kind in visible else None
    chosen = {kind: list(page) if page else things[:FIRST_OF_A_KIND] for kind, things in visible.items()}
    rows = _rows(chosen, now)
    wanted = Wanted(asked.words)
    found = [
        Found(
            SOURCES[kind],
            len(things),
            [_hit(rows[kind, thing], wanted) for thing in chosen[kind] if (kind, thing) in rows],
            len(proposed[kind]) >= MOST_CANDIDATES,
        )
        for kind, things in visible.items()
    ]
    return Results(asked, found, page=page)


def _visible(proposed: Mapping[str, Sequence[int]], now: datetime) -> dict[str, list[int]]:
    """Keep those that everybody may see, in their order; one query for all kinds."""
    parts = [
        source.public(now)
        .filter(pk__in=proposed[kind])
        .order_by()
        .annotate(of_kind=Value(kind, output_field=CharField()))
        .values_list("of_kind", "pk")
        for kind, source in SOURCES.items()
        if proposed.get(kind)
    ]
    seen = set(_united(parts))
    kept = {kind: [thing for thing in proposed.get(kind, ()) if (kind, thing) in seen] for kind in SOURCES}
    return {kind: things for kind, things in kept.items() if things}


def _rows(chosen: Mapping[str, Sequence[int]], now: datetime) -> dict[tuple[str, int], Row]:
    """Read what is shown; asked again whether it may be, should it have been hidden since."""
    parts = [SOURCES[kind].rows(SOURCES[kind].public(now).filter(pk__in=things)) for kind, things in chosen.items()]
    return {(row.kind, row.pk): row for row in map(Row.of, _united(parts))}


def _united(parts: Sequence[QuerySet[Any, Any]]) -> list[Any]:
    if not parts:
        return []
    first, *others = parts
    return list(first.union(*others, all=True))


def _hit(row: Row, wanted: Wanted) -> Hit:
    title, *others = row.texts
    shown = title.shown()
    piece = _best_piece(title, others, wanted)
    return Hit(
        row,
        marked(shown.text, wanted),
        shown.language,
        snippet(piece[0], wanted) if piece[0] else "",
        piece[1],
    )


def _best_piece(title: Content, others: Sequence[Content], wanted: Wanted) -> tuple[str, str]:
    """Choose what is quoted below the title: what holds the words, in the reader's language where it does.

    Where only the title holds them in another language, that title is quoted; else how the text begins.
    """
    readers = [each.shown() for each in others if each]
    held = [(each.text, each.language) for each in readers if holds(each.text, wanted)]
    if held:
        return held[0]
    if not holds(title.shown().text, wanted):
        foreign = [
            (text, code) for each in (*others, title) for code, text in each.texts.items() if holds(text, wanted)
        ]
        if foreign:
            return foreign[0]
    return _first(readers)


def _first(texts: Sequence[Shown]) -> tuple[str, str]:
    return (texts[-1].text, texts[-1].language) if texts else ("", "")
