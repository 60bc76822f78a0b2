"""Everything that the page for responding shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yishiting.web.deliberation.models import Statement
from yishiting.web.deliberation.queries.answers import answer_to
from yishiting.web.deliberation.queries.progress import own_votes
from yishiting.web.deliberation.queries.routing import next_statement

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.deliberation.models import Deliberation, Vote
    from yishiting.web.deliberation.queries.progress import Progress
    from yishiting.web.people.models import Participant


@dataclass(frozen=True)
class Card:
    """A statement to answer (`None` when all are answered), the answer that stands, and how far one has come."""

    deliberation: Deliberation
    statement: Statement | None
    given: Vote | None
    progress: Progress


@dataclass(frozen=True)
class Reader:
    """Who reads: the participant (`None` before a first answer), and the number that settles their order."""

    voter: Participant | None
    seed: int


def card_for(deliberation: Deliberation, reader: Reader, now: datetime, number: int = 0) -> Card:
    """Give the statement with a number where it stands, else the one that comes next."""
    voter = reader.voter
    own = own_votes(deliberation, voter)
    progress = own.progress(deliberation)
    asked_for = _standing(deliberation, number) if number else None
    if asked_for is not None:
        return Card(deliberation, asked_for, answer_to(asked_for, voter), progress)
    return Card(deliberation, next_statement(deliberation, own, reader.seed, now), None, progress)


def _standing(deliberation: Deliberation, number: int) -> Statement | None:
    return deliberation.statements.filter(number=number, status=Statement.Status.ACCEPTED).first()
