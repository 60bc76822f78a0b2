"""Reads the entries of a deliberation as they appear, in slices, and misses none."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Max

from yishiting.web.deliberation.analysis.ballots import Ballots
from yishiting.web.deliberation.models import VoteEntry

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from yishiting.web.deliberation.analysis.ballots import Row

# A long read holds up commits where SQLite keeps a rollback journal; so many rows are read in a few milliseconds.
SLICE = 4_000
# PostgreSQL hands out ids before transactions commit, so an entry may appear below one that was read before it. No
# transaction that answers lasts so long; what was read within this time is read again.
OVERLAP = timedelta(seconds=30)


@dataclass
class Follower:
    """Holds the ballots of one deliberation and takes in what is new. ``deliberation`` is its number."""

    deliberation: int
    ballots: Ballots = field(default_factory=Ballots.empty)
    _marks: deque[tuple[datetime, int]] = field(default_factory=deque)

    def catch_up(self, now: datetime) -> bool:
        """Read what has appeared; tell whether there was anything that was not known."""
        before = self.ballots
        self.ballots = before.with_more(Ballots.of(_slices(self.deliberation, self._settled(now))))
        if not self._marks:
            self._marks.append((now - OVERLAP, _last_entry_before(self.deliberation, now - 2 * OVERLAP)))
        self._marks.append((now, self.ballots.last_entry))
        return len(self.ballots) != len(before) or bool((self.ballots.entry != before.entry).any())

    def _settled(self, now: datetime) -> int:
        """The id below which nothing can appear any more."""
        settled = 0
        while len(self._marks) > 1 and self._marks[1][0] <= now - OVERLAP:
            self._marks.popleft()
        if self._marks and self._marks[0][0] <= now - OVERLAP:
            settled = self._marks[0][1]
        return settled


def _last_entry_before(deliberation: int, moment: datetime) -> int:
    """Give the highest id among entries so old that whatever has a lower one was there before them, with time to spare.

    Otherwise a worker would read everything again and again in its first half minute.
    """
    old = VoteEntry.objects.filter(deliberation_id=deliberation, made_at__lte=moment)
    return old.aggregate(last=Max("pk"))["last"] or 0


def ballots_until(deliberation: int, last_entry: int) -> Ballots:
    """Read the state as it was after an entry."""
    return Ballots.of(row for row in _slices(deliberation, 0, last_entry) if row[0] <= last_entry)


def _slices(deliberation: int, after: int, until: int | None = None) -> Iterator[Row]:
    entries = VoteEntry.objects.filter(deliberation_id=deliberation).order_by("pk")
    rows = entries.values_list("pk", "participant_id", "statement_id", "value")
    while until is None or after < until:
        found = list(rows.filter(pk__gt=after)[:SLICE])
        yield from found
        if len(found) < SLICE:
            return
        after = found[-1][0]
