"""The programme: day by day, and as a grid."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone

from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.queries.assembly import current_assembly
from yishiting.web.programme.queries.grid import grid_days
from yishiting.web.programme.queries.programme import Asked, listed_sessions, programme_page, public_sessions

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@permits("site.see")
def programme(request: HttpRequest) -> HttpResponse:
    """List the sessions of a day, or of every day; the address chooses day and forum."""
    now, assembly = timezone.now(), current_assembly()
    page = programme_page(Asked.of(request.GET), assembly.time_zone, now, sessions=public_sessions())
    may_desk = may("programme.see_desk", actor_of(request))
    context = {"assembly": assembly, "page": page, "now": now, "may_desk": may_desk}
    return render(request, "programme/programme.html", context)


@permits("site.see")
def programme_grid(request: HttpRequest) -> HttpResponse:
    """Show the same by room and time, each day on a page of its own when printed."""
    now, assembly = timezone.now(), current_assembly()
    page = programme_page(Asked.of(request.GET), assembly.time_zone, now, sessions=listed_sessions())
    context = {"assembly": assembly, "page": page, "grids": grid_days(page.days), "now": now}
    return render(request, "programme/grid.html", context)
