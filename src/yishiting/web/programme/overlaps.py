"""Which of the sessions that somebody wants to attend are at the same time."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


@dataclass(frozen=True)
class Span:
    """When something takes place."""

    key: int
    begins_at: datetime
    ends_at: datetime


def overlaps(spans: Iterable[Span]) -> list[tuple[int, int]]:
    """Give the pairs that overlap, each once, the one that begins earlier first; to end as it begins is no overlap."""
    found: list[tuple[int, int]] = []
    under_way: list[Span] = []
    for span in sorted(spans, key=attrgetter("begins_at", "ends_at", "key")):
        under_way = [each for each in under_way if each.ends_at > span.begins_at]
        found += [(each.key, span.key) for each in under_way]
        under_way.append(span)
    return found
