"""The public programme for calendars, conference apps and tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse

from yishiting import __version__
from yishiting.formats import programme as files
from yishiting.web.feed_answer import handed_out, language_asked
from yishiting.web.permissions.guard import permits
from yishiting.web.programme.finders import find_forum
from yishiting.web.programme.importing.writing import sessions_csv
from yishiting.web.programme.queries.assembly import current_assembly
from yishiting.web.programme.queries.feeds import calendar_of, programme_of, sessions_to_tell

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.programme.models import Forum

_GENERATOR = ("Yishiting", __version__)


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


def _programme(request: HttpRequest) -> files.Programme:
    assembly = current_assembly()
    return programme_of(list(sessions_to_tell()), assembly=assembly, language=language_asked(request, assembly))
