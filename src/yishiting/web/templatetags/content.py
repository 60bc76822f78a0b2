"""Show a content in its own language: marked where it is not the reader's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html
from django.utils.translation import get_language_info, gettext

if TYPE_CHECKING:
    from yishiting.web.content import Content

register = template.Library()


@register.filter
def content(text: Content) -> str:
    """Give the text in an element that names its language; a missing translation is marked."""
    shown = text.shown()
    if not shown.is_foreign:
        return format_html('<span lang="{}" dir="auto">{}</span>', shown.language, shown.text)
    try:
        name = get_language_info(shown.language)["name_local"]
    except KeyError:
        name = shown.language
    return format_html(
        '<span lang="{}" dir="auto" class="foreign">{}</span> <small class="foreign-mark">{}</small>',
        shown.language,
        shown.text,
        gettext("in %(language)s") % {"language": name},
    )
