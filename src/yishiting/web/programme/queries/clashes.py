"""Which other sessions need the same room or the same person at the same time: told at the desk, never refused."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Prefetch

from yishiting.web.permissions.decision import may
from yishiting.web.programme.clashing import Slot, clashing
from yishiting.web.programme.models import Appearance, Session

if TYPE_CHECKING:
    from collections.abc import Hashable

    from yishiting.web.permissions.actor import Actor
    from yishiting.web.programme.models import Room, Speaker


@dataclass(frozen=True)
class Clash:
    """Another session at the same time, with the room or the people that both need.

    ``session`` is `None` where this person may not know which one it is: another host's draft.
    """

    session: Session | None
    room: Room | None
    speakers: tuple[Speaker, ...]


def clashes_of(session: Session, actor: Actor) -> list[Clash]:
    """Find what clashes with one session. One that ends when the other begins does not; a cancelled one never does."""
    if session.begins_at is None or session.is_cancelled:
        return []
    at_that_time = (
        Session.objects.filter(begins_at__lt=session.ends_at, ends_at__gt=session.begins_at, is_cancelled=False)
        .exclude(pk=session.pk)
        .select_related("room", "forum")
        .prefetch_related(Prefetch("appearances", Appearance.objects.select_related("speaker")))
    )
    mine = set(session.appearances.values_list("speaker_id", flat=True))
    found = [_clash(session, other, mine, actor) for other in at_that_time]
    return [each for each in found if each.room or each.speakers]


def clashing_sessions() -> set[int]:
    """Give the keys of all sessions that clash with another, whoever's they are."""
    needs: dict[int, set[Hashable]] = defaultdict(set)
    for session, speaker in Appearance.objects.order_by().values_list("session_id", "speaker_id"):
        needs[session].add(("speaker", speaker))
    held = Session.objects.filter(is_cancelled=False).order_by()
    slots = []
    for key, begins_at, ends_at, room in held.values_list("pk", "begins_at", "ends_at", "room_id"):
        if begins_at and ends_at:
            in_room = {("room", room)} if room else set()
            slots.append(Slot(key, begins_at, ends_at, frozenset(needs[key] | in_room)))
    return clashing(slots)


def _clash(session: Session, other: Session, mine: set[int], actor: Actor) -> Clash:
    is_same_room = session.room_id is not None and session.room_id == other.room_id
    both = tuple(each.speaker for each in other.appearances.all() if each.speaker_id in mine)
    return Clash(other if may("session.see", actor, other) else None, other.room if is_same_room else None, both)
