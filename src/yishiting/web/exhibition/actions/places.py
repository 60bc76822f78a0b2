"""Make, change and delete halls and links of the chain."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.exhibition.models import ChainLink, Hall
from yishiting.web.exhibition.usual_links import USUAL_LINKS
from yishiting.web.programme.actions.columns import without_slug, write_columns
from yishiting.web.programme.slugs import fresh_slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yishiting.web.people.models import Account


class PlaceInUseError(ValueError):
    """A hall or link that exhibitors have is not deleted along with them; the sentence is for the desk."""


@transaction.atomic
def make_hall(*, by: Account | None, values: Mapping[str, Any]) -> Hall:
    """Make a hall. Without "slug" one is made of its name."""
    hall = Hall(slug=values.get("slug") or fresh_slug(values["name"], "hall", Hall.objects.all()))
    write_columns(hall, without_slug(values))
    record_act(by=by, what=What.HALL_MADE, thing=hall.slug)
    return hall


@transaction.atomic
def change_hall(*, hall: Hall, by: Account | None, values: Mapping[str, Any]) -> Hall:
    """Change what a hall is called and where it stands in lists."""
    fresh = Hall.objects.select_for_update().get(pk=hall.pk)
    write_columns(fresh, without_slug(values))
    record_act(by=by, what=What.HALL_CHANGED, thing=fresh.slug)
    return fresh


@transaction.atomic
def delete_hall(*, hall: Hall, by: Account | None) -> None:
    """Delete a hall. Raises `PlaceInUseError` while exhibitors stand in it."""
    fresh = Hall.objects.select_for_update().get(pk=hall.pk)
    if fresh.exhibitors.exists():
        raise PlaceInUseError(_("Exhibitors stand in it: give them another hall first."))
    fresh.delete()
    record_act(by=by, what=What.HALL_DELETED, thing=fresh.slug)


@transaction.atomic
def make_link(*, by: Account | None, values: Mapping[str, Any]) -> ChainLink:
    """Make a link of the chain. Without "slug" one is made of its name."""
    link = ChainLink(slug=values.get("slug") or fresh_slug(values["name"], "link", ChainLink.objects.all()))
    write_columns(link, without_slug(values))
    record_act(by=by, what=What.LINK_MADE, thing=link.slug)
    return link


@transaction.atomic
def change_link(*, link: ChainLink, by: Account | None, values: Mapping[str, Any]) -> ChainLink:
    """Change what a link is called and where it stands in the chain."""
    fresh = ChainLink.objects.select_for_update().get(pk=link.pk)
    write_columns(fresh, without_slug(values))
    record_act(by=by, what=What.LINK_CHANGED, thing=fresh.slug)
    return fresh


@transaction.atomic
def delete_link(*, link: ChainLink, by: Account | None) -> None:
    """Delete a link. Raises `PlaceInUseError` while exhibitors or exhibits belong to it."""
    fresh = ChainLink.objects.select_for_update().get(pk=link.pk)
    if fresh.exhibitors.exists() or fresh.exhibits.exists():
        raise PlaceInUseError(_("Exhibitors or exhibits belong to it: give them another link first."))
    fresh.delete()
    record_act(by=by, what=What.LINK_DELETED, thing=fresh.slug)


@transaction.atomic
def use_usual_links(*, by: Account | None) -> list[ChainLink]:
    """Add those links of the usual chain that are not there yet, behind those that are."""
    there = set(ChainLink.objects.values_list("slug", flat=True))
    first = max(ChainLink.objects.values_list("order", flat=True), default=0) + 1
    missing = {slug: name for slug, name in USUAL_LINKS.items() if slug not in there}
    return [
        make_link(by=by, values={"slug": slug, "name": name, "order": first + place})
        for place, (slug, name) in enumerate(missing.items())
    ]
