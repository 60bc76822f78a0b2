"""Keeping the index behind the search box up to date: one of the worker's duties."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from yishiting.web.front.actions.indexing import bring_up_to_date
from yishiting.web.serving.duty import Duty

if TYPE_CHECKING:
    from yishiting.web.serving.duty import Clock

SHORTEST_PAUSE, LONGEST_PAUSE = 3.0, 30.0
# Of a processor's time, so that what is kept up to date costs little whatever there is of it: bench/search.py.
_SHARE = 0.02


def index(clock: Clock) -> float:
    """Compare, write what differs, and rest fifty times as long as that took."""
    begun = time.thread_time()
    bring_up_to_date(now=clock())
    return min(max((time.thread_time() - begun) / _SHARE, SHORTEST_PAUSE), LONGEST_PAUSE)


INDEXING = Duty("indexing", index)
