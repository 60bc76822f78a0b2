"""Which statement somebody is shown next."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count

from yishiting.web.deliberation.models import Deliberation, Statement, Vote

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from yishiting.web.deliberation.queries.progress import OwnVotes
    from yishiting.web.people.models import Participant

# Counting every vote takes longer than all the rest of a page; for spreading answers evenly, counts this old will do.
_KEPT_FOR = timedelta(seconds=10)


@dataclass(frozen=True)
class _Exposure:
    """How often each statement had been answered, and when that was counted."""

    read_at: datetime
    n_answers: Mapping[int, int]


_exposures: dict[int, _Exposure] = {}


def next_statement(
    deliberation: Deliberation, own: OwnVotes, voter: Participant | None, now: datetime
) -> Statement | None:
    """Give the statement to show next, `None` when all have been answered."""
    unanswered = own.unanswered
    if not unanswered:
        return None
    n_answers = _exposure(deliberation, now)
    seed = voter.seed if voter else 0
    chosen = min(unanswered, key=lambda statement: (n_answers.get(statement, 0), _shuffled(seed, statement)))
    return Statement.objects.get(pk=chosen)


def forget_exposure() -> None:
    """Count anew at the next question: for tests."""
    _exposures.clear()


def _exposure(deliberation: Deliberation, now: datetime) -> Mapping[int, int]:
    known = _exposures.get(deliberation.pk)
    if known is None or now - known.read_at > _KEPT_FOR:
        accepted = deliberation.statements.filter(status=Statement.Status.ACCEPTED).values("pk")
        votes = Vote.objects.filter(statement__in=accepted).values_list("statement")
        known = _Exposure(now, dict(votes.annotate(n_answers=Count("pk")).order_by()))
        _exposures[deliberation.pk] = known
    return known.n_answers


def _shuffled(seed: int, statement: int) -> bytes:
    return hashlib.blake2b(f"{seed} {statement}".encode(), digest_size=8).digest()
