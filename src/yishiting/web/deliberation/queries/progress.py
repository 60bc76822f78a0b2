"""How far somebody has come in a deliberation, and whether that opens the result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import FilteredRelation, Q

from yishiting.web.deliberation.models import Deliberation, Statement

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yishiting.web.people.models import Participant


@dataclass(frozen=True)
class Progress:
    """Own answers to the statements that stand; ``needed`` of them open the result."""

    n_answered: int
    n_statements: int
    needed: int

    @property
    def n_left(self) -> int:
        """How many answers are still needed before the result shows."""
        return max(0, self.needed - self.n_answered)

    @property
    def n_unanswered(self) -> int:
        """How many statements are left to answer."""
        return self.n_statements - self.n_answered

    @property
    def has_just_arrived(self) -> bool:
        """Whether the last answer was the one that opened the result."""
        return self.needed > 0 and self.n_answered == self.needed

    @property
    def dots(self) -> list[bool]:
        """One mark per needed answer, true where it has been given."""
        return [number < self.n_answered for number in range(self.needed)]


@dataclass(frozen=True)
class OwnVotes:
    """The accepted statements by their numbers, and somebody's votes on those they have answered."""

    statements: tuple[int, ...]
    votes: Mapping[int, int]

    def progress(self, deliberation: Deliberation) -> Progress:
        """Count. Where there are fewer statements than answers are needed, answering all of them is enough."""
        needed = min(deliberation.own_answers_needed, len(self.statements))
        return Progress(len(self.votes), len(self.statements), needed)


def own_votes(deliberation: Deliberation, voter: Participant | None) -> OwnVotes:
    """Read what stands and what somebody has answered, in one query."""
    accepted = Statement.objects.filter(deliberation=deliberation, status=Statement.Status.ACCEPTED)
    mine = FilteredRelation("votes", condition=Q(votes__participant=voter.pk if voter else 0))
    rows = list(accepted.annotate(mine=mine).order_by("number").values_list("number", "mine__value"))
    votes = {number: value for number, value in rows if value is not None}
    return OwnVotes(tuple(number for number, _value in rows), votes)


def progress_of(deliberation: Deliberation, voter: Participant | None) -> Progress:
    """Tell how far somebody has come."""
    return own_votes(deliberation, voter).progress(deliberation)
