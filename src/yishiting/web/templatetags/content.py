"""Show a content in its own language: marked where it is not the reader's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html, linebreaks
from django.utils.safestring import mark_safe
from django.utils.translation import get_language_info, gettext

if TYPE_CHECKING:
    from yishiting.web.content import Content, Shown

register = template.Library()


@register.filter
def content(text: Content) -> str:
    """Give the text in an element that names its language; a missing translation is marked."""
    return in_its_language(text.shown())


@register.filter
def in_its_language(shown: Shown) -> str:
    """Give what was shown of a text to a reader of a certain language, who need not be the one of the page."""
    if not shown.is_foreign:
        return format_html('<span lang="{}" dir="auto">{}</span>', shown.language, shown.text)
    return format_html(
        '<span lang="{}" dir="auto" class="foreign">{}</span> {}', shown.language, shown.text, foreign_mark(shown)
    )


@register.filter
def paragraphs(text: Content) -> str:
    """Give a longer text in paragraphs, in an element that names its language; a missing translation is marked."""
    shown = text.shown()
    # Django's own filter escapes every character of the text.
    body = mark_safe(linebreaks(shown.text, autoescape=True))  # noqa: S308
    mark = format_html("<p>{}</p>", foreign_mark(shown)) if shown.is_foreign else ""
    return format_html('<div class="prose" lang="{}" dir="auto">{}</div>{}', shown.language, body, mark)


@register.filter
def foreign_mark(shown: Shown) -> str:
    """Name the language of a text that is not in the one asked for."""
    try:
        name = get_language_info(shown.language)["name_local"]
    except KeyError:
        name = shown.language
    return format_html('<small class="foreign-mark">{}</small>', gettext("in %(language)s") % {"language": name})
