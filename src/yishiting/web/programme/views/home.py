"""The front page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from yishiting.web.permissions.guard import permits

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@permits("site.see")
def home(request: HttpRequest) -> HttpResponse:
    """Tell at a glance what the assembly is and which questions are open."""
    return render(request, "programme/home.html")
