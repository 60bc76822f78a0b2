"""The page of a forum."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.shortcuts import render
from django.utils import timezone

from yishiting.web.deliberation.queries.tiles import tiles_of
from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.finders import find_forum
from yishiting.web.programme.queries.assembly import current_assembly
from yishiting.web.programme.queries.people import chairs_of
from yishiting.web.programme.queries.programme import programme_days, sessions_in

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.programme.models import Forum


@permits("forum.see", find_forum)
def forum(request: HttpRequest, forum: Forum) -> HttpResponse:
    """Tell what a forum is about, whose it is, and what is open in it."""
    actor, now, assembly = actor_of(request), timezone.now(), current_assembly()
    context = {
        "assembly": assembly,
        "forum": forum,
        "days": programme_days(sessions_in(forum), ZoneInfo(assembly.time_zone)),
        "hosts": forum.hosts.all(),
        "chairs": chairs_of(forum),
        "tiles": tiles_of(forum.deliberations.all(), actor, now),
        "may_desk": may("forum.desk", actor, forum),
        "now": now,
    }
    return render(request, "programme/forum.html", context)
