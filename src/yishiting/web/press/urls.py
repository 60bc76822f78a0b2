"""Addresses of the press room: releases, accreditation, questions and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from yishiting.web.press.views import feeds, press_room, releases

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    # The press room's front, and its releases
    path("", press_room.press_room, name="press_room"),
    path("releases/", releases.releases, name="releases"),
    path("releases.atom", feeds.releases_feed, name="releases_feed"),
    path("releases/<slug:slug>/", releases.release, name="release"),
    path("releases/<slug:slug>/versions/", releases.release_versions, name="release_versions"),
    # Accreditation, questions and answers
]
