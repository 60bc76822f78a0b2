"""The exhibition at the desk: everybody in every state, what waits, who looks after what."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.utils.translation import gettext_lazy as _

from yishiting.web.exhibition.models import ChainLink, Exhibit, Exhibitor, Hall
from yishiting.web.exhibition.queries.directory import Asked, narrowed, searched_exhibitors

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from django.core.paginator import Page
    from django.db.models import QuerySet

_PER_PAGE = 50
_MOST_WAITING = 50
STATES = {"public": _("public"), "hidden": _("only at the desk"), "unplaced": _("without a place")}
_STATES = {
    "public": Q(is_published=True),
    "hidden": Q(is_published=False),
    "unplaced": Q(hall=None) | Q(booth=""),
}


@dataclass(frozen=True)
class DeskExhibition:
    """What the list shows; ``waiting`` are new exhibits of public exhibitors that nobody has published yet."""

    asked: Asked
    state: str
    page: Page[Exhibitor]
    waiting: list[Exhibit]
    halls: list[Hall]
    links: list[ChainLink]


def desk_exhibition(given: Mapping[str, str]) -> DeskExhibition:
    """Read one page of the list that an address asks for."""
    asked, state = Asked.of(given), given.get("state", "")
    listed = narrowed(searched_exhibitors(Exhibitor.objects.all(), asked.search, Exhibit.objects.all()), asked)
    if state in _STATES:
        listed = listed.filter(_STATES[state])
    counts = {
        "n_exhibits": Count("exhibits", distinct=True),
        "n_shown": Count("exhibits", Q(exhibits__is_published=True), distinct=True),
    }
    rows = listed.select_related("hall").defer("about", "search_text").annotate(**counts)
    return DeskExhibition(
        asked,
        state if state in _STATES else "",
        Paginator(rows.order_by("slug"), _PER_PAGE).get_page(given.get("page")),
        waiting=list(waiting_exhibits()[:_MOST_WAITING]),
        halls=list(Hall.objects.all()),
        links=list(ChainLink.objects.all()),
    )


def waiting_exhibits() -> QuerySet[Exhibit]:
    """Give what was put into public entries and has never been public, the oldest first.

    What an organiser has hidden again waits for nobody.
    """
    new = Exhibit.objects.filter(is_published=False, published_at=None, exhibitor__is_published=True)
    return new.select_related("exhibitor").defer("about", "search_text").order_by("made_at", "pk")


def chosen_exhibitors(slugs: Iterable[str]) -> list[Exhibitor]:
    """Give the exhibitors of some addresses; what is no address, or none of ours, is left out."""
    clean = [slug for slug in slugs if slug.isprintable()]
    return list(Exhibitor.objects.filter(slug__in=clean[:_PER_PAGE]).order_by("slug"))


def looked_after(exhibitors: Iterable[int]) -> QuerySet[Exhibitor]:
    """Give some entries as those see them who look after them, with how many of their exhibits wait."""
    waits = Count("exhibits", Q(exhibits__is_published=False))
    mine = Exhibitor.objects.filter(pk__in=list(exhibitors)).select_related("hall")
    return mine.annotate(n_exhibits=Count("exhibits"), n_waiting=waits).order_by("slug")
