"""The directory of exhibitors, the list by halls, and somebody's own walk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from yishiting.web.exhibition.actions.walk import favour_exhibitor, unfavour_exhibitor
from yishiting.web.exhibition.finders import find_exhibitor
from yishiting.web.exhibition.queries.directory import Asked, directory
from yishiting.web.exhibition.queries.halls import floor_list
from yishiting.web.exhibition.queries.walk import walk_halls
from yishiting.web.exhibition.walk_owner import COOKIE, owner_of
from yishiting.web.permissions.guard import permits
from yishiting.web.programme.agenda_owner import fresh_owner

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.exhibition.models import Exhibitor


@permits("site.see")
def exhibition(request: HttpRequest) -> HttpResponse:
    """List the exhibitors; the address searches and narrows down. For htmx the next cards alone."""
    found = directory(Asked.of(request.GET), request.GET.get("page"))
    is_more = cast("Any", request).htmx and found.page.number > 1
    template = "exhibition/parts/cards.html" if is_more else "exhibition/exhibition.html"
    response = render(request, template, {"directory": found, "page": found.page, "is_more": is_more})
    patch_vary_headers(response, ["HX-Request"])
    return response


@permits("site.see")
def exhibition_halls(request: HttpRequest) -> HttpResponse:
    """List the exhibitors by hall and booth, to be printed and carried around."""
    return render(request, "exhibition/halls.html", {"halls": floor_list()})


@permits("site.see")
@never_cache
def exhibition_walk(request: HttpRequest) -> HttpResponse:
    """Show whom somebody wants to see, in the order of halls and booths."""
    owner = owner_of(request)
    context = {"halls": walk_halls(owner), "has_account": owner.account is not None}
    return render(request, "exhibition/walk.html", context)


@permits(post="exhibitor.favour", finder=find_exhibitor)
def exhibitor_star(request: HttpRequest, exhibitor: Exhibitor) -> HttpResponse:
    """Put an exhibitor on one's walk or take it off: "star" is 1 or 0. The first one gives a browser its cookie."""
    owner, is_wanted = owner_of(request), request.POST.get("star") == "1"
    if is_wanted:
        owner = owner if owner.account or owner.cookie_key else fresh_owner()
        favour_exhibitor(owner=owner, exhibitor=exhibitor, now=timezone.now())
    else:
        unfavour_exhibitor(owner=owner, exhibitor=exhibitor)
    if cast("Any", request).htmx:
        cast("Any", request).favoured_exhibitors = frozenset({exhibitor.pk} if is_wanted else ())
        response = render(request, "exhibition/parts/star.html", {"exhibitor": exhibitor})
    else:
        response = redirect(f"{_came_from(request)}#star-{exhibitor.slug}")
    if owner.cookie_key:
        COOKIE.give(response, owner.cookie_key)
    return response


def _came_from(request: HttpRequest) -> str:
    """Give the page with the button, where it is one of ours."""
    page = request.POST.get("next", "").partition("#")[0]
    is_ours = page.startswith("/") and url_has_allowed_host_and_scheme(page, allowed_hosts=None)
    return page if is_ours else reverse("exhibition_walk")
