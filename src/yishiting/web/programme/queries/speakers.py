"""Speakers as lists show them: at the desk all, in public those of public sessions."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from yishiting.web.content import interface_languages
from yishiting.web.programme.models import PUBLIC, Session, Speaker

if TYPE_CHECKING:
    from django.db.models import QuerySet


def desk_speakers(search: str = "") -> QuerySet[Speaker]:
    """List all speakers, or those with some words in name or organisation, and in how many sessions they appear."""
    return _named(search, Speaker.objects.annotate(n_sessions=Count("appearances"))).order_by("slug")


def public_speakers(search: str = "") -> QuerySet[Speaker]:
    """List those who appear in a public session, without their longer texts, and in how many of those they do."""
    seen = Q(appearances__session__in=Session.objects.filter(PUBLIC).values("pk"))
    listed = Speaker.objects.annotate(n_sessions=Count("appearances", seen)).filter(n_sessions__gt=0)
    return _named(search, listed).defer("about").order_by("slug")


def _named(search: str, speakers: QuerySet[Speaker]) -> QuerySet[Speaker]:
    if not search:
        return speakers
    places = [f"{field}__texts__{code}" for field in ("name", "affiliation") for code in interface_languages()]
    named = [Q(**{f"{place}__icontains": search}) for place in places]
    return speakers.filter(reduce(or_, named, Q(slug__icontains=search)))
