"""The public programme for calendars, conference apps and tables."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import reverse
from django.utils.cache import get_conditional_response, patch_cache_control, patch_vary_headers
from django.utils.http import quote_etag

from yishiting import __version__
from yishiting.formats import programme as files
from yishiting.web.permissions.guard import permits
from yishiting.web.programme.finders import find_forum
from yishiting.web.programme.importing.writing import sessions_csv
from yishiting.web.programme.queries.assembly import current_assembly
from yishiting.web.programme.queries.feeds import calendar_of, programme_of, sessions_to_tell

if TYPE_CHECKING:
    from django.http import HttpRequest

    from yishiting.web.programme.models import Assembly, Forum

_GENERATOR = ("Yishiting", __version__)
_KEPT_FOR = 300  # seconds; a change of room should reach whoever is on the way to it


@permits("site.see")
def programme_calendar(request: HttpRequest) -> HttpResponse:
    """Give the whole programme as a calendar."""
    assembly = current_assembly()
    language = language_asked(request, assembly)
    name, path = assembly.title.shown(language).text, reverse("programme")
    content = calendar_of(sessions_to_tell(), name=name, path=path, assembly=assembly, language=language)
    return handed_out(request, content, "text/calendar", "programme.ics")


@permits("forum.see", find_forum)
def forum_calendar(request: HttpRequest, forum: Forum) -> HttpResponse:
    """Give a forum's public sessions as a calendar."""
    assembly = current_assembly()
    language = language_asked(request, assembly)
    name = " · ".join(each.shown(language).text for each in (forum.title, assembly.title))
    path = reverse("forum", args=[forum.slug])
    sessions = sessions_to_tell().filter(forum=forum)
    content = calendar_of(sessions, name=name, path=path, assembly=assembly, language=language)
    return handed_out(request, content, "text/calendar", f"{forum.slug}.ics", is_public=forum.is_published)


@permits("site.see")
def programme_json(request: HttpRequest) -> HttpResponse:
    """Give the programme as conference apps read it, in JSON."""
    content = files.write_schedule_json(_programme(request), _GENERATOR)
    return handed_out(request, content, "application/json", "schedule.json")


@permits("site.see")
def programme_xml(request: HttpRequest) -> HttpResponse:
    """Give the programme as conference apps read it, in XML."""
    content = files.write_schedule_xml(_programme(request), _GENERATOR)
    return handed_out(request, content, "text/xml", "schedule.xml")


@permits("site.see")
def programme_csv(request: HttpRequest) -> HttpResponse:
    """Give the public sessions as a table."""
    content = sessions_csv(sessions_to_tell(), current_assembly()).encode()
    return handed_out(request, content, "text/csv", "sessions.csv")


def language_asked(request: HttpRequest, assembly: Assembly) -> str:
    """Give the language that the address names, else the assembly's first: who fetches a feed has no language."""
    asked = request.GET.get("language", "")
    return asked if asked in assembly.languages else next(iter(assembly.languages), "en")


def handed_out(
    request: HttpRequest, content: bytes, content_type: str, name: str, *, is_public: bool = True
) -> HttpResponse:
    """Answer with a file, or with 304 where the asker has the same already."""
    etag = quote_etag(sha256(content).hexdigest()[:32])
    response = get_conditional_response(request, etag=etag)
    if response is None:
        response = HttpResponse(content, content_type=f"{content_type}; charset=utf-8")
    response.headers["ETag"] = etag
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    if is_public:
        patch_cache_control(response, public=True, max_age=_KEPT_FOR)
        # Apps in other sites' pages may read what everybody may read; cookies are not sent along.
        response.headers["Access-Control-Allow-Origin"] = "*"
    else:
        patch_cache_control(response, private=True, no_cache=True)
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


def _programme(request: HttpRequest) -> files.Programme:
    assembly = current_assembly()
    return programme_of(list(sessions_to_tell()), assembly=assembly, language=language_asked(request, assembly))
