"""What is public about moderation: the policy, and what was decided by it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render

from yishiting.web.deliberation.actions.statements import MOST_STANDING, MOST_WAITING
from yishiting.web.deliberation.finders import find_deliberation
from yishiting.web.deliberation.policy import REASONS
from yishiting.web.deliberation.queries.record import moderation_record, wording_record
from yishiting.web.permissions.guard import permits

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.deliberation.models import Deliberation

_ON_A_PAGE = 50
_TEXTS_ON_A_PAGE = 10  # a background may have 20,000 characters


@permits("site.see")
def policy(request: HttpRequest) -> HttpResponse:
    """Say for which reasons a statement is not accepted or is removed."""
    return render(
        request,
        "deliberation/policy.html",
        {"reasons": REASONS, "most_waiting": MOST_WAITING, "most_standing": MOST_STANDING},
    )


@permits("moderation.see_record", find_deliberation)
def moderation(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """List what was decided about statements, texts not accepted left out, and how translations were changed."""
    page = Paginator(moderation_record(deliberation), _ON_A_PAGE).get_page(request.GET.get("page"))
    wording = Paginator(wording_record(deliberation), _TEXTS_ON_A_PAGE).get_page(request.GET.get("wording"))
    return render(
        request, "deliberation/moderation.html", {"deliberation": deliberation, "page": page, "wording": wording}
    )
