"""What stands between words of the interface: each language has its own habits of spaces and colons."""

from __future__ import annotations

from django import template
from django.utils.translation import pgettext

register = template.Library()


@register.simple_tag
def gap() -> str:
    """Give what stands between two sentences; after a full stop as wide as a character there is no space."""
    return pgettext("between two sentences", " ")


@register.simple_tag
def colon() -> str:
    """Give what stands between a name and what is said of it."""
    return pgettext("between a name and what is said of it", ": ")
