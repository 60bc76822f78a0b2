"""The directory of exhibitors: searched, narrowed down by link, hall and language, page by page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Exists, OuterRef, Prefetch, Q

from yishiting.web.exhibition.models import ChainLink, Exhibitor, Hall
from yishiting.web.exhibition.models.made_columns import in_small_letters
from yishiting.web.exhibition.queries.exhibitors import public_exhibitors, public_exhibits, with_pictures

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.core.paginator import Page
    from django.db.models import QuerySet

    from yishiting.web.exhibition.models import Exhibit, Picture

ON_ONE_PAGE = 24
_LONGEST = 100
_MOST_WORDS = 8


@dataclass(frozen=True)
class Asked:
    """What an address asks for; "" asks for nothing in particular."""

    search: str = ""
    link: str = ""
    hall: str = ""
    language: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Asked:
        """Read an address."""
        search, *chosen = (
            given.get(name, "").replace("\0", "").strip()[:_LONGEST] for name in ("search", "link", "hall", "language")
        )
        return cls(search, *chosen)

    @property
    def is_nothing(self) -> bool:
        """Whether everybody is asked for."""
        return self == Asked()

    def query(self, **others: str) -> str:
        """Write the address's query with something asked otherwise."""
        asked = replace(self, **others)
        given = {name: getattr(asked, name) for name in ("search", "link", "hall", "language")}
        return urlencode({name: value for name, value in given.items() if value})


@dataclass(frozen=True)
class Choice:
    """One value of a filter: how many exhibitors have it, and where choosing it leads; chosen, where leaving does."""

    thing: ChainLink | Hall
    n: int
    is_chosen: bool
    query: str


@dataclass(frozen=True)
class Card:
    """An exhibitor in the list, with how many public exhibits it has and the first picture of these."""

    exhibitor: Exhibitor
    n_exhibits: int
    picture: Picture | None


@dataclass(frozen=True)
class Directory:
    """What the page shows; ``languages`` are those in which somebody explains exhibits."""

    asked: Asked
    page: Page[Exhibitor]
    cards: list[Card]
    links: list[Choice]
    halls: list[Choice]
    languages: list[str]


def directory(asked: Asked, page: str | None) -> Directory:
    """Read one page of the directory."""
    found = searched_exhibitors(public_exhibitors(), asked.search, public_exhibits())
    chosen = narrowed(found, asked)
    shown = Paginator(_listed(chosen), ON_ONE_PAGE).get_page(page)
    return Directory(
        asked,
        shown,
        [_card(each) for each in shown],
        links=_links(narrowed(found, replace(asked, link="")), asked),
        halls=_halls(narrowed(found, replace(asked, hall="")), asked),
        languages=_languages(),
    )


def searched_exhibitors(
    exhibitors: QuerySet[Exhibitor], search: str, exhibits: QuerySet[Exhibit]
) -> QuerySet[Exhibitor]:
    """Keep those whose own texts, or whose exhibits among ``exhibits``, hold every one of the first words."""
    for word in in_small_letters(search).split()[:_MOST_WORDS]:
        of_exhibits = exhibits.filter(search_text__contains=word).values("exhibitor")
        exhibitors = exhibitors.filter(Q(search_text__contains=word) | Q(pk__in=of_exhibits))
    return exhibitors


def narrowed(exhibitors: QuerySet[Exhibitor], asked: Asked) -> QuerySet[Exhibitor]:
    """Keep those of a link, a hall, a language."""
    if asked.link:
        of_link = Exhibitor.links.through.objects.filter(exhibitor=OuterRef("pk"), chainlink__slug=asked.link)
        exhibitors = exhibitors.filter(Exists(of_link))
    if asked.hall:
        exhibitors = exhibitors.filter(hall__slug=asked.hall)
    if asked.language:
        # A code among others in a list; SQLite cannot look into lists.
        exhibitors = exhibitors.filter(languages__icontains=f'"{asked.language}"')
    return exhibitors


def _listed(exhibitors: QuerySet[Exhibitor]) -> QuerySet[Exhibitor]:
    shown = with_pictures(public_exhibits().only("slug", "exhibitor", "order").order_by("order", "pk"))
    return (
        exhibitors.select_related("hall")
        .defer("about", "search_text")
        .prefetch_related("links", Prefetch("exhibits", shown))
        .order_by("slug")
    )


def _card(exhibitor: Exhibitor) -> Card:
    exhibits = list(exhibitor.exhibits.all())  # read along, and only those that are public
    pictures = (picture for exhibit in exhibits for picture in exhibit.pictures.all())
    return Card(exhibitor, len(exhibits), next(pictures, None))


def _links(exhibitors: QuerySet[Exhibitor], asked: Asked) -> list[Choice]:
    pairs = Exhibitor.links.through.objects.filter(exhibitor__in=exhibitors.order_by().values("pk"))
    counts = dict(pairs.values_list("chainlink").annotate(n=Count("pk")))
    return _choices(list(ChainLink.objects.all()), counts, "link", asked)


def _halls(exhibitors: QuerySet[Exhibitor], asked: Asked) -> list[Choice]:
    counts = dict(exhibitors.exclude(hall=None).order_by().values_list("hall").annotate(n=Count("pk")))
    return _choices(list(Hall.objects.all()), counts, "hall", asked)


def _choices(things: Sequence[ChainLink | Hall], counts: Mapping[int, int], name: str, asked: Asked) -> list[Choice]:
    chosen = getattr(asked, name)
    return [
        Choice(
            each,
            counts.get(each.pk, 0),
            each.slug == chosen,
            asked.query(**{name: "" if each.slug == chosen else each.slug}),
        )
        for each in things
        if counts.get(each.pk) or each.slug == chosen
    ]


def _languages() -> list[str]:
    spoken = public_exhibitors().order_by().values_list("languages", flat=True).distinct()
    return sorted({code for codes in spoken for code in codes})
