"""Find comments by their addresses, with what the table of permissions reads of them."""

from __future__ import annotations

from django.http import Http404
from django.shortcuts import get_object_or_404

from yishiting.web.comments.models import Comment

_BIGGEST_KEY = 2**63 - 1


def find_comment(pk: int) -> Comment:
    """Give the comment of an address, or answer that there is none."""
    if pk > _BIGGEST_KEY:
        raise Http404
    comments = Comment.objects.select_related("release", "exhibit__exhibitor", "author", "root__author")
    return get_object_or_404(comments, pk=pk)
