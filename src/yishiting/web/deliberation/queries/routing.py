"""Which statement somebody is shown next: the engine's rule, on what this deliberation knows by now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

import numpy as np
from django.db.models import Count

from yishiting.engine import Candidates, OwnAnswers, rank_next
from yishiting.web.deliberation.models import Deliberation, Statement
from yishiting.web.deliberation.queries.results import live_head, placer_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from numpy.typing import NDArray

    from yishiting.engine import Placer
    from yishiting.web.deliberation.queries.progress import OwnVotes

# Counting every vote takes longer than all the rest of a page; for choosing well, knowledge this old will do.
_KEPT_FOR = timedelta(seconds=10)


@dataclass(frozen=True)
class _Known:
    """How often each statement had been answered, and where people stood, at ``read_at``."""

    read_at: datetime
    n_answers: Mapping[int, int]
    placer: Placer | None


_known: dict[int, _Known] = {}


def next_statement(deliberation: Deliberation, own: OwnVotes, seed: int, now: datetime) -> Statement | None:
    """Give the statement to show next, `None` when all have been answered; ``seed`` is the person's own number."""
    if len(own.votes) == len(own.statements):
        return None
    known = _knowledge(deliberation, now)
    counts = [known.n_answers.get(number, 0) for number in own.statements]
    candidates = Candidates.of(_numbers(own.statements), _numbers(counts))
    mine = OwnAnswers.of(_numbers(own.votes.keys()), _numbers(own.votes.values()))
    ranked = rank_next(candidates, mine, known.placer, seed=seed, k=1).tolist()
    return deliberation.statements.filter(number__in=ranked).first()


def forget_routing() -> None:
    """Read everything anew at the next question: for tests."""
    _known.clear()


def _knowledge(deliberation: Deliberation, now: datetime) -> _Known:
    known = _known.get(deliberation.pk)
    if known is None or now - known.read_at > _KEPT_FOR:
        head = live_head(deliberation)
        known = _Known(now, _n_answers(deliberation), None if head is None else placer_of(head))
        _known[deliberation.pk] = known
    return known


def _n_answers(deliberation: Deliberation) -> dict[int, int]:
    accepted = deliberation.statements.filter(status=Statement.Status.ACCEPTED).order_by()
    return dict(accepted.annotate(n_answers=Count("votes")).values_list("number", "n_answers"))


def _numbers(values: Iterable[int]) -> NDArray[np.int64]:
    return np.fromiter(values, dtype=np.int64)
