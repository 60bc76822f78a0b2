"""The programme at the desk: every session in every state, and publishing several at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext

from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.actions.sessions import publish_sessions
from yishiting.web.programme.forms.session import PublishingForm
from yishiting.web.programme.queries import desk_programme as queries
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@permits("programme.see_desk")
def desk_programme(request: HttpRequest) -> HttpResponse:
    """List the sessions of one's own forums by day; the address narrows them down."""
    actor, asked, forums = actor_of(request), queries.Asked.of(request.GET), queries.all_forums()
    sessions = queries.chosen_sessions(queries.sessions_with("session.desk", actor, forums), asked)
    context = {
        "asked": asked,
        "page": queries.desk_programme(sessions, current_assembly().time_zone, asked),
        "forums": queries.forums_with("forum.desk", actor, forums),
        "states": queries.STATE_NAMES,
        "may_manage": may("programme.manage", actor),
        "may_publish": may("programme.publish", actor),
        "makes_in": queries.forums_with("session.make", actor, forums),
    }
    return render(request, "programme/desk_programme.html", context)


@permits(get="programme.publish", post="programme.publish")
def desk_programme_publish(request: HttpRequest) -> HttpResponse:
    """Publish those sessions that are ticked; offered is only what this person may publish."""
    actor, asked, forums = actor_of(request), queries.Asked.of(request.GET), queries.all_forums()
    mine = queries.sessions_with("session.publish", actor, forums)
    drafts = queries.chosen_sessions(mine, asked.only_drafts())
    page = queries.desk_programme(drafts, current_assembly().time_zone, asked)
    form = PublishingForm(request.POST if request.method == "POST" else None, sessions=page.with_a_time)
    if request.method == "POST" and form.is_valid():
        published = publish_sessions(sessions=form.chosen, by=actor.account, now=timezone.now())
        said = ngettext("%(n)d session is published.", "%(n)d sessions are published.", len(published))
        messages.success(request, said % {"n": len(published)})
        return redirect("desk_programme")
    context = {"asked": asked, "form": form, "page": page, "forums": queries.forums_with("session.make", actor, forums)}
    return render(request, "programme/desk_programme_publish.html", context, status=422 if form.errors else 200)
