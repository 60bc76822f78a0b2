"""The desk's front page: what waits, and how participation develops."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone

from yishiting.web.deliberation.models import ANSWERING, Deliberation, Phase
from yishiting.web.desk.queries.forums import my_forums
from yishiting.web.desk.queries.participation import participation_in
from yishiting.web.desk.queries.waiting import waiting_for
from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@permits("desk.see")
def desk(request: HttpRequest) -> HttpResponse:
    """Show what waits for this person, and how participation develops in one of their deliberations."""
    actor, now, assembly = actor_of(request), timezone.now(), current_assembly()
    waiting = waiting_for(actor, now)
    opened = [each for each in waiting.deliberations if each.phase != Phase.DRAFT]
    shown = _chosen(opened, request.GET.get("deliberation", ""))
    context = {
        "waiting": waiting,
        "forums": my_forums(actor),
        "opened": opened,
        "participation": participation_in(shown, assembly, now) if shown else None,
        "is_organiser": may("desk.set_up_assembly", actor),
        "has_programme": may("programme.see_desk", actor),
        "has_press": may("press.see_desk", actor),
        "may_see_people": may("desk.see_people", actor),
        "now": now,
    }
    return render(request, "desk/front.html", context)


def _chosen(opened: list[Deliberation], slug: str) -> Deliberation | None:
    """Give the deliberation that was asked for; else one that people answer now, else the last one."""
    running = [each for each in opened if each.phase in ANSWERING]
    return next((each for each in opened if each.slug == slug), None) or next(iter(running or opened), None)
