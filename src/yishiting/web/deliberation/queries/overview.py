"""The facts of a deliberation's first page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from yishiting.web.deliberation.models import Statement
from yishiting.web.deliberation.queries.progress import progress_of
from yishiting.web.deliberation.queries.tiles import people_who_answered

if TYPE_CHECKING:
    from yishiting.web.deliberation.models import Deliberation, PublishedResult
    from yishiting.web.deliberation.queries.progress import Progress
    from yishiting.web.people.models import ConstituencyKind, Participant


@dataclass(frozen=True)
class Overview:
    """How many have answered, how far the reader is, what is asked about them, which results are published."""

    n_participants: int
    n_waiting_of_mine: int
    progress: Progress
    asks_for: tuple[ConstituencyKind, ...]
    n_declared: int
    results: tuple[PublishedResult, ...]


def overview_of(deliberation: Deliberation, voter: Participant | None) -> Overview:
    """Read the facts, in as many queries for many results as for one."""
    mine = voter.pk if voter else 0
    asks_for = deliberation.asks_for.annotate(
        n_mine=Count("constituencies__memberships", filter=Q(constituencies__memberships__participant=mine))
    )
    kinds = tuple(asks_for)
    waiting = deliberation.statements.filter(author=mine, status=Statement.Status.WAITING)
    results = deliberation.published_results.only("deliberation", "number", "made_at", "n_participants")
    return Overview(
        n_participants=people_who_answered([deliberation]).get(deliberation.pk, 0),
        n_waiting_of_mine=waiting.count() if voter else 0,
        progress=progress_of(deliberation, voter),
        asks_for=kinds,
        n_declared=sum(bool(kind.n_mine) for kind in kinds),
        results=tuple(results),
    )
