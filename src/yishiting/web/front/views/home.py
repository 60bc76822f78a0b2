"""The first page, and the list of all questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone

from yishiting.web.deliberation.models import Deliberation
from yishiting.web.deliberation.queries.tiles import tiles_of
from yishiting.web.front.queries.home import home_of
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@permits("site.see")
def home(request: HttpRequest) -> HttpResponse:
    """Tell at a glance what the assembly is, what is on, and which questions are open."""
    now, assembly = timezone.now(), current_assembly()
    if not assembly.pk or not assembly.title:
        return render(request, "front/empty.html", {"assembly": assembly})
    page = home_of(assembly, actor_of(request), now)
    return render(request, "front/home.html", {"assembly": assembly, "page": page, "now": now})


@permits("site.see")
def deliberations(request: HttpRequest) -> HttpResponse:
    """List every question that has been opened, by what can be done with it."""
    now = timezone.now()
    context = {
        "assembly": current_assembly(),
        "tiles": tiles_of(Deliberation.objects.all(), actor_of(request), now),
        "now": now,
    }
    return render(request, "front/deliberations.html", context)
