"""The public record of moderation: what was removed or not accepted, when and why; neither texts nor names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from yishiting.web.comments.models import Comment, Decision
from yishiting.web.comments.subject import subject_of
from yishiting.web.press.models import Release

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from yishiting.web.comments.subject import Subject

Status = Comment.Status
_AGAINST = (Status.REJECTED, Status.REMOVED)


@dataclass(frozen=True)
class Entry:
    """One line of the record; ``subject`` is nothing where the thing is not public any more."""

    decision: Decision
    subject: Subject | None


def moderation_record(subject: Subject | None = None) -> QuerySet[Decision]:
    """Give the decisions against comments, and those by which one became public after all, the latest first.

    Who decided, the notes to authors and the texts are not read.
    """
    found = Decision.objects.filter(Q(status__in=_AGAINST) | Q(status_before__in=_AGAINST))
    if subject is not None:
        found = found.filter(**{f"comment__{subject.kind}": subject.thing})
    shown = found.select_related("comment__release", "comment__exhibit__exhibitor")
    return shown.defer("note", "by", "comment__text", "comment__note", "comment__release__text")


def entries_of(decisions: Iterable[Decision], now: datetime) -> list[Entry]:
    """Put the things beside decisions, those that everybody may see."""
    return [Entry(each, named(subject_of(each.comment), now)) for each in decisions]


def named(subject: Subject, now: datetime) -> Subject | None:
    """Give a thing back if everybody may see it now."""
    thing = subject.thing
    if isinstance(thing, Release):
        return subject if thing.withdrawn_at is None and thing.is_public_at(now) else None
    return subject if thing.is_public else None
