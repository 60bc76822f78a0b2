"""Words about statements that templates ask for."""

from __future__ import annotations

from django import template

from yishiting.web.content_forms import language_name as name_of_language
from yishiting.web.deliberation.policy import REASONS

register = template.Library()


@register.filter
def language_name(code: str) -> str:
    """Give a language's name in itself."""
    return name_of_language(code)


@register.filter
def policy_title(reason: str) -> str:
    """Give a reason of the policy in words; a reason that is no longer in it, by its stored name."""
    return str(REASONS[reason].title) if reason in REASONS else reason
