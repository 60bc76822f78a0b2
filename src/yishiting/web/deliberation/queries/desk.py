"""What the desk shows of one deliberation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, OuterRef, Subquery

from yishiting.web.deliberation.models import Deliberation, ModerationEntry, Phase, Statement, Vote
from yishiting.web.deliberation.queries.readiness import obstacles_to_opening
from yishiting.web.deliberation.rules import is_past
from yishiting.web.permissions.decision import may

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from yishiting.web.permissions.actor import Actor

Status = Statement.Status

STEPS = ("open", "stop_statements", "take_statements_again", "close", "publish", "delete")


@dataclass(frozen=True)
class DeliberationDesk:
    """One deliberation: how far it is, what waits, and what this person may do with it."""

    n_people: int
    n_votes: int
    n_by_status: dict[str, int]
    obstacles: tuple[str, ...]
    is_late: bool
    steps: tuple[str, ...]
    may_change: bool
    may_import: bool
    may_import_votes: bool
    phases: tuple[tuple[str, bool, bool], ...]

    @property
    def n_waiting(self) -> int:
        """How many statements wait for a decision."""
        return self.n_by_status.get(Status.WAITING, 0)

    @property
    def n_accepted(self) -> int:
        """How many statements can be answered."""
        return self.n_by_status.get(Status.ACCEPTED, 0)


def deliberation_desk(deliberation: Deliberation, actor: Actor, now: datetime) -> DeliberationDesk:
    """Read a deliberation's page at the desk."""
    statuses = deliberation.statements.order_by().values("status").annotate(n=Count("pk"))
    votes = Vote.objects.filter(statement__deliberation=deliberation)
    counted = votes.aggregate(people=Count("participant", distinct=True), votes=Count("pk"))
    is_draft = deliberation.phase == Phase.DRAFT
    return DeliberationDesk(
        n_people=counted["people"],
        n_votes=counted["votes"],
        n_by_status=dict(statuses.values_list("status", "n")),
        obstacles=obstacles_to_opening(deliberation, now) if is_draft else (),
        is_late=is_draft and is_past(deliberation.opens_at, now),
        steps=tuple(step for step in STEPS if may(f"deliberation.{step}", actor, deliberation)),
        may_change=may("deliberation.change", actor, deliberation),
        may_import=may("deliberation.import", actor, deliberation),
        may_import_votes=may("deliberation.import_votes", actor, deliberation),
        phases=_phases(Phase(deliberation.phase)),
    )


def _phases(phase: Phase) -> tuple[tuple[str, bool, bool], ...]:
    """Give each phase's name, whether it is over, and whether it is now."""
    every = list(Phase)
    return tuple((str(each.label), every.index(each) < every.index(phase), each == phase) for each in every)


def desk_statements(deliberation: Deliberation, status: str = "") -> QuerySet[Statement]:
    """List statements for the desk, with how many have answered each: what they answered, only the result tells.

    Tallies that move with every vote would tell moderators what each delegation has just answered.
    """
    statements = deliberation.statements.select_related("author__delegation").annotate(n_answers=Count("votes"))
    # Counting loses the model's own order.
    return (statements.filter(status=status) if status in Status.values else statements).order_by("number")


def moderation_queue(deliberation: Deliberation) -> QuerySet[Statement]:
    """List statements that wait, the oldest first."""
    waiting = deliberation.statements.filter(status=Status.WAITING).select_related("author__delegation")
    return waiting.order_by("made_at", "number")


def lately_decided(deliberation: Deliberation, limit: int = 10) -> QuerySet[Statement]:
    """List the statements that were decided about last, the newest first: a decision can be undone from here."""
    last = ModerationEntry.objects.filter(statement=OuterRef("pk")).exclude(decision="translated")
    newest = last.order_by("-made_at", "-pk").values("made_at")[:1]
    decided = deliberation.statements.exclude(status=Status.WAITING).annotate(last_decision=Subquery(newest))
    return decided.filter(last_decision__isnull=False).order_by("-last_decision", "-number")[:limit]
