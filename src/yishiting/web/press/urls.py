"""Addresses of the press room: releases, accreditation, questions and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    # The press room's front, and its releases
    # Accreditation, questions and answers
]
