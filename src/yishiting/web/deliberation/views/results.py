"""The provisional result: seen after a few answers of one's own, following the votes, with one's own place in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.messages import get_messages
from django.shortcuts import redirect, render
from django.utils.cache import get_conditional_response

from yishiting.web.deliberation.finders import find_deliberation
from yishiting.web.deliberation.models import ANSWERING, Phase
from yishiting.web.deliberation.queries.enough import enters_in_tens, holds_back, missing_now
from yishiting.web.deliberation.queries.progress import own_votes
from yishiting.web.deliberation.queries.results import (
    all_statements,
    live_head,
    published_heads,
    shown_result,
    title_of_all_statements,
)
from yishiting.web.own_page import etag_of, personal
from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.deliberation.models import Deliberation
    from yishiting.web.deliberation.queries.progress import OwnVotes, Progress
    from yishiting.web.deliberation.queries.results import ResultHead
    from yishiting.web.people.models import Participant

# A browser asks so often whether there is a newer result.
SECONDS_BETWEEN = 3


@dataclass(frozen=True)
class Viewing:
    """One reader before one deliberation's result: how far they have come, and which revision there is."""

    voter: Participant | None
    own: OwnVotes
    progress: Progress
    may_see: bool
    head: ResultHead | None
    missing: str
    is_held_back: bool
    enters_in_tens: bool

    @classmethod
    def of(cls, request: HttpRequest, deliberation: Deliberation) -> Viewing:
        """Read it."""
        actor = actor_of(request)
        voter = actor.voter(deliberation)
        own = own_votes(deliberation, voter)
        progress = own.progress(deliberation)
        has_answered = progress.n_answered > 0 and not progress.n_left
        head = live_head(deliberation)
        return cls(
            voter=voter,
            own=own,
            progress=progress,
            may_see=has_answered or may("result.see_before_answering", actor, deliberation),
            head=head,
            missing="" if head else missing_now(deliberation),
            is_held_back=holds_back(deliberation) and deliberation.phase in ANSWERING,
            enters_in_tens=enters_in_tens(deliberation),
        )

    @property
    def state(self) -> tuple[Any, ...]:
        """All that the page's words and figures depend on, besides the frame around it."""
        votes = tuple(sorted(self.own.votes.items()))
        return self.head.state if self.head else self.missing, votes, len(self.own.statements), self.may_see


@permits("result.see", find_deliberation)
def result(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Show the provisional result; once one is published, lead to the latest of those."""
    published = published_heads(deliberation) if deliberation.phase == Phase.PUBLISHED else []
    if published:
        return redirect("published_result", slug=deliberation.slug, number=published[0].number)
    viewing = Viewing.of(request, deliberation)
    part_etag = etag_of(request, viewing.state, deliberation.phase, is_part=True)
    is_part = bool(request.headers.get("HX-Request"))
    etag = part_etag if is_part else etag_of(request, viewing.state, deliberation.phase)
    unchanged = None if any(get_messages(request)) else get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return personal(unchanged, etag)
    context = {"deliberation": deliberation, "viewing": viewing, "etag": part_etag, "seconds": SECONDS_BETWEEN}
    if viewing.may_see and viewing.head:
        context["result"] = shown_result(deliberation, viewing.head, viewing.voter)
    template = "deliberation/result_live.html" if is_part else "deliberation/result.html"
    return personal(render(request, template, context), etag)


@permits("result.see", find_deliberation)
def live_statements(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Show the table of all statements with the provisional figures."""
    viewing = Viewing.of(request, deliberation)
    if not viewing.may_see or viewing.head is None:
        return redirect("result", slug=deliberation.slug)
    context = {
        "deliberation": deliberation,
        "head": viewing.head,
        "title": title_of_all_statements(viewing.head),
        "table": all_statements(viewing.head),
    }
    return render(request, "deliberation/result_statements.html", context)
