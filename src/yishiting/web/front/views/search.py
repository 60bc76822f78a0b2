"""Search: one box over everything that is public."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils import timezone
from django.utils.cache import patch_cache_control

from yishiting.web.front.queries.search import LONGEST_QUERY, Asked, results_of
from yishiting.web.permissions.guard import permits
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@permits("site.see")
def search(request: HttpRequest) -> HttpResponse:
    """Show what holds the words of the address; without words, the box alone."""
    asked = Asked.of(request.GET)
    context = {
        "assembly": current_assembly(),
        "asked": asked,
        "results": results_of(asked, timezone.now()) if asked.words else None,
        "longest": LONGEST_QUERY,
    }
    response = render(request, "front/search.html", context)
    response.headers["X-Robots-Tag"] = "noindex"
    # What is hidden a moment later must not come out of anybody's cache.
    patch_cache_control(response, private=True, no_cache=True)
    return response
