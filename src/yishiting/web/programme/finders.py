"""Find the assembly's parts by their addresses."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from yishiting.web.programme.models import Forum, Host


def find_forum(slug: str) -> Forum:
    """Give the forum of an address, or answer that there is none."""
    return get_object_or_404(Forum, slug=slug)


def find_host(slug: str) -> Host:
    """Give the host of an address, or answer that there is none."""
    return get_object_or_404(Host, slug=slug)
