"""Make, change and delete rooms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext as _

from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.programme.actions.columns import without_slug, write_columns
from yishiting.web.programme.models import Room
from yishiting.web.programme.slugs import fresh_slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yishiting.web.people.models import Account


class RoomInUseError(ValueError):
    """A room in which sessions are held is not deleted along with them."""


@transaction.atomic
def make_room(*, by: Account | None, values: Mapping[str, Any]) -> Room:
    """Make a room. Without "slug" one is made of its name."""
    room = Room(slug=values.get("slug") or fresh_slug(values["name"], "room", Room.objects.all()))
    write_columns(room, without_slug(values))
    record_act(by=by, what=What.ROOM_MADE, thing=room.slug)
    return room


@transaction.atomic
def change_room(*, room: Room, by: Account | None, values: Mapping[str, Any]) -> Room:
    """Change what a room is called and where it is."""
    fresh = Room.objects.select_for_update().get(pk=room.pk)
    write_columns(fresh, without_slug(values))
    record_act(by=by, what=What.ROOM_CHANGED, thing=fresh.slug)
    return fresh


@transaction.atomic
def delete_room(*, room: Room, by: Account | None) -> None:
    """Delete a room. Raises `RoomInUseError` while sessions are held in it."""
    fresh = Room.objects.select_for_update().get(pk=room.pk)
    if fresh.sessions.exists():
        raise RoomInUseError(_("Sessions are held in it: give them another room first."))
    fresh.delete()
    record_act(by=by, what=What.ROOM_DELETED, thing=fresh.slug)
