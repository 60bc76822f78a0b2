"""Which slots need the same thing at the same time: a room, or somebody's presence."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable
    from datetime import datetime


@dataclass(frozen=True)
class Slot:
    """A time, and what is needed then."""

    key: int
    begins_at: datetime
    ends_at: datetime
    needs: frozenset[Hashable]


def clashing(slots: Iterable[Slot]) -> set[int]:
    """Give the keys of slots of which another one needs the same thing meanwhile; to end as it begins is no clash."""
    by_need: dict[Hashable, list[Slot]] = defaultdict(list)
    for slot in slots:
        for need in slot.needs:
            by_need[need].append(slot)
    return {key for busy in by_need.values() for key in _overlapping(sorted(busy, key=attrgetter("begins_at")))}


def _overlapping(by_beginning: list[Slot]) -> Iterable[int]:
    """Compare each slot with the one that lasts longest of those before it: if any of them overlaps it, that one does.

    A slot that an earlier one outlasts was found when it came itself, so that nobody is missed.
    """
    longest: Slot | None = None
    for slot in by_beginning:
        if longest is not None and slot.begins_at < longest.ends_at:
            yield from (longest.key, slot.key)
        if longest is None or slot.ends_at > longest.ends_at:
            longest = slot
