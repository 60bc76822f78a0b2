"""Addresses."""

from __future__ import annotations

from django.urls import path

from yishiting.web.desk.views.front import desk
from yishiting.web.desk.views.start_own import desk_start_own

urlpatterns = [
    path("", desk, name="desk"),
    path("start-own/", desk_start_own, name="desk_start_own"),
]
