"""When there are enough people and answers for a result, and when new ones enter it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count
from django.utils.translation import gettext

from yishiting.web.deliberation.models import Statement, Vote

if TYPE_CHECKING:
    from yishiting.web.deliberation.models import Deliberation

# Fewer people and answers make no result; the page says what is missing.
FEWEST_PEOPLE, FEWEST_PEOPLE_ON_RECORD, FEWEST_VOTES = 10, 5, 20


def fewest_people(deliberation: Deliberation) -> int:
    """Say how many people have to take part before there is a result; fewer where everybody answers on record."""
    delegations_alone = not (deliberation.admits_verified or deliberation.admits_open)
    return FEWEST_PEOPLE_ON_RECORD if deliberation.is_on_record and delegations_alone else FEWEST_PEOPLE


def missing_for_a_result(deliberation: Deliberation, n_participants: int, n_votes: int) -> str:
    """Say what is missing before there is a result, "" when nothing is."""
    fewest = fewest_people(deliberation)
    if n_participants < fewest:
        return gettext("A result needs answers from %(fewest)s people; %(found)s so far.") % {
            "fewest": fewest,
            "found": n_participants,
        }
    if n_votes < FEWEST_VOTES:
        return gettext("A result needs %(fewest)s answers; %(found)s so far.") % {
            "fewest": FEWEST_VOTES,
            "found": n_votes,
        }
    return ""


def missing_now(deliberation: Deliberation) -> str:
    """Count, and say the same: for a page on which there is no result."""
    votes = Vote.objects.filter(
        statement__deliberation=deliberation, statement__status=Statement.Status.ACCEPTED
    ).aggregate(people=Count("participant", distinct=True), votes=Count("pk"))
    return missing_for_a_result(deliberation, votes["people"], votes["votes"])


def holds_back(deliberation: Deliberation) -> bool:
    """Whether delegations' answers enter the provisional result only several at a time (trust.md §1.4)."""
    return deliberation.admits_delegations and not deliberation.is_on_record
