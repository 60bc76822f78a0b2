"""The names by which other systems know our speakers and rooms: made of their addresses here, always the same."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import NAMESPACE_URL, uuid5

from django.conf import settings

if TYPE_CHECKING:
    from uuid import UUID

    from yishiting.web.programme.models import Room, Speaker

_CODE_LENGTH = 12


def address_of_speaker(speaker: Speaker) -> str:
    """Give the address of a speaker's page. It is written out here: marks are made of it, and must never change."""
    return f"{settings.PUBLIC_URL}/speakers/{speaker.slug}/"


def guid_of_speaker(speaker: Speaker) -> UUID:
    """Give the mark of a speaker."""
    return uuid5(NAMESPACE_URL, address_of_speaker(speaker))


def guid_of_room(room: Room) -> UUID:
    """Give the mark of a room."""
    return uuid5(NAMESPACE_URL, f"{settings.PUBLIC_URL}/rooms/{room.slug}/")


def code_of_speaker(speaker: Speaker) -> str:
    """Give the code of a speaker: that of the system from which they came, else capital letters and digits."""
    return speaker.foreign_code or guid_of_speaker(speaker).hex[:_CODE_LENGTH].upper()
