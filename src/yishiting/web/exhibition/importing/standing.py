"""What is there already of what a table may name, read in a handful of queries whatever its length."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import Prefetch
from django.utils.text import slugify

from yishiting.web.exhibition.models import ChainLink, Exhibit, Exhibitor, Hall
from yishiting.web.programme.importing.standing import word

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.db.models import QuerySet

    from yishiting.web.content import Content

_LONGEST_SLUG = 50


@dataclass(frozen=True)
class Standing:
    """Exhibitors by short name, and by every name that somebody has; halls and links by every word for them."""

    by_slug: Mapping[str, Exhibitor]
    by_name: Mapping[str, list[Exhibitor]]
    halls: Mapping[str, Hall]
    links: Mapping[str, ChainLink]
    exhibits: Mapping[str, Exhibit]

    def named(self, texts: Iterable[str]) -> list[Exhibitor]:
        """Give the exhibitors that have one of these names."""
        found = {each.pk: each for text in texts for each in self.by_name.get(word(text), ())}
        return list(found.values())


def read_standing(*, to_change: bool = False) -> Standing:
    """Read everything; ``to_change`` keeps it from being changed by others while the transaction lasts."""
    # In one order, so that two who hold all of it do not wait for one another.
    shown = Exhibit.objects.select_related("link").order_by("pk")
    exhibitors = Exhibitor.objects.select_related("hall").order_by("pk")
    if to_change:
        shown, exhibitors = shown.select_for_update(of=("self",)), exhibitors.select_for_update(of=("self",))
    listed = list(exhibitors.prefetch_related("links", "representatives", Prefetch("exhibits", shown)))
    by_name: dict[str, list[Exhibitor]] = defaultdict(list)
    for each in listed:
        for name in {word(text) for text in each.name.texts.values()}:
            by_name[name].append(each)
    return Standing(
        {each.slug: each for each in listed},
        by_name,
        _by_word(Hall.objects.order_by("pk"), to_change=to_change),
        _by_word(ChainLink.objects.order_by("pk"), to_change=to_change),
        {exhibit.slug: exhibit for each in listed for exhibit in each.exhibits.all()},
    )


def _by_word(things: QuerySet[Any], *, to_change: bool) -> dict[str, Any]:
    """Find things by name in every language, and by short name, which goes before names."""
    listed = list(things.select_for_update() if to_change else things)
    named: dict[str, Any] = {}
    for each in listed:
        for text in each.name.texts.values():
            named.setdefault(word(text), each)
    return {**named, **{each.slug: each for each in listed}}


@dataclass
class Slugs:
    """Gives short names that nothing of a kind has yet, made of a text; many in a row without asking the database."""

    kind: str
    taken: set[str]
    _numbers: dict[str, int] = field(default_factory=dict)

    def fresh(self, text: Content) -> str:
        """Give one made of the English or the original text; of no Latin letters, of the kind's name."""
        written = slugify(text.texts.get("en") or text.original)[:_LONGEST_SLUG].strip("-_").replace("_", "-")
        start = slug = written or self.kind
        while slug in self.taken:
            self._numbers[start] = self._numbers.get(start, 1) + 1
            slug = f"{start}-{self._numbers[start]}"
        self.taken.add(slug)
        return slug
