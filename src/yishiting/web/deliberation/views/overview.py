"""What a deliberation is about, who may take part, and how one's answers are seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone

from yishiting.web.deliberation.finders import find_deliberation
from yishiting.web.deliberation.models import Phase
from yishiting.web.deliberation.queries.overview import overview_of
from yishiting.web.deliberation.rules import is_answering
from yishiting.web.people.cookie import give_cookie
from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.deliberation.models import Deliberation

_OFFERED = (
    "answer.give",
    "answer.see_own",
    "constituency.declare",
    "statement.put_forward",
    "moderation.see_record",
    "deliberation.desk",
)


@permits("deliberation.see", find_deliberation)
def deliberation(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Show everything that somebody wants to know before they answer."""
    actor, now = actor_of(request), timezone.now()
    context = {
        "deliberation": deliberation,
        "overview": overview_of(deliberation, actor.voter(deliberation)),
        "phases": list(Phase),
        "phase_number": list(Phase).index(Phase(deliberation.phase)),
        "is_answering": is_answering(deliberation, now),
        "seat": actor.seat(deliberation),
        "offered": {action.replace(".", "_"): may(action, actor, deliberation) for action in _OFFERED},
    }
    response = render(request, "deliberation/overview.html", context)
    give_cookie(request, response)
    return response
