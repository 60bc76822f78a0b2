"""Who speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone

from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.finders import find_public_speaker
from yishiting.web.programme.queries.assembly import current_assembly
from yishiting.web.programme.queries.programme import programme_days, sessions_with_speaker
from yishiting.web.programme.queries.speakers import public_speakers

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.programme.models import Speaker

_ON_ONE_PAGE = 60


@permits("site.see")
def speakers(request: HttpRequest) -> HttpResponse:
    """List those who speak in public sessions; the address searches in name and organisation."""
    search = request.GET.get("search", "").replace("\0", "").strip()
    page = Paginator(public_speakers(search), _ON_ONE_PAGE).get_page(request.GET.get("page"))
    return render(request, "programme/speakers.html", {"page": page, "search": search})


@permits("site.see", find_public_speaker)
def speaker(request: HttpRequest, speaker: Speaker) -> HttpResponse:
    """Tell who somebody is and in which public sessions they appear."""
    assembly = current_assembly()
    context = {
        "assembly": assembly,
        "speaker": speaker,
        "days": programme_days(sessions_with_speaker(speaker), ZoneInfo(assembly.time_zone)),
        "may_desk": may("programme.manage_speakers", actor_of(request)),
        "now": timezone.now(),
    }
    return render(request, "programme/speaker.html", context)
