"""A session's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone

from yishiting.web.deliberation.models import Deliberation
from yishiting.web.deliberation.queries.tiles import tiles_of
from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.finders import find_session

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.programme.models import Session


@permits("session.see", find_session)
def session(request: HttpRequest, session: Session) -> HttpResponse:
    """Tell when and where a session is, who speaks, what about, and what the forum asks."""
    actor, now = actor_of(request), timezone.now()
    deliberations = session.forum.deliberations.all() if session.forum else Deliberation.objects.none()
    context = {
        "session": session,
        "appearances": session.appearances.select_related("speaker"),
        "documents": session.documents.all(),
        "changes": session.changes.all(),
        "tiles": tiles_of(deliberations, actor, now),
        "may_desk": may("session.desk", actor, session),
        "now": now,
    }
    return render(request, "programme/session.html", context)
