"""The public record of moderation, and of what was changed in the question's wording."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yishiting.web.deliberation.models import ModerationEntry, WordingEntry

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from yishiting.web.deliberation.models import Deliberation


def moderation_record(deliberation: Deliberation) -> QuerySet[ModerationEntry]:
    """Give every decision, the latest first. Who decided is not read: the record names statements and reasons."""
    entries = ModerationEntry.objects.filter(statement__deliberation=deliberation)
    return entries.select_related("statement").defer("made_by")


def wording_record(deliberation: Deliberation) -> QuerySet[WordingEntry]:
    """Give every change of a translation since the opening, the latest first; who made it is not read."""
    return deliberation.wording.defer("made_by")
