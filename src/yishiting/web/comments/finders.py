"""Find comments, and what they are about, by their addresses, with what the table of permissions reads of them."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from yishiting.web.comments.models import Comment
from yishiting.web.exhibition.models import Exhibit
from yishiting.web.press.models import Release

_BIGGEST_KEY = 2**63 - 1


def find_comment(pk: int) -> Comment:
    """Give the comment of an address, or answer that there is none."""
    if pk > _BIGGEST_KEY:
        raise Http404
    comments = Comment.objects.select_related("release", "exhibit__exhibitor", "author", "root__author")
    return get_object_or_404(comments, pk=pk)


def find_release(slug: str) -> Release:
    """Give the release of an address, or answer that there is none."""
    return get_object_or_404(Release, slug=slug)


def find_exhibit(slug: str) -> Exhibit:
    """Give the exhibit of an address, or answer that there is none."""
    return get_object_or_404(Exhibit.objects.select_related("exhibitor"), slug=slug)
