"""Words about results that templates ask for."""

from __future__ import annotations

from django import template
from django.utils.translation import gettext as _

register = template.Library()


@register.filter
def verdict_name(verdict: str) -> str:
    """Give a verdict in one or two words, those of the report."""
    names = {
        "consensus": _("Consensus"),
        "broad_support": _("Broad support"),
        "divided": _("Divided"),
        "opposed": _("Opposed"),
        "not_enough_votes": _("Not enough votes"),
    }
    return names[verdict]


@register.filter
def fingerprint(input_hash: str) -> str:
    """Give the beginning of a hash, as much as one can compare by eye."""
    return input_hash[:16]
