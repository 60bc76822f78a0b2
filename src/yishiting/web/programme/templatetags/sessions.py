"""What a session says about itself."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from django import template
from django.utils.html import format_html, format_html_join

from yishiting.web.content_forms import language_name

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from yishiting.web.programme.models import Session

register = template.Library()


@register.filter
def spoken(codes: Sequence[str]) -> str:
    """Name languages, each in itself."""
    return _spoken(tuple(codes))


@lru_cache(maxsize=256)
def _spoken(codes: tuple[str, ...]) -> str:
    # Hundreds of sessions are held in the same few languages, and their own names are the same for every reader.
    named = format_html_join(" · ", '<span lang="{}">{}</span>', ((code, language_name(code)) for code in codes))
    return format_html("{}", named)


@register.filter
def is_on(session: Session, now: datetime) -> bool:
    """Tell whether a session is taking place at a moment."""
    if session.is_cancelled or session.begins_at is None or session.ends_at is None:
        return False
    return session.begins_at <= now < session.ends_at
