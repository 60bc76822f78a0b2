"""Find the exhibition's things by their addresses."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from yishiting.web.exhibition.models import ChainLink, Exhibit, Exhibitor, Hall


def find_exhibitor(slug: str) -> Exhibitor:
    """Give the exhibitor of an address, or answer that there is none."""
    return get_object_or_404(Exhibitor.objects.select_related("hall"), slug=slug)


def find_exhibit(slug: str) -> Exhibit:
    """Give the exhibit of an address, or answer that there is none."""
    return get_object_or_404(Exhibit.objects.select_related("exhibitor__hall", "link"), slug=slug)


def find_exhibit_of_picture(slug: str, digest: str) -> Exhibit:
    """Give the exhibit of a picture's address, or answer that there is none."""
    with_it = Exhibit.objects.select_related("exhibitor").filter(pictures__digest=digest)
    return get_object_or_404(with_it, slug=slug)


def find_hall(slug: str) -> Hall:
    """Give the hall of an address at the desk, or answer that there is none."""
    return get_object_or_404(Hall, slug=slug)


def find_link(slug: str) -> ChainLink:
    """Give the link of the chain of an address at the desk, or answer that there is none."""
    return get_object_or_404(ChainLink, slug=slug)
