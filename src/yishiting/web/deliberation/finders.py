"""Find deliberations and statements by their addresses, with what the table of permissions reads of them."""

from __future__ import annotations

from django.shortcuts import get_object_or_404

from yishiting.web.deliberation.models import Deliberation, Statement


def find_deliberation(slug: str) -> Deliberation:
    """Give the deliberation of an address, or answer that there is none."""
    return get_object_or_404(Deliberation.objects.select_related("forum"), slug=slug)


def find_statement(slug: str, number: int) -> Statement:
    """Give a statement by its number within its deliberation, or answer that there is none."""
    statements = Statement.objects.select_related("deliberation__forum", "author")
    return get_object_or_404(statements, deliberation__slug=slug, number=number)
