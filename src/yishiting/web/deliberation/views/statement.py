"""One statement, with its address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone

from yishiting.web.deliberation.finders import find_statement
from yishiting.web.deliberation.policy import REASONS
from yishiting.web.deliberation.queries.answers import answer_to
from yishiting.web.deliberation.rules import is_answering
from yishiting.web.people.cookie import give_cookie
from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.deliberation.models import Statement


@permits("statement.see", find_statement)
def statement(request: HttpRequest, statement: Statement) -> HttpResponse:
    """Show a statement in every language it has, and one's own answer to it."""
    actor = actor_of(request)
    deliberation = statement.deliberation
    context = {
        "deliberation": deliberation,
        "statement": statement,
        "given": answer_to(statement, actor.voter(deliberation)),
        "may_answer": may("statement.answer", actor, statement) and is_answering(deliberation, timezone.now()),
        "is_mine": actor.is_author(statement),
        "reason": REASONS.get(statement.reason),
    }
    response = render(request, "deliberation/statement.html", context)
    give_cookie(request, response)
    return response
