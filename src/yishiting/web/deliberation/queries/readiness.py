"""What a draft still needs before people can answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from yishiting.web.deliberation.models import Deliberation, Statement
from yishiting.web.deliberation.rules import is_past

if TYPE_CHECKING:
    from datetime import datetime


def obstacles_to_opening(deliberation: Deliberation, now: datetime) -> tuple[str, ...]:
    """Give a sentence for each thing that is missing; none when it can be opened."""
    accepted = deliberation.statements.filter(status=Statement.Status.ACCEPTED)
    sentences = (
        (not deliberation.forum.is_published, _("Its forum is not published yet.")),
        (not deliberation.question, _("It has no question yet.")),
        (not accepted.exists(), _("There is no statement to answer yet: add at least one.")),
        (is_past(deliberation.closes_at, now), _("Its closing time has passed: choose a later one, or none.")),
    )
    return tuple(sentence for is_missing, sentence in sentences if is_missing)
