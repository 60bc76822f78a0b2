"""The releases as a feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from yishiting.web.feed_answer import handed_out, language_asked
from yishiting.web.permissions.guard import permits
from yishiting.web.press.atom import releases_atom
from yishiting.web.press.queries.releases import releases_changed_at, releases_to_tell
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_TOLD = 30


@permits("site.see")
def releases_feed(request: HttpRequest) -> HttpResponse:
    """Give the newest public releases as an Atom feed, in the language that the address names."""
    now, assembly = timezone.now(), current_assembly()
    releases = releases_to_tell(now, _TOLD)
    content = releases_atom(releases, assembly=assembly, language=language_asked(request, assembly))
    changed_at = releases_changed_at(now)
    return handed_out(request, content, "application/atom+xml", "releases.atom", modified_at=changed_at)
