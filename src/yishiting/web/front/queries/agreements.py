"""What was agreed lately: the statements of consensus in the newest published results."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache, reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q

from yishiting.web.deliberation.models import Phase, PublishedResult, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from django.db.models import QuerySet

_RESULTS = 3
_STATEMENTS_EACH = 2


@dataclass(frozen=True)
class Agreement:
    """One published result with the statements on which it found the widest consensus; ``n_agreed`` counts them all."""

    result: PublishedResult
    statements: list[Statement]
    n_agreed: int


def newest_results() -> QuerySet[PublishedResult]:
    """Give the newest published result of each deliberation that everybody may see, the latest first."""
    newer = PublishedResult.objects.filter(deliberation=OuterRef("deliberation"), number__gt=OuterRef("number"))
    public = PublishedResult.objects.filter(~Exists(newer.order_by()), deliberation__forum__is_published=True)
    seen = public.exclude(deliberation__phase=Phase.DRAFT).select_related("deliberation")
    told = seen.only("number", "made_at", "n_participants", "deliberation__slug", "deliberation__question")
    return told.order_by("-made_at", "-pk")


def latest_agreements(results: Iterable[PublishedResult]) -> list[Agreement]:
    """Read what the latest of some published results agree on; a result without consensus is left out.

    The texts are the statements' own, as they stand now: what moderation has removed since is not shown.
    """
    latest = sorted(results, key=lambda each: (each.made_at, each.pk), reverse=True)[:_RESULTS]
    agreed = _agreed_in(tuple((each.pk, each.made_at.isoformat()) for each in latest))
    if not any(agreed.values()):
        return []
    wanted = [Q(deliberation=each.deliberation_id, number__in=agreed.get(each.pk, ())) for each in latest]
    texts = Statement.objects.filter(reduce(or_, wanted), status=Statement.Status.ACCEPTED)
    found = {(each.deliberation_id, each.number): each for each in texts}
    return [
        each for each in (_agreement(result, agreed.get(result.pk, []), found) for result in latest) if each.n_agreed
    ]


def _agreement(
    result: PublishedResult, numbers: Sequence[int], found: Mapping[tuple[int, int], Statement]
) -> Agreement:
    keys = [(result.deliberation_id, number) for number in numbers]
    standing = [found[key] for key in keys if key in found]
    return Agreement(result, standing[:_STATEMENTS_EACH], len(standing))


@lru_cache(maxsize=64)
def _agreed_in(results: tuple[tuple[int, str], ...]) -> dict[int, list[int]]:
    """Give the numbers of the agreed statements by result. A published result never changes: it is read once.

    The moment at which it was made tells it from one that had its number in another database.
    """
    parts = [f"analysis__statements__{part}" for part in ("ids", "verdicts", "consensus")]
    rows = PublishedResult.objects.filter(pk__in=[pk for pk, _made_at in results]).order_by().values_list("pk", *parts)
    return {pk: _agreed(*columns) for pk, *columns in rows}


def _agreed(numbers: Sequence[int], verdicts: Sequence[str], consensus: Sequence[float]) -> list[int]:
    held = [
        (-score, number)
        for number, verdict, score in zip(numbers, verdicts, consensus, strict=True)
        if verdict == "consensus"
    ]
    return [int(number) for _score, number in sorted(held)]
