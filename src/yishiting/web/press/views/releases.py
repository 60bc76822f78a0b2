"""Releases as everybody reads them: the list, one release, and how it was worded before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language

from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.press.finders import find_release
from yishiting.web.press.queries.releases import (
    corrections_of,
    forums_with_releases,
    languages_of,
    listed_releases,
    wording,
    wordings,
)

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.press.models import Release

ON_ONE_PAGE = 20


@permits("site.see")
def releases(request: HttpRequest) -> HttpResponse:
    """List the public releases, the newest first; the address may name a forum."""
    now, forum = timezone.now(), request.GET.get("forum", "").replace("\0", "")
    context = {
        "page": Paginator(listed_releases(now, forum), ON_ONE_PAGE).get_page(request.GET.get("page")),
        "forums": forums_with_releases(now),
        "forum": forum,
        "may_desk": may("press.see_desk", actor_of(request)),
    }
    return render(request, "press/releases.html", context)


@permits("release.see", find_release)
def release(request: HttpRequest, release: Release) -> HttpResponse:
    """Show a release: its words, or that it was withdrawn; to the press desk also before it is public."""
    actor, now, state = actor_of(request), timezone.now(), release.state_at(timezone.now())
    context = {"release": release, "state": state, "now": now, "may_desk": may("release.desk", actor, release)}
    if state == release.State.WITHDRAWN:
        return render(request, "press/withdrawn.html", {**context, "title": release.title.shown(_reader(request))})
    context |= {
        "wording": wording(release, _reader(request)),
        "languages": release.languages,
        "corrections": corrections_of(release),
        "address": settings.PUBLIC_URL + request.path,
    }
    return render(request, "press/release.html", context)


@permits("release.see", find_release)
def release_versions(request: HttpRequest, release: Release) -> HttpResponse:
    """Show all wordings of a release, the latest first; of a withdrawn one there is nothing to read."""
    if release.withdrawn_at is not None:
        return redirect("release", slug=release.slug)
    context = {
        "release": release,
        "state": release.state_at(timezone.now()),
        "wordings": wordings(release, _reader(request)),
        "languages": languages_of(release, release.corrections.all()),
    }
    return render(request, "press/release_versions.html", context)


def _reader(request: HttpRequest) -> str:
    """Give the language in which the release was asked for; else the reader's own."""
    return request.GET.get("language", "") or get_language() or "en"
