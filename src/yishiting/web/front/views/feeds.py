"""Feeds, and the page that lists all there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from yishiting.web.feed_answer import handed_out, language_asked
from yishiting.web.front.queries.feeds import results_atom, sessions_atom
from yishiting.web.permissions.guard import permits
from yishiting.web.programme.models import Forum
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_ATOM = "application/atom+xml"


@permits("site.see")
def feeds(request: HttpRequest) -> HttpResponse:
    """List all feeds."""
    forums = Forum.objects.filter(is_published=True).defer("about")
    return render(request, "front/feeds.html", {"assembly": current_assembly(), "forums": forums})


@permits("site.see")
def sessions_feed(request: HttpRequest) -> HttpResponse:
    """Give the sessions that are new or were changed, as an Atom feed."""
    assembly = current_assembly()
    content = sessions_atom(assembly, language_asked(request, assembly))
    return handed_out(request, content, _ATOM, "sessions.atom")


@permits("site.see")
def results_feed(request: HttpRequest) -> HttpResponse:
    """Give the published results as an Atom feed."""
    assembly = current_assembly()
    content = results_atom(assembly, language_asked(request, assembly))
    return handed_out(request, content, _ATOM, "results.atom")
