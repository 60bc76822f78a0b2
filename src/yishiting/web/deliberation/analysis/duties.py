"""What the worker does for results: keeps the provisional ones up, and publishes."""

from __future__ import annotations

import logging
from datetime import timedelta
from functools import cache
from typing import TYPE_CHECKING

from django.db import DatabaseError

from yishiting.web.deliberation.actions.publishing import release_publications
from yishiting.web.deliberation.models import ANSWERING, Deliberation, Phase
from yishiting.web.serving.duty import Duty

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.deliberation.analysis.live import LiveDeliberation
    from yishiting.web.serving.duty import Clock

# What it takes from a vote to the page: at most this pause, the refit, and the page's own interval of asking.
PAUSE = 0.5
_FOLLOWED = ANSWERING | {Phase.CLOSED}
# A deliberation whose analysis fails is tried again after this; all others go on meanwhile.
REST = timedelta(minutes=1)

_log = logging.getLogger(__name__)


class LiveResults:
    """Keeps up every deliberation that people answer in, or that has been closed but not published."""

    def __init__(self) -> None:
        self._known: dict[int, LiveDeliberation] = {}
        self._rests_until: dict[int, datetime] = {}

    def keep_up(self, clock: Clock) -> float:
        """Look at each deliberation once; one whose analysis fails keeps no other back."""
        warm_up()
        followed = Deliberation.objects.filter(phase__in=_FOLLOWED).select_related("forum")
        for deliberation in followed:
            now = clock()
            if self._rests_until.get(deliberation.pk, now) <= now:
                self._look_at(deliberation, now)
        gone = self._known.keys() - {deliberation.pk for deliberation in followed}
        for pk in gone:
            del self._known[pk]
            self._rests_until.pop(pk, None)
        return PAUSE

    def _look_at(self, deliberation: Deliberation, now: datetime) -> None:
        from yishiting.web.deliberation.analysis.live import LiveDeliberation

        known = self._known.setdefault(deliberation.pk, LiveDeliberation.of(deliberation))
        try:
            known.keep_up(deliberation, now)
        except DatabaseError:
            raise  # no deliberation's fault: the duty as a whole waits and tries again
        except Exception:  # noqa: BLE001 - whatever broke, the others go on
            _log.exception("The result of %s could not be kept up; it is tried again in a minute", deliberation.slug)
            self._rests_until[deliberation.pk] = now + REST


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
