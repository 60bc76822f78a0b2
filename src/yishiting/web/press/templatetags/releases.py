"""What a release says about itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from yishiting.web.content_forms import language_name

if TYPE_CHECKING:
    from yishiting.web.press.models import Release

register = template.Library()


@register.filter
def in_itself(code: str) -> str:
    """Name a language in itself."""
    return language_name(code)


@register.filter
def forum_link(release: Release) -> bool:
    """Tell whether a release names a forum that everybody may see."""
    return release.forum is not None and release.forum.is_published
