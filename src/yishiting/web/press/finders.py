"""Find the press room's things by their addresses."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from yishiting.web.press.models import Release


def find_release(slug: str) -> Release:
    """Give the release of an address, or answer that there is none."""
    return get_object_or_404(Release.objects.select_related("forum"), slug=slug)
