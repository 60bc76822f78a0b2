"""Add, change and remove pictures of an exhibit; each is a change of the exhibit."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.exhibition.actions.exhibits import locked_exhibit
from yishiting.web.exhibition.drawing import PictureError
from yishiting.web.exhibition.models import Picture, PictureFile
from yishiting.web.programme.actions.columns import write_columns

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from yishiting.web.content import Content
    from yishiting.web.exhibition.drawing import Drawn
    from yishiting.web.exhibition.models import Exhibit
    from yishiting.web.people.models import Account

MOST = 8  # of one exhibit


@transaction.atomic
def add_picture(*, exhibit: Exhibit, by: Account | None, drawn: Drawn, alt: Content, now: datetime) -> Picture:
    """Put a picture behind those that are there. Raises `PictureError` for one more than `MOST`, and for a second one.

    The exhibit is held meanwhile, so that two uploads at once are counted one after the other.
    """
    fresh = locked_exhibit(exhibit)
    there = list(fresh.pictures.values_list("digest", "order"))
    if len(there) >= MOST:
        raise PictureError(_("An exhibit has at most %d pictures. Remove one first.") % MOST)
    if drawn.digest in {digest for digest, _order in there}:
        raise PictureError(_("This picture is there already."))
    (width, height), (small_width, small_height) = drawn.size, drawn.small_size
    picture = Picture(exhibit=fresh, digest=drawn.digest, made_at=now, width=width, height=height)
    order = max((order for _digest, order in there), default=0) + 1
    write_columns(picture, {"alt": alt, "order": order, "small_width": small_width, "small_height": small_height})
    PictureFile.objects.create(picture=picture, image=drawn.image, thumbnail=drawn.thumbnail)
    _changed(fresh, by, now)
    return picture


@transaction.atomic
def change_picture(*, picture: Picture, by: Account | None, values: Mapping[str, Any], now: datetime) -> Picture:
    """Change what is said in place of a picture, and where it stands."""
    exhibit = locked_exhibit(picture.exhibit)
    write_columns(picture, values)
    _changed(exhibit, by, now)
    return picture


@transaction.atomic
def remove_picture(*, picture: Picture, by: Account | None, now: datetime) -> None:
    """Remove a picture with its bytes."""
    exhibit = locked_exhibit(picture.exhibit)
    picture.delete()
    _changed(exhibit, by, now)


def _changed(exhibit: Exhibit, by: Account | None, now: datetime) -> None:
    exhibit.changed_at = now
    exhibit.save(update_fields=["changed_at"])
    record_act(by=by, what=What.EXHIBIT_CHANGED, thing=exhibit.slug, details={"settings": ["pictures"]}, now=now)
