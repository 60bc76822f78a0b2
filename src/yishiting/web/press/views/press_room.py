"""The press room's front."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone

from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.press.queries.releases import newest_releases

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_NEWEST = 5


@permits("site.see")
def press_room(request: HttpRequest) -> HttpResponse:
    """Show what journalists come for: the newest releases, and where to go from there."""
    now = timezone.now()
    releases = newest_releases(now, _NEWEST)
    context = {
        "releases": releases,
        # Whoever answers for the newest release answers journalists at the moment.
        "contact": next((each.contact for each in releases if each.contact), ""),
        "may_desk": may("press.see_desk", actor_of(request)),
        "now": now,
    }
    return render(request, "press/press_room.html", context)
