"""Addresses."""

from __future__ import annotations

from django.urls import path

from yishiting.web.desk.views.acts import desk_acts, desk_acts_csv
from yishiting.web.desk.views.front import desk
from yishiting.web.desk.views.start_own import desk_start_own

urlpatterns = [
    path("", desk, name="desk"),
    path("acts/", desk_acts, name="desk_acts"),
    path("acts.csv", desk_acts_csv, name="desk_acts_csv"),
    path("start-own/", desk_start_own, name="desk_start_own"),
]
