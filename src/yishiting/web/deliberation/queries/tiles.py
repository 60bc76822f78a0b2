"""Deliberations as the first page and a forum's page list them: by phase, with the reader's own progress."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from yishiting.web.deliberation.models import LiveResult, Phase, PublishedResult, Statement, Vote
from yishiting.web.deliberation.rules import is_answering
from yishiting.web.permissions.decision import may

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from yishiting.web.deliberation.models import Deliberation
    from yishiting.web.permissions.actor import Actor


@dataclass(frozen=True)
class Tile:
    """One deliberation as a list shows it; ``n_people`` is how many have answered."""

    deliberation: Deliberation
    n_statements: int
    n_people: int
    n_answered: int
    may_answer: bool
    results: tuple[PublishedResult, ...]

    @property
    def n_left(self) -> int:
        """How many statements the reader has not answered."""
        return max(self.n_statements - self.n_answered, 0)


@dataclass(frozen=True)
class Tiles:
    """Deliberations by what can be done with them: answer, wait for the result, read the result."""

    open: list[Tile] = field(default_factory=list)
    closed: list[Tile] = field(default_factory=list)
    published: list[Tile] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.open or self.closed or self.published)


def tiles_of(deliberations: QuerySet[Deliberation], actor: Actor, now: datetime) -> Tiles:
    """Read what everybody may see of some deliberations: drafts and unpublished forums are left out."""
    public = deliberations.filter(forum__is_published=True).exclude(phase=Phase.DRAFT).select_related("forum")
    accepted = Count("statements", Q(statements__status=Statement.Status.ACCEPTED))
    shown = list(public.annotate(n_statements=accepted).order_by("forum__order", "forum__slug", "order", "pk"))
    people, answered, results = people_who_answered(shown), _answered(shown, actor), _results(shown)
    tiles = Tiles()
    for each in shown:
        is_open = is_answering(each, now)
        where = tiles.open if is_open else tiles.published if results.get(each.pk) else tiles.closed
        tile = Tile(
            each,
            int(each.n_statements),
            people.get(each.pk, 0),
            answered.get(each.pk, 0),
            may_answer=is_open and may("answer.give", actor, each),
            results=tuple(results.get(each.pk, ())),
        )
        where.append(tile)
    return tiles


def people_who_answered(deliberations: Sequence[Deliberation]) -> dict[int, int]:
    """Count who has answered; the analysis has counted already, unless nothing has been analysed yet."""
    ids = [each.pk for each in deliberations]
    counted = dict(LiveResult.objects.filter(deliberation__in=ids).values_list("deliberation_id", "n_participants"))
    missing = [pk for pk in ids if pk not in counted]
    if missing:
        votes = Vote.objects.filter(statement__deliberation__in=missing).values("statement__deliberation")
        rows = votes.annotate(n=Count("participant", distinct=True)).values_list("statement__deliberation", "n")
        counted.update(rows)
    return counted


def _answered(deliberations: Sequence[Deliberation], actor: Actor) -> dict[int, int]:
    """Count the reader's own answers; a delegate's are the delegation's where delegations are admitted."""
    voters = {each: actor.voter(each) for each in deliberations}
    own = [Q(participant=voter, statement__deliberation=each) for each, voter in voters.items() if voter is not None]
    if not own:
        return {}
    votes = Vote.objects.filter(reduce(or_, own), statement__status=Statement.Status.ACCEPTED)
    return dict(
        votes.values("statement__deliberation").annotate(n=Count("pk")).values_list("statement__deliberation", "n")
    )


def _results(deliberations: Sequence[Deliberation]) -> dict[int, list[PublishedResult]]:
    published = PublishedResult.objects.filter(deliberation__in=[each.pk for each in deliberations])
    found: dict[int, list[PublishedResult]] = {}
    for result in published.only("deliberation_id", "number", "made_at", "n_participants", "n_votes"):
        found.setdefault(result.deliberation_id, []).append(result)
    return found
