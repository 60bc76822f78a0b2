"""Words of moderation."""

from __future__ import annotations

from django import template

from yishiting.web.comments.policy import reason_title

register = template.Library()


@register.filter
def comment_reason(name: str) -> str:
    """Give the title of a reason; of one that is no longer in the policy, its stored name."""
    return reason_title(name) or name
