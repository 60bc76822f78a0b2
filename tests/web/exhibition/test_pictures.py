"""Pictures of exhibits: put in, described, handed out to those who see the exhibit, and never read for a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connections
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.web.exhibition.made_exhibitors import NAME, NOW, make_exhibit, make_exhibitor, picture_bytes
from yishiting.web.exhibition.actions.pictures import MOST, add_picture
from yishiting.web.exhibition.drawing import Drawn, PictureError, draw
from yishiting.web.exhibition.models import Picture, PictureFile

if TYPE_CHECKING:
    from django.http import HttpResponseBase

    from tests.web.cast import Cast

pytestmark = pytest.mark.django_db(databases=["default", "reading"])
UPLOAD = "/exhibition/exhibits/exhibit-own-unpublished/pictures/"


def _upload(client: Client, data: bytes, **words: str) -> HttpResponseBase:
    file = SimpleUploadedFile("holiday.jpg", data, content_type="image/jpeg")
    return client.post(UPLOAD, {"picture": file, "alt_en": "A wing"} | words)


def _drawn(number: int) -> Drawn:
    return Drawn(b"large %d" % number, b"small", (8, 6), (8, 6))


def test_a_picture_is_drawn_anew_and_kept(cast: Cast) -> None:
    exhibit = cast.exhibition.exhibits["own-unpublished"]

    answer = _upload(cast.people.exhibitor.client(), picture_bytes(kind="JPEG", comment=b"secret"))

    kept = exhibit.pictures.latest("pk")
    assert answer.status_code == 302
    assert (str(kept.alt), kept.width, kept.height, kept.order) == ("A wing", 8, 6, 1)
    assert bytes(kept.file.image).startswith(b"RIFF")
    assert b"secret" not in bytes(kept.file.image)


@pytest.mark.parametrize(
    ("data", "words", "says"),
    [
        (b"no picture at all", {}, "This is not a picture"),
        (picture_bytes((64, 64), "PNG")[:90], {}, "damaged"),
        (b"", {}, "The submitted file is empty"),
        (b"\0" * 10_000_001, {}, "larger than 10 MB"),
        (picture_bytes(), {"alt_en": ""}, "Please write something here"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words(cast: Cast, data: bytes, words: dict[str, str], says: str) -> None:
    answer = _upload(cast.people.exhibitor.client(), data, **words)

    assert answer.status_code == 422
    assert says in answer.text  # type: ignore[attr-defined] # a test client's answer
    assert Picture.objects.count() == len(cast.exhibition.pictures)


def test_the_same_picture_and_one_too_many_are_refused() -> None:
    exhibit = make_exhibit("wing", make_exhibitor("one"))
    for number in range(MOST - 1):
        add_picture(exhibit=exhibit, by=None, drawn=_drawn(number), alt=NAME, now=NOW)

    with pytest.raises(PictureError, match="there already"):
        add_picture(exhibit=exhibit, by=None, drawn=_drawn(0), alt=NAME, now=NOW)
    add_picture(exhibit=exhibit, by=None, drawn=_drawn(90), alt=NAME, now=NOW)
    with pytest.raises(PictureError, match="at most 8 pictures"):
        add_picture(exhibit=exhibit, by=None, drawn=_drawn(91), alt=NAME, now=NOW)

    assert list(exhibit.pictures.values_list("order", flat=True)) == list(range(1, MOST + 1))
    assert PictureFile.objects.count() == MOST


def test_a_picture_is_described_ordered_and_removed(cast: Cast) -> None:
    client, picture = cast.people.exhibitor.client(), cast.exhibition.pictures["own-public"]
    address = f"/exhibition/exhibits/exhibit-own-public/pictures/{picture.digest}"

    assert client.post(f"{address}/change/", {"alt_en": "Another", "order": "7"}).status_code == 302
    changed = Picture.objects.get(pk=picture.pk)
    assert (str(changed.alt), changed.order) == ("Another", 7)
    assert client.post(f"{address}/change/", {"alt_en": "", "alt_zh-hans": "", "order": "7"}).status_code == 422
    assert client.post(f"{address}/remove/").status_code == 302
    assert not PictureFile.objects.filter(pk=picture.pk).exists()


def test_pictures_are_handed_out_to_those_who_see_the_exhibit(cast: Cast) -> None:
    reader, representative = Client(), cast.people.exhibitor.client()
    public, hidden = (cast.exhibition.pictures[name] for name in ("own-public", "own-unpublished"))

    shown = reader.get(f"/exhibition/pictures/exhibit-own-public/{public.digest}.webp")
    small = reader.get(f"/exhibition/pictures/exhibit-own-public/small/{public.digest}.webp")
    draft = f"/exhibition/pictures/exhibit-own-unpublished/{hidden.digest}.webp"

    assert (shown.content, small.content) == (b"large", b"small")
    assert shown.headers["Content-Type"] == "image/webp"
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    assert "immutable" in shown.headers["Cache-Control"]
    assert "private" in shown.headers["Cache-Control"]
    assert shown.headers["ETag"] != small.headers["ETag"]
    assert reader.get(draft).status_code == 404
    seen = representative.get(draft)
    assert (seen.status_code, "no-cache" in seen.headers["Cache-Control"]) == (200, True)
    again = reader.get(shown.wsgi_request.path, headers={"If-None-Match": shown.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    # A picture of one exhibit is not found under the name of another.
    assert reader.get(f"/exhibition/pictures/exhibit-own-public/{hidden.digest}.webp").status_code == 404


def test_lists_never_read_the_bytes(cast: Cast) -> None:
    client = cast.people.organiser.client()
    pages = (
        "/exhibition/",
        "/exhibition/halls/",
        "/exhibition/exhibitors/exhibitor-own/",
        "/exhibition/exhibits/exhibit-own-public/",
        "/exhibition/entries/exhibitor-own/",
        "/exhibition/exhibits/exhibit-own-public/pictures/",
    )

    with CaptureQueriesContext(connections["reading"]) as reading, CaptureQueriesContext(connections["default"]) as own:
        for page in pages:
            client.get(page)

    asked = " ".join(each["sql"] for each in [*reading, *own])
    assert "exhibition_picture" in asked
    assert "exhibition_picturefile" not in asked


def test_pictures_stand_with_words_and_measures(cast: Cast) -> None:
    picture = cast.exhibition.pictures["own-public"]

    page = Client().get("/exhibition/").text

    assert f'src="/exhibition/pictures/exhibit-own-public/small/{picture.digest}.webp" alt="{picture.alt}"' in page
    assert 'width="480" height="270" loading="lazy"' in page


def test_the_same_upload_gives_the_same_picture() -> None:
    assert draw(picture_bytes()).digest == draw(picture_bytes()).digest
