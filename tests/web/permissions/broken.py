"""Addresses as they must not be: each of these views would let somebody in, or out, who may not."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import include, path

from yishiting.web.deliberation.finders import find_deliberation
from yishiting.web.deliberation.models import Deliberation, Vote
from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest


def unguarded(_request: HttpRequest, slug: str) -> HttpResponse:
    """Declares nothing."""
    return HttpResponse(get_object_or_404(Deliberation, slug=slug).question)


@permits("deliberation.see", find_deliberation)
def sees_only(_request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Carries a permit; see below."""
    return HttpResponse(deliberation.question)


@wraps(sees_only)
def disguised(_request: HttpRequest, slug: str) -> HttpResponse:
    """Wears the permit of another view and never asks it."""
    return HttpResponse(get_object_or_404(Deliberation, slug=slug).question)


@permits("deliberation.see", find_deliberation)
def talkative(_request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Shows the waiting statements of a visible deliberation to everybody."""
    return HttpResponse("; ".join(str(each) for each in deliberation.statements.all()))


def _forgetful(slug: str) -> Deliberation:
    """Finds what it should, and takes something away before anybody was asked."""
    Vote.objects.all().delete()
    return find_deliberation(slug)


@permits("deliberation.see", _forgetful)
def careless(_request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Its finder writes."""
    return HttpResponse(deliberation.slug)


@permits("deliberation.see", find_deliberation)
def narrower(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Refuses those whom the table lets in."""
    allowed = may("deliberation.desk", actor_of(request), deliberation)
    return HttpResponse(status=200 if allowed else 403)


def _astray(slug: str) -> Deliberation:
    """Find another thing than the address names."""
    return find_deliberation("own-open" if slug == "own-draft" else slug)


@permits("deliberation.see", _astray)
def astray(_request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Its finder mistakes one thing for another."""
    return HttpResponse(deliberation.slug)


_VIEWS: dict[str, Callable[..., HttpResponse]] = {
    "unguarded": unguarded,
    "disguised": disguised,
    "talkative": talkative,
    "careless": careless,
    "narrower": narrower,
    "astray": astray,
}

urlpatterns = [
    path("", include("yishiting.web.urls")),
    *(path(f"broken/{name}/<slug:slug>/", view, name=name) for name, view in _VIEWS.items()),
]
