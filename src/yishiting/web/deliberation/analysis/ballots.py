"""The history of votes of one deliberation in memory: what was cast, changed and withdrawn, and what stands now."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Row = tuple[int, int, int, int | None]  # id, participant, statement, value

WITHDRAWN = 2  # stands for an empty value; -1, 0 and +1 are votes


@dataclass(frozen=True, eq=False)
class Ballots:
    """Entries as arrays of one length: ``entry`` the row's id, rising; ``vote`` -1, 0, +1 or `WITHDRAWN`.

    One entry a pair of participant and statement: the one with the highest id, whatever order they were read in.
    """

    entry: NDArray[np.int64]
    participant: NDArray[np.int64]
    statement: NDArray[np.int64]
    vote: NDArray[np.int8]

    @classmethod
    def empty(cls) -> Ballots:
        """No entry."""
        return cls.of(())

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Ballots:
        """Take rows as the database gives them."""
        columns = np.array(
            [
                (entry, person, statement, WITHDRAWN if vote is None else vote)
                for entry, person, statement, vote in rows
            ],
            dtype=np.int64,
        ).reshape(-1, 4)
        return cls(columns[:, 0], columns[:, 1], columns[:, 2], columns[:, 3].astype(np.int8)).latest()

    @property
    def last_entry(self) -> int:
        """The highest id, 0 without any."""
        return int(self.entry.max(initial=0))

    def __len__(self) -> int:
        return len(self.entry)

    def with_more(self, newer: Ballots) -> Ballots:
        """Add entries, which may be known already, or older than some that are known."""
        newer = newer.kept(~np.isin(newer.entry, self.entry))
        if not len(newer):
            return self
        both = ((getattr(self, each.name), getattr(newer, each.name)) for each in fields(self))
        return Ballots(*(np.concatenate(columns) for columns in both)).latest()

    def latest(self) -> Ballots:
        """Keep the entry with the highest id of each pair."""
        order = np.lexsort((self.entry, self.statement, self.participant))
        person, statement = self.participant[order], self.statement[order]
        is_last = np.ones(len(order), dtype=bool)
        is_last[:-1] = (person[1:] != person[:-1]) | (statement[1:] != statement[:-1])
        return self.kept(np.sort(order[is_last]))

    def kept(self, rows: NDArray[np.int64] | NDArray[np.bool_]) -> Ballots:
        """Keep some rows."""
        return Ballots(*(getattr(self, each.name)[rows] for each in fields(self)))

    def standing(self) -> Ballots:
        """Leave out what was withdrawn."""
        return self.kept(self.vote != WITHDRAWN)

    def by(self, people: NDArray[np.int64]) -> Ballots:
        """Keep what these participants answered."""
        return self.kept(np.isin(self.participant, people))

    def not_by(self, people: NDArray[np.int64]) -> Ballots:
        """Keep what others answered."""
        return self.kept(~np.isin(self.participant, people))

    def n_changes_since(self, earlier: Ballots) -> int:
        """Count the pairs whose standing vote is another one than in an earlier state."""
        return len(self._changed_since(earlier))

    def n_changed_people_since(self, earlier: Ballots) -> int:
        """Count the participants of whom a standing vote is another one than in an earlier state."""
        return len(np.unique(self._changed_since(earlier) >> 32))

    def _changed_since(self, earlier: Ballots) -> NDArray[np.int64]:
        now, then = self.standing(), earlier.standing()
        same, here, there = np.intersect1d(now.pairs, then.pairs, assume_unique=True, return_indices=True)
        other = same[now.vote[here] != then.vote[there]]
        return np.concatenate([other, np.setxor1d(now.pairs, then.pairs, assume_unique=True)])

    @property
    def pairs(self) -> NDArray[np.int64]:
        """Participant and statement as one number."""
        return (self.participant << 32) | self.statement
