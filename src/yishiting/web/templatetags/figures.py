"""Numbers in the reader's language."""

from __future__ import annotations

from django import template
from django.utils.translation import get_language

from yishiting.report import language_of

register = template.Library()


@register.filter
def in_figures(number: int) -> str:
    """Give a number grouped as the reader's language groups it, as the report does: 12345 becomes "12,345"."""
    return language_of(get_language() or "en").number(number)
