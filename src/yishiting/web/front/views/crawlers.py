"""What search engines ask for first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.http import HttpResponse
from django.urls import reverse
from django.utils import timezone

from yishiting.web.feed_answer import handed_out
from yishiting.web.front.queries.sitemap import sitemap
from yishiting.web.permissions.guard import permits

if TYPE_CHECKING:
    from django.http import HttpRequest

# Pages of one person, of the desk, or without end.
_NOT_FOR_ROBOTS = ("/desk/", "/account/", "/agenda/", "/invitation/", "/language/", "/search/")


@permits("site.see")
def robots_txt(_request: HttpRequest) -> HttpResponse:
    """Say what robots may read, and where the map is."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in _NOT_FOR_ROBOTS), ""]
    lines.append(f"Sitemap: {settings.PUBLIC_URL}{reverse('sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@permits("site.see")
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    """Give the addresses of all public pages."""
    return handed_out(request, sitemap(timezone.now()), "application/xml", "sitemap.xml")
