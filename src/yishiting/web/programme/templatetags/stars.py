"""The button that puts a session into one's agenda."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yishiting.web.programme.agenda_owner import owner_of
from yishiting.web.programme.queries.agenda import starred_by

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.template import Context

    from yishiting.web.programme.models import Session

register = template.Library()

# One form on the page serves all its buttons (programme/parts/starring.html); htmx sends them one after the other, so
# that a first star's cookie has come when the second one is sent.
_BUTTON = (
    '<button class="button-quiet button-small star{}" id="star-{}" form="stars" name="star" value="{}" formaction="{}"'
    ' hx-post="{}" hx-swap="outerHTML" hx-sync="#content:queue all" title="{}"><span aria-hidden="true">{}</span>'
    ' {}<span class="aloud">: <span lang="{}">{}</span></span></button>'
)


@register.simple_tag(takes_context=True)
def star(context: Context, session: Session) -> str:
    """Draw the button of one session as it stands with this visitor; nothing for a session that is not public."""
    if not session.is_public:
        return ""
    title, address = session.title.shown(), reverse("session_star", args=[session.slug])
    if session.pk in _starred(context["request"]):
        look, value, mark = " star-on", "0", "★"
        word, does = pgettext("a session", "Starred"), _("Take out of my agenda")
    else:
        look, value, mark = "", "1", "☆"
        word, does = pgettext("a session", "Star"), _("Put into my agenda")
    return format_html(
        _BUTTON, look, session.slug, value, address, address, does, mark, word, title.language, title.text
    )


def _starred(request: HttpRequest) -> frozenset[int]:
    """Read once per request what this visitor starred."""
    known = cast("Any", request)
    if not hasattr(known, "starred_sessions"):
        known.starred_sessions = starred_by(owner_of(request))
    return cast("frozenset[int]", known.starred_sessions)
