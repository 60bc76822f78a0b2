"""The part of the cast that is the exhibition: exhibitors and exhibits, public and not."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from tests.web.words import text_of
from yishiting.web.exhibition.models import (
    ChainLink,
    Exhibit,
    Exhibitor,
    Hall,
    Picture,
    PictureFile,
    Representative,
)

# Whose representative is the cast's exhibitor, and whether it is published.
EXHIBITORS = {"own": True, "own_hidden": False, "others": True, "others_hidden": False}
# "<exhibitor>-<state>"
EXHIBITS = ("own-public", "own-unpublished", "own_hidden-published", "others-public", "others-unpublished")


@dataclass(frozen=True)
class Exhibition:
    """Exhibitors and exhibits by their names above; each exhibit has a picture."""

    hall: Hall
    link: ChainLink
    exhibitors: dict[str, Exhibitor]
    exhibits: dict[str, Exhibit]
    pictures: dict[str, Picture]
    representative: Representative


def make_exhibition() -> Exhibition:
    """Put everything into the database."""
    hall = Hall.objects.create(slug="hall", name=text_of("hall"))
    link = ChainLink.objects.create(slug="link", name=text_of("link"))
    made = Exhibitor.objects.bulk_create(_exhibitor(name, hall) for name in EXHIBITORS)
    exhibitors = dict(zip(EXHIBITORS, made, strict=True))
    Exhibitor.links.through.objects.bulk_create(
        Exhibitor.links.through(exhibitor=each, chainlink=link) for each in made
    )
    shown = Exhibit.objects.bulk_create(_exhibit(name, exhibitors, link) for name in EXHIBITS)
    pictures = Picture.objects.bulk_create(
        _picture(name, exhibit) for name, exhibit in zip(EXHIBITS, shown, strict=True)
    )
    PictureFile.objects.bulk_create(PictureFile(picture=each, image=b"large", thumbnail=b"small") for each in pictures)
    named = Representative.objects.bulk_create(
        Representative(exhibitor=exhibitors[name], email="exhibitor@example.org") for name in ("own", "own_hidden")
    )
    return Exhibition(
        hall,
        link,
        exhibitors,
        dict(zip(EXHIBITS, shown, strict=True)),
        dict(zip(EXHIBITS, pictures, strict=True)),
        named[0],
    )


def _exhibitor(name: str, hall: Hall) -> Exhibitor:
    return Exhibitor(
        slug=f"exhibitor-{name.replace('_', '-')}",
        name=text_of(f"exhibitor {name}"),
        about=text_of(f"exhibitor {name}"),
        hall=hall,
        booth="A1",
        is_published=EXHIBITORS[name],
    )


def _exhibit(name: str, exhibitors: dict[str, Exhibitor], link: ChainLink) -> Exhibit:
    exhibitor, _, state = name.partition("-")
    return Exhibit(
        slug=f"exhibit-{name.replace('_', '-')}",
        exhibitor=exhibitors[exhibitor],
        title=text_of(f"exhibit {name}"),
        about=text_of(f"exhibit {name}"),
        link=link,
        is_published=state != "unpublished",
    )


def _picture(name: str, exhibit: Exhibit) -> Picture:
    return Picture(
        exhibit=exhibit,
        alt=text_of(f"exhibit {name}"),
        digest=sha256(name.encode()).hexdigest(),
        width=1600,
        height=900,
        small_width=480,
        small_height=270,
    )
