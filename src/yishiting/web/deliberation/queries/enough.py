"""When there are enough people and answers for a result, and when new ones enter it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils.translation import gettext

from yishiting.web.deliberation.models import Statement, Vote
from yishiting.web.people.models import CountedAs, Tier

if TYPE_CHECKING:
    from collections.abc import Mapping

    from yishiting.web.deliberation.models import Deliberation

# Fewer people and answers make no result, because somebody could be told apart; the page says what is missing. What
# delegations answer on record is public anyway: there as many are enough as give a constituency its say.
FEWEST_PEOPLE, FEWEST_VOTES, FEWEST_ON_RECORD = 10, 20, 3


def too_few_to_enter(deliberation: Deliberation, n_by_tier: Mapping[str, int]) -> frozenset[str]:
    """Name the tiers that stay out of a result: beside answers that are public, fewer than ten could be subtracted."""
    if not deliberation.is_on_record:
        return frozenset()
    private = {tier: n for tier, n in n_by_tier.items() if tier != Tier.DELEGATION}
    return frozenset(tier for tier, n in private.items() if n < FEWEST_PEOPLE)


def missing_for_a_result(deliberation: Deliberation, n_by_tier: Mapping[str, int], n_votes: int) -> str:
    """Say what is missing before there is a result, "" when nothing is; of the people and answers that would enter."""
    n_people, is_on_record = sum(n_by_tier.values()), deliberation.is_on_record
    if is_on_record and n_by_tier.get(Tier.DELEGATION, 0) >= FEWEST_ON_RECORD:
        return ""
    if is_on_record and not (deliberation.admits_verified or deliberation.admits_open):
        said = gettext("A result needs answers from %(fewest)s delegations; %(found)s so far.")
        return said % {"fewest": FEWEST_ON_RECORD, "found": n_people}
    if n_people < FEWEST_PEOPLE:
        said = gettext("A result needs answers from %(fewest)s people; %(found)s so far.")
        return said % {"fewest": FEWEST_PEOPLE, "found": n_people}
    if n_votes < FEWEST_VOTES:
        said = gettext("A result needs %(fewest)s answers; %(found)s so far.")
        return said % {"fewest": FEWEST_VOTES, "found": n_votes}
    return ""


def missing_now(deliberation: Deliberation) -> str:
    """Count, and say the same: for a page on which there is no result."""
    votes = Vote.objects.filter(statement__deliberation=deliberation, statement__status=Statement.Status.ACCEPTED)
    settled = CountedAs.objects.filter(deliberation=deliberation, participant=OuterRef("participant")).values("tier")
    by_tier = (
        votes.annotate(counts_as=Coalesce(Subquery(settled[:1]), "participant__tier"))
        .values("counts_as")
        .annotate(people=Count("participant", distinct=True), votes=Count("pk"))
    )
    counts = {row["counts_as"]: row for row in by_tier}
    out = too_few_to_enter(deliberation, {tier: row["people"] for tier, row in counts.items()})
    entering = {tier: row for tier, row in counts.items() if tier not in out}
    n_votes = sum(row["votes"] for row in entering.values())
    return missing_for_a_result(deliberation, {tier: row["people"] for tier, row in entering.items()}, n_votes)


def enters_in_tens(deliberation: Deliberation) -> bool:
    """Whether people's answers enter beside those of delegations on record, and only once there are ten of a tier."""
    return deliberation.is_on_record and (deliberation.admits_verified or deliberation.admits_open)


def holds_back(deliberation: Deliberation) -> bool:
    """Whether delegations' answers enter the provisional result only several at a time (trust.md §1.4)."""
    return deliberation.admits_delegations and not deliberation.is_on_record
