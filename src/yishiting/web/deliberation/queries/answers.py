"""One's own answers and one's own statements, for the pages that list them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yishiting.web.deliberation.models import Statement, Vote

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from yishiting.web.deliberation.models import Deliberation
    from yishiting.web.people.models import Participant


def own_answers(deliberation: Deliberation, voter: Participant | None) -> QuerySet[Vote]:
    """Give the answers to statements that stand, the latest first, with the seat that gave each."""
    votes = Vote.objects.filter(
        participant=voter, statement__deliberation=deliberation, statement__status=Statement.Status.ACCEPTED
    )
    return votes.select_related("statement", "account").order_by("-answered_at", "-pk")


def own_statements(deliberation: Deliberation, voter: Participant | None) -> QuerySet[Statement]:
    """Give what somebody has put forward, whatever became of it, the latest first."""
    if voter is None:
        return Statement.objects.none()
    return deliberation.statements.filter(author=voter).order_by("-number")


def answer_to(statement: Statement, voter: Participant | None) -> Vote | None:
    """Give the answer that stands, if there is one."""
    return None if voter is None else Vote.objects.filter(participant=voter, statement=statement).first()
