"""What the worker does for results: keeps the provisional ones up, and publishes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from yishiting.web.deliberation.actions.publishing import release_publications
from yishiting.web.deliberation.models import ANSWERING, Deliberation, Phase
from yishiting.web.serving.duty import Duty

if TYPE_CHECKING:
    from yishiting.web.deliberation.analysis.live import LiveDeliberation
    from yishiting.web.serving.duty import Clock

# What it takes from a vote to the page: at most this pause, the refit, and the page's own interval of asking.
PAUSE = 0.5
_FOLLOWED = ANSWERING | {Phase.CLOSED}


class LiveResults:
    """Keeps up every deliberation that people answer in, or that has been closed but not published."""

    def __init__(self) -> None:
        self._known: dict[int, LiveDeliberation] = {}

    def keep_up(self, clock: Clock) -> float:
        """Look at each deliberation once."""
        from yishiting.web.deliberation.analysis.live import LiveDeliberation

        warm_up()
        followed = Deliberation.objects.filter(phase__in=_FOLLOWED).select_related("forum")
        for deliberation in followed:
            known = self._known.setdefault(deliberation.pk, LiveDeliberation.of(deliberation))
            known.keep_up(deliberation, clock())
        gone = self._known.keys() - {deliberation.pk for deliberation in followed}
        for pk in gone:
            del self._known[pk]
        return PAUSE


def publish_what_waits(clock: Clock) -> float:
    """Publish one result, and look again at once while there are more."""
    from yishiting.web.deliberation.analysis.publication import publish_next

    _release_once()
    return 0.0 if publish_next(clock()) else PAUSE


@cache
def _release_once() -> None:
    release_publications()


@cache
def warm_up() -> None:
    """Load or compile the engine's kernels on a few made votes, so that the first real result does not wait for it."""
    from yishiting.engine import VoteTable, analyse

    people, statements = [row // 8 for row in range(320)], [row % 8 for row in range(320)]
    votes = [1 if (row // 8 + row % 8) % 3 else -1 for row in range(320)]
    analyse(VoteTable.from_arrays(people, statements, votes))


LIVE_RESULTS = Duty("live results", LiveResults().keep_up)
PUBLISHING = Duty("publishing", publish_what_waits)
