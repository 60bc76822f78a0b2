"""Published results: each under its number for good, and what changed between two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404
from django.shortcuts import render
from django.utils.cache import get_conditional_response
from django.utils.translation import get_language

from yishiting.web.deliberation.finders import find_published
from yishiting.web.deliberation.queries.comparing import changes
from yishiting.web.deliberation.queries.enough import enters_in_tens
from yishiting.web.deliberation.queries.results import (
    all_statements,
    own_votes_by_number,
    published_heads,
    shown_result,
    title_of_all_statements,
)
from yishiting.web.deliberation.result_files import report_name
from yishiting.web.own_page import etag_of, personal
from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.deliberation.models import Deliberation
    from yishiting.web.deliberation.queries.results import ResultHead


@permits("result.see", find_published)
def published_result(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Show one published result."""
    actor, heads = actor_of(request), published_heads(deliberation)
    head = _chosen(request, heads)
    voter = actor.voter(deliberation)
    may_take_answers = may("matrix.download", actor, deliberation)
    own_votes = sorted(own_votes_by_number(deliberation, voter).items())
    etag = etag_of(request, head.state, len(heads), own_votes, may_take_answers)
    unchanged = get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return personal(unchanged, etag)
    context = {
        "deliberation": deliberation,
        "result": shown_result(deliberation, head, voter),
        "others": [other for other in heads if other.number != head.number],
        "may_take_answers": may_take_answers,
        "enters_in_tens": enters_in_tens(deliberation),
        "report_name": report_name(get_language() or settings.LANGUAGE_CODE),
    }
    return personal(render(request, "deliberation/result_published.html", context), etag)


@permits("result.see", find_published)
def published_statements(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Show the table of all statements of a published result."""
    head = _chosen(request, published_heads(deliberation))
    context = {
        "deliberation": deliberation,
        "head": head,
        "title": title_of_all_statements(head),
        "table": all_statements(head),
    }
    return render(request, "deliberation/result_statements.html", context)


@permits("result.see", find_published)
def result_changes(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Show what changed since another published result, the one before unless ``since`` names one."""
    heads = published_heads(deliberation)
    head = _chosen(request, heads)
    since = request.GET.get("since", str(head.number - 1))
    other = next((each for each in heads if str(each.number) == since and each.number != head.number), None)
    earlier, later = sorted((other, head), key=lambda each: each.number) if other else (None, head)
    context = {
        "deliberation": deliberation,
        "earlier": earlier,
        "later": later,
        "head": head,
        "others": [each for each in heads if each.number != head.number],
        "changes": changes(deliberation, earlier.number, later.number) if earlier else [],
    }
    return render(request, "deliberation/result_changes.html", context)


def _chosen(request: HttpRequest, heads: list[ResultHead]) -> ResultHead:
    """Give the one whose number stands in the address; the finder has seen that it is there."""
    number = request.resolver_match.kwargs["number"] if request.resolver_match else 0
    for head in heads:
        if head.number == number:
            return head
    raise Http404
