"""Desk addresses of the press room: releases, accreditation, questions and answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from yishiting.web.press.views import desk_release_steps, desk_releases

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    # Releases
    path("", desk_releases.desk_press, name="desk_press"),
    path("releases/new/", desk_releases.desk_release_new, name="desk_release_new"),
    path("releases/<slug:slug>/", desk_releases.desk_release, name="desk_release"),
    path("releases/<slug:slug>/change/", desk_releases.desk_release_change, name="desk_release_change"),
    path("releases/<slug:slug>/issue/", desk_release_steps.desk_release_issue, name="desk_release_issue"),
    path("releases/<slug:slug>/recall/", desk_release_steps.desk_release_recall, name="desk_release_recall"),
    path("releases/<slug:slug>/correct/", desk_release_steps.desk_release_correct, name="desk_release_correct"),
    path("releases/<slug:slug>/withdraw/", desk_release_steps.desk_release_withdraw, name="desk_release_withdraw"),
    path("releases/<slug:slug>/delete/", desk_release_steps.desk_release_delete, name="desk_release_delete"),
    # Accreditation, addressees
    # Questions, podium
]
