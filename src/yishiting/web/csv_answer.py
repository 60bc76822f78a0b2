"""Answers that are a table to be saved."""

from __future__ import annotations

from django.http import HttpResponse


def csv_answer(text: str, name: str) -> HttpResponse:
    """Give a table as a file; it may hold what is for this one visitor, and is kept nowhere on the way."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)
