"""Publishing at the desk: asked for here, computed by the worker, followed here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import redirect, render
from django.utils import timezone

from yishiting.web.deliberation.actions.publishing import publish_result
from yishiting.web.deliberation.finders import find_deliberation
from yishiting.web.deliberation.models import PublicationJob
from yishiting.web.deliberation.queries.enough import missing_now
from yishiting.web.deliberation.queries.results import live_head, publication_jobs, published_heads
from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.deliberation.models import Deliberation

_JOBS_SHOWN = 10
_TOO_FEW = PublicationJob.Failure.TOO_FEW


@permits(get="deliberation.desk", post="deliberation.publish", finder=find_deliberation)
def desk_publish(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Show how publishing stands, and take the wish to publish."""
    actor = actor_of(request)
    if request.method == "POST":
        publish_result(deliberation=deliberation, by=actor.account, now=timezone.now())
        return redirect("desk_publish", slug=deliberation.slug)
    jobs = list(publication_jobs(deliberation)[:_JOBS_SHOWN])
    context = {
        "deliberation": deliberation,
        "jobs": jobs,
        "is_under_way": any(job.state in PublicationJob.UNFINISHED for job in jobs),
        "results": published_heads(deliberation),
        "live": live_head(deliberation),
        "missing": missing_now(deliberation) if any(job.failure == _TOO_FEW for job in jobs) else "",
        "may_publish": may("deliberation.publish", actor, deliberation),
    }
    is_part = bool(request.headers.get("HX-Request"))
    return render(
        request, "deliberation/desk_publish_state.html" if is_part else "deliberation/desk_publish.html", context
    )
