"""Desk addresses of the press room: releases, accreditation, questions and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    # Releases
    # Accreditation, addressees
    # Questions, podium
]
