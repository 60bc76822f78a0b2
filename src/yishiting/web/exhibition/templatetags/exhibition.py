"""Parts of the exhibition on pages of other apps, and the button that puts an exhibitor on one's walk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django import template
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yishiting.web.content_forms import language_name
from yishiting.web.exhibition.queries.exhibitors import exhibits_about
from yishiting.web.exhibition.queries.walk import favoured_by
from yishiting.web.exhibition.walk_owner import owner_of
from yishiting.web.templatetags.content import content

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.template import Context

    from yishiting.web.exhibition.models import Exhibitor
    from yishiting.web.exhibition.queries.halls import Stand
    from yishiting.web.programme.models import Session

register = template.Library()

# One form on the page serves all its buttons (exhibition/parts/starring.html); htmx sends them one after the other, so
# that a first star's cookie has come when the second one is sent.
_BUTTON = (
    '<button class="button-quiet button-small star{}" id="star-{}" form="stars" name="star" value="{}" formaction="{}"'
    ' hx-post="{}" hx-swap="outerHTML" hx-sync="#content:queue all" title="{}"><span aria-hidden="true">{}</span>'
    ' {}<span class="aloud">: <span lang="{}">{}</span></span></button>'
)


@register.filter
def named_language(code: str) -> str:
    """Give a language's name in itself."""
    return language_name(code)


@register.inclusion_tag("exhibition/parts/exhibits_of.html")
def exhibits_of(session: Session) -> dict[str, Any]:
    """List the public exhibits that a session is about."""
    return {"exhibits": exhibits_about(session)}


@register.simple_tag
def floor_line(stand: Stand) -> str:
    """Write one line of a hall's list: a template of its own would take half a second for 2,000 of them."""
    exhibitor, links = stand.exhibitor, " · ".join(str(each) for each in stand.links)
    return format_html(
        '<span class="floor-booth">{}</span> <a href="{}">{}</a>{}',
        exhibitor.booth or "–",
        reverse("exhibitor", args=[exhibitor.slug]),
        content(exhibitor.name),
        format_html(' <span class="soft small">{}</span>', links) if links else "",
    )


@register.simple_tag(takes_context=True)
def walk_star(context: Context, exhibitor: Exhibitor) -> str:
    """Draw the button of one exhibitor as it stands with this visitor; nothing for one that is not public."""
    if not exhibitor.is_published:
        return ""
    name, address = exhibitor.name.shown(), reverse("exhibitor_star", args=[exhibitor.slug])
    if exhibitor.pk in _favoured(context["request"]):
        look, value, mark = " star-on", "0", "★"
        word, does = pgettext("an exhibitor", "Starred"), _("Take off my walk")
    else:
        look, value, mark = "", "1", "☆"
        word, does = pgettext("an exhibitor", "Star"), _("Put on my walk")
    return format_html(
        _BUTTON, look, exhibitor.slug, value, address, address, does, mark, word, name.language, name.text
    )


def _favoured(request: HttpRequest) -> frozenset[int]:
    """Read once per request whom this visitor wants to see."""
    known = cast("Any", request)
    if not hasattr(known, "favoured_exhibitors"):
        known.favoured_exhibitors = favoured_by(owner_of(request))
    return cast("frozenset[int]", known.favoured_exhibitors)
