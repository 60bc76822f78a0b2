"""Put the invented exhibition into the database."""

from __future__ import annotations

from datetime import timedelta
from itertools import cycle
from typing import TYPE_CHECKING

from django.utils.text import slugify

from yishiting.web.exhibition.models import ChainLink, Exhibit, Exhibitor, Hall, Picture, PictureFile
from yishiting.web.exhibition.usual_links import USUAL_LINKS
from yishiting.web.sample_assembly.exhibition import (
    applications,
    computing,
    data,
    embodied,
    frameworks,
    models,
    safety,
)
from yishiting.web.sample_assembly.exhibition.pictures import HEIGHT, SMALL_HEIGHT, SMALL_WIDTH, WIDTH, draw_picture
from yishiting.web.sample_assembly.exhibition.shapes import HALLS, ExhibitorWords
from yishiting.web.sample_assembly.programme.shapes import BOTH, EN, ZH

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from yishiting.web.programme.models import Session

# Which hall holds which links of the chain, by their short names.
_IN_HALL: dict[str, dict[str, tuple[ExhibitorWords, ...]]] = {
    "north-hall": {"computing": computing.EXHIBITORS, "data": data.EXHIBITORS},
    "river-hall": {
        "frameworks": frameworks.EXHIBITORS,
        "models": models.EXHIBITORS,
        "safety": safety.EXHIBITORS,
    },
    "garden-hall": {"applications": applications.EXHIBITORS, "embodied": embodied.EXHIBITORS},
}
_PER_ROW = 10  # booths; A1 to A10, then B1
_EVERY_HOW_MANY_HAS_A_PICTURE = 4
_ARRIVED = timedelta(days=9)  # before now

_Placed = tuple[ExhibitorWords, Exhibitor, str]


def make_exhibition(sessions: Mapping[str, Session], now: datetime) -> dict[str, Exhibit]:
    """Make halls, links, exhibitors and exhibits, all public; a few have pictures, many belong to sessions."""
    links = _make_links()
    placed = list(_placed(_make_halls(), now))
    Exhibitor.objects.bulk_create(exhibitor for _said, exhibitor, _link in placed)
    _connect(placed, links)
    exhibits = _make_exhibits(placed, links, now)
    _relate(placed, exhibits, sessions)
    _draw([*exhibits.values()][::_EVERY_HOW_MANY_HAS_A_PICTURE], now)
    return exhibits


def _make_links() -> dict[str, ChainLink]:
    links = (
        ChainLink(slug=slug, name=name, order=order, is_sample=True)
        for order, (slug, name) in enumerate(USUAL_LINKS.items())
    )
    return {each.slug: each for each in ChainLink.objects.bulk_create(links)}


def _make_halls() -> dict[str, Hall]:
    halls = (Hall(slug=slug, name=name, order=order, is_sample=True) for order, (slug, name) in enumerate(HALLS))
    return {each.slug: each for each in Hall.objects.bulk_create(halls)}


def _placed(halls: Mapping[str, Hall], now: datetime) -> Iterable[_Placed]:
    """Give each exhibitor a booth in the hall of its link, one row after the other."""
    speaks = cycle((BOTH, BOTH, ZH, BOTH, EN))
    for slug, links in _IN_HALL.items():
        listed = [(said, link) for link, exhibitors in links.items() for said in exhibitors]
        for number, (said, link) in enumerate(listed):
            booth = f"{'ABC'[number // _PER_ROW]}{number % _PER_ROW + 1}"
            yield said, _exhibitor(said, halls[slug], booth, next(speaks), now), link


def _exhibitor(said: ExhibitorWords, hall: Hall, booth: str, languages: tuple[str, ...], now: datetime) -> Exhibitor:
    slug = slugify(said.name.texts["en"].removesuffix(" (sample)"))
    return Exhibitor(
        slug=slug,
        name=said.name,
        about=said.about,
        hall=hall,
        booth=booth,
        languages=list(languages),
        website=f"https://{slug}.example/",  # no such address can ever exist
        contact_email=f"stand@{slug}.example",
        is_published=True,
        is_sample=True,
        made_at=now - _ARRIVED,
        changed_at=now - _ARRIVED,
    )


def _connect(placed: Iterable[_Placed], links: Mapping[str, ChainLink]) -> None:
    through = Exhibitor.links.through
    through.objects.bulk_create(
        through(exhibitor=exhibitor, chainlink=links[slug])
        for said, exhibitor, link in placed
        for slug in (link, *said.links)
    )


def _make_exhibits(placed: Iterable[_Placed], links: Mapping[str, ChainLink], now: datetime) -> dict[str, Exhibit]:
    made = Exhibit.objects.bulk_create(
        Exhibit(
            slug=slugify(said.title.texts["en"]),
            exhibitor=exhibitor,
            title=said.title,
            about=said.about,
            link=links[link],
            order=order,
            is_published=True,
            is_sample=True,
            made_at=now - _ARRIVED,
            changed_at=now - _ARRIVED,
            published_at=now - _ARRIVED,
        )
        for words, exhibitor, link in placed
        for order, said in enumerate(words.exhibits)
    )
    return {each.slug: each for each in made}


def _relate(placed: Iterable[_Placed], exhibits: Mapping[str, Exhibit], sessions: Mapping[str, Session]) -> None:
    through = Exhibit.sessions.through
    through.objects.bulk_create(
        through(exhibit=exhibits[slugify(said.title.texts["en"])], session=sessions[slug])
        for words, _exhibitor, _link in placed
        for said in words.exhibits
        for slug in said.sessions
    )


def _draw(exhibits: Iterable[Exhibit], now: datetime) -> None:
    drawn = [(exhibit, draw_picture(number)) for number, exhibit in enumerate(exhibits)]
    pictures = Picture.objects.bulk_create(
        Picture(
            exhibit=exhibit,
            alt=picture.alt,
            digest=picture.digest,
            width=WIDTH,
            height=HEIGHT,
            small_width=SMALL_WIDTH,
            small_height=SMALL_HEIGHT,
            made_at=now - _ARRIVED,
        )
        for exhibit, picture in drawn
    )
    PictureFile.objects.bulk_create(
        PictureFile(picture=row, image=picture.image, thumbnail=picture.thumbnail)
        for row, (_exhibit, picture) in zip(pictures, drawn, strict=True)
    )
