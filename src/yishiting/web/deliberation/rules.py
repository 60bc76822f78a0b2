"""Small predicates about deliberations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yishiting.web.deliberation.models import ANSWERING

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.deliberation.models import Deliberation


def is_past(announced: datetime | None, now: datetime) -> bool:
    """Tell whether an announced moment has come; where none was announced, it never does."""
    return announced is not None and announced <= now


def is_answering(deliberation: Deliberation, now: datetime) -> bool:
    """Tell whether answers are taken: the phase says so, and the announced end has not come.

    The worker closes what is over a moment later; until then the phase alone would say too much.
    """
    return deliberation.phase in ANSWERING and not is_past(deliberation.closes_at, now)
