"""The first page: what matters now, in the order in which it matters."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from yishiting.web.deliberation.models import Deliberation
from yishiting.web.deliberation.queries.tiles import tiles_of
from yishiting.web.front.queries.agreements import latest_agreements
from yishiting.web.press.queries.releases import newest_releases
from yishiting.web.programme.models import Forum, Host
from yishiting.web.programme.queries.programme import now_and_next

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from yishiting.web.deliberation.models import PublishedResult
    from yishiting.web.deliberation.queries.tiles import Tile, Tiles
    from yishiting.web.front.queries.agreements import Agreement
    from yishiting.web.permissions.actor import Actor
    from yishiting.web.press.models import Release
    from yishiting.web.programme.models import Assembly
    from yishiting.web.programme.queries.programme import NowAndNext

_RELEASES = 3
_OPEN = 6


class Season(Enum):
    """Where the assembly stands; one without dates is on."""

    BEFORE = "before"
    DURING = "during"
    AFTER = "after"


# What a visitor comes for, most wanted first.
_ORDER = {
    Season.BEFORE: ("questions", "sessions", "releases", "agreements"),
    Season.DURING: ("sessions", "questions", "agreements", "releases"),
    Season.AFTER: ("agreements", "releases", "questions", "sessions"),
}


@dataclass(frozen=True)
class Home:
    """Everything on the first page; ``parts`` names its sections in their order."""

    parts: tuple[str, ...]
    hosts: Sequence[Host]
    glance: NowAndNext
    tiles: Tiles
    releases: Sequence[Release]
    agreements: list[Agreement]
    forums: Sequence[Forum]

    @property
    def open_tiles(self) -> list[Tile]:
        """The open questions that the page has room for: first those in which the reader has something to answer."""
        waiting = sorted(self.tiles.open, key=lambda tile: not (tile.may_answer and tile.n_left))
        return waiting[:_OPEN]

    @property
    def n_more(self) -> int:
        """How many other questions there are."""
        n_all = len(self.tiles.open) + len(self.tiles.closed) + len(self.tiles.published)
        return n_all - len(self.open_tiles)

    @property
    def n_left(self) -> int:
        """How many statements the reader may answer and has not."""
        return sum(tile.n_left for tile in self.tiles.open if tile.may_answer)


def home_of(assembly: Assembly, actor: Actor, now: datetime) -> Home:
    """Read the first page for one visitor."""
    tiles = tiles_of(Deliberation.objects.all(), actor, now)
    return Home(
        parts=_ORDER[season_of(assembly, now)],
        hosts=list(Host.objects.all()),
        glance=now_and_next(now),
        tiles=tiles,
        releases=newest_releases(now, _RELEASES),
        agreements=latest_agreements(_newest_results(tiles)),
        forums=list(Forum.objects.filter(is_published=True).defer("about")),
    )


def season_of(assembly: Assembly, now: datetime) -> Season:
    """Tell where the assembly stands on its own clocks."""
    today = now.astimezone(ZoneInfo(assembly.time_zone)).date()
    last = assembly.ends_on or assembly.begins_on
    if assembly.begins_on and today < assembly.begins_on:
        return Season.BEFORE
    return Season.AFTER if last and today > last else Season.DURING


def _newest_results(tiles: Tiles) -> list[PublishedResult]:
    """Take the newest result of each question, which the tiles have read already."""
    newest = []
    for tile in (*tiles.open, *tiles.closed, *tiles.published):
        for result in tile.results[:1]:
            result.deliberation = tile.deliberation
            newest.append(result)
    return newest
