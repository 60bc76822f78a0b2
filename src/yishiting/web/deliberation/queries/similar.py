"""Statements that say about the same, while somebody is still writing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Max

from yishiting.web.deliberation.models import Deliberation, Statement
from yishiting.web.similar_texts import TextIndex, says_enough

if TYPE_CHECKING:
    from datetime import datetime

MOST_SHOWN = 5

_indexes: dict[int, TextIndex] = {}


def similar_statements(deliberation: Deliberation, text: str, now: datetime) -> list[Statement]:
    """Give the accepted statements that say about the same, the nearest first."""
    if not says_enough(text):
        return []
    accepted = deliberation.statements.filter(status=Statement.Status.ACCEPTED).order_by()
    version = tuple(accepted.aggregate(Count("pk"), Max("pk"), Max("decided_at")).values())
    index = _indexes.setdefault(deliberation.pk, TextIndex())
    index.bring_up_to_date(version, lambda: accepted.values_list("pk", "text"), now)
    found = index.nearest(text)
    standing = accepted.in_bulk(found)
    return [standing[key] for key in found if key in standing][:MOST_SHOWN]
