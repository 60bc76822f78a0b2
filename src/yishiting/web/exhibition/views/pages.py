"""An exhibitor's page, an exhibit's page, and the feed of new exhibits."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

from yishiting.web.exhibition.feed import exhibits_atom
from yishiting.web.exhibition.finders import find_exhibit, find_exhibitor
from yishiting.web.exhibition.queries.exhibitors import exhibits_of, newest_exhibits, sessions_of
from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest

    from yishiting.web.exhibition.models import Exhibit, Exhibitor

_KEPT_FOR = 300  # seconds


@permits("exhibitor.see", find_exhibitor)
def exhibitor(request: HttpRequest, exhibitor: Exhibitor) -> HttpResponse:
    """Tell who somebody is, where they stand, what they show, and in which sessions it is spoken about."""
    exhibits = list(exhibits_of(exhibitor).filter(is_published=True))
    context = {
        "exhibitor": exhibitor,
        "links": exhibitor.links.all(),
        "exhibits": exhibits,
        "sessions": sessions_of(*exhibits),
        "may_desk": may("exhibitor.desk", actor_of(request), exhibitor),
    }
    return render(request, "exhibition/exhibitor.html", context)


@permits("exhibit.see", find_exhibit)
def exhibit(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Tell what something is, with its pictures, and in which sessions it is spoken about."""
    context = {
        "exhibit": exhibit,
        "exhibitor": exhibit.exhibitor,
        "pictures": exhibit.pictures.order_by("order", "pk"),
        "sessions": sessions_of(exhibit),
        "may_change": may("exhibit.change", actor_of(request), exhibit),
    }
    return render(request, "exhibition/exhibit.html", context)


@permits("site.see")
def exhibits_feed(request: HttpRequest) -> HttpResponse:
    """Give the exhibits that became public last as an Atom feed."""
    assembly = current_assembly()
    asked = request.GET.get("language", "")
    language = asked if asked in assembly.languages else next(iter(assembly.languages), "en")
    content = exhibits_atom(list(newest_exhibits()), assembly=assembly, language=language)
    etag = quote_etag(sha256(content).hexdigest()[:32])
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(content, content_type="application/atom+xml; charset=utf-8")
    response.headers["ETag"] = etag
    patch_cache_control(response, public=True, max_age=_KEPT_FOR)
    return response
