"""What the comments on a thing come to, counted so that nobody counts twice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from yishiting.web.comments.models import Comment

if TYPE_CHECKING:
    from yishiting.web.comments.subject import Subject

Stance = Comment.Stance


@dataclass(frozen=True)
class Tally:
    """Public comments on one thing.

    Everybody has one remark on a thing, and only it says what they recommend: no account counts twice. How many people
    stand behind those without an account nobody can tell: they are counted apart.
    """

    comments: int
    recommending: int
    advising_against: int
    recommending_unknown: int
    advising_against_unknown: int
    accounts: int
    unknown: int


def tally_of(subject: Subject) -> Tally:
    """Count the public comments on a thing."""
    known, unknown = Q(author__account__isnull=False), Q(author__account__isnull=True)
    recommending, against = Q(stance=Stance.RECOMMENDS), Q(stance=Stance.ADVISES_AGAINST)
    counts = Comment.objects.filter(**subject.where, status=Comment.Status.ACCEPTED).aggregate(
        comments=Count("pk"),
        recommending=Count("pk", filter=recommending & known),
        advising_against=Count("pk", filter=against & known),
        recommending_unknown=Count("pk", filter=recommending & unknown),
        advising_against_unknown=Count("pk", filter=against & unknown),
        accounts=Count("author", filter=known, distinct=True),
        unknown=Count("author", filter=unknown, distinct=True),
    )
    return Tally(**counts)
