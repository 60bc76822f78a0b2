"""Desk addresses of public comments on releases and exhibits."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    # The queue, decisions, and the rules for comments
]
