"""An exhibition for tests: exhibitors in halls with exhibits and pictures, as many as one likes; and a life of one."""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image

from yishiting.web.content import Content
from yishiting.web.desk.actions.acts import What
from yishiting.web.exhibition.actions import exhibitors, exhibits, pictures, places, representatives
from yishiting.web.exhibition.drawing import draw
from yishiting.web.exhibition.models import ChainLink, Exhibit, Exhibitor, Hall, Picture, PictureFile

if TYPE_CHECKING:
    from typing import Any

    from tests.web.cast import Cast
    from yishiting.web.people.models import Account

NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
NAME = Content.of("en", "Name")


def english(text: str) -> Content:
    """Give a text in English."""
    return Content.of("en", text)


def picture_bytes(size: tuple[int, int] = (8, 6), kind: str = "PNG", **more: Any) -> bytes:  # noqa: ANN401 - Pillow's own
    """Give an uploaded picture's bytes."""
    written = BytesIO()
    Image.new("RGB", size, (10, 92, 76)).save(written, kind, **more)
    return written.getvalue()


def make_hall(slug: str, order: int = 0) -> Hall:
    """Make a hall."""
    return Hall.objects.create(slug=slug, name=english(f"Hall {slug}"), order=order)


def make_link(slug: str, order: int = 0) -> ChainLink:
    """Make a link of the chain."""
    return ChainLink.objects.create(slug=slug, name=english(f"Link {slug}"), order=order)


def make_exhibitor(slug: str, *links: ChainLink, **more: Any) -> Exhibitor:  # noqa: ANN401 - the model's own
    """Make an exhibitor that is public."""
    made = Exhibitor.objects.create(**{"slug": slug, "name": english(f"House {slug}"), "is_published": True} | more)
    made.links.set(links)
    return made


def make_exhibit(slug: str, exhibitor: Exhibitor, **more: Any) -> Exhibit:  # noqa: ANN401 - the model's own
    """Make an exhibit that is published."""
    facts = {"slug": slug, "exhibitor": exhibitor, "title": english(f"Thing {slug}"), "is_published": True}
    return Exhibit.objects.create(**facts | more)


def fill_exhibition(n: int) -> None:
    """Make ``n`` public exhibitors in two halls and three links, each with two exhibits that have a picture."""
    halls, links = [make_hall(name) for name in "ab"], [make_link(name) for name in "xyz"]
    made = Exhibitor.objects.bulk_create(
        Exhibitor(
            slug=f"house-{each:04}",
            name=Content.of("en", f"House {each}", zh_hans=f"展商 {each}"),
            about=Content.of("en", f"We build number {each}, and show how. " * 8),
            hall=halls[each % 2],
            booth=f"{'AB'[each % 2]}{each}",
            languages=["en", "zh-hans"],
            is_published=True,
        )
        for each in range(n)
    )
    through = Exhibitor.links.through
    through.objects.bulk_create(through(exhibitor=each, chainlink=links[each.pk % 3]) for each in made)
    shown = Exhibit.objects.bulk_create(
        Exhibit(
            slug=f"{each.slug}-{part}",
            exhibitor=each,
            title=Content.of("en", f"Thing {part} of {each.slug}", zh_hans=f"工业机器 {part}"),
            about=Content.of("en", "It lifts, it turns, it explains itself. " * 8),
            link=links[part],
            is_published=True,
        )
        for each in made
        for part in (0, 1)
    )
    kept = Picture.objects.bulk_create(_picture(each) for each in shown)
    PictureFile.objects.bulk_create(PictureFile(picture=each, image=b"large", thumbnail=b"small") for each in kept)


def _picture(exhibit: Exhibit) -> Picture:
    size = {"width": 1600, "height": 1200, "small_width": 480, "small_height": 360}
    return Picture(exhibit=exhibit, alt=NAME, digest=sha256(exhibit.slug.encode()).hexdigest(), **size)


def life_of_an_exhibition(cast: Cast, by: Account) -> None:  # noqa: ARG001 - asked for a database with people
    """Do everything at the exhibition's desk that leaves an act."""
    hall = places.make_hall(by=by, values={"name": NAME})
    places.change_hall(hall=hall, by=by, values={"order": 3})
    link = places.make_link(by=by, values={"name": NAME})
    places.change_link(link=link, by=by, values={"order": 3})
    made = exhibitors.make_exhibitor(by=by, values={"name": NAME, "hall": hall, "links": [link]}, now=NOW)
    exhibitors.change_exhibitor(exhibitor=made, by=by, values={"hall": None, "links": []}, now=NOW)
    places.delete_hall(hall=hall, by=by)
    places.delete_link(link=link, by=by)
    named, _is_new = representatives.name_representative(exhibitor=made, email="a@example.org", by=by, now=NOW)
    representatives.name_representative(exhibitor=made, email="A@example.org", by=by, now=NOW)  # is named already
    representatives.remove_representative(representative=named, by=by, now=NOW)
    shown = exhibits.make_exhibit(exhibitor=made, by=by, values={"title": NAME}, now=NOW)
    spare = exhibits.make_exhibit(exhibitor=made, by=by, values={"title": NAME}, now=NOW)
    pictures.add_picture(exhibit=shown, by=by, drawn=draw(picture_bytes()), alt=NAME, now=NOW)
    exhibits.publish_exhibit(exhibit=shown, by=by, now=NOW)
    exhibits.publish_exhibit(exhibit=shown, by=by, now=NOW)  # is public already
    exhibits.hide_exhibit(exhibit=shown, by=by, now=NOW)
    exhibits.delete_exhibit(exhibit=spare, by=by)
    exhibitors.publish_exhibitor(exhibitor=made, by=by, now=NOW)
    exhibitors.hide_exhibitor(exhibitor=made, by=by, now=NOW)
    exhibitors.hide_exhibitor(exhibitor=made, by=by, now=NOW)  # is hidden already
    exhibitors.delete_exhibitor(exhibitor=made, by=by)


ACTS_OF_AN_EXHIBITION = [
    What.HALL_MADE,
    What.HALL_CHANGED,
    What.LINK_MADE,
    What.LINK_CHANGED,
    What.EXHIBITOR_MADE,
    What.EXHIBITOR_CHANGED,
    What.HALL_DELETED,
    What.LINK_DELETED,
    What.REPRESENTATIVE_NAMED,
    What.REPRESENTATIVE_REMOVED,
    What.EXHIBIT_MADE,
    What.EXHIBIT_MADE,
    What.EXHIBIT_CHANGED,
    What.EXHIBIT_PUBLISHED,
    What.EXHIBIT_HIDDEN,
    What.EXHIBIT_DELETED,
    What.EXHIBITOR_PUBLISHED,
    What.EXHIBITOR_HIDDEN,
    What.EXHIBITOR_DELETED,
]
