"""Addresses of the assembly and its forums."""

from __future__ import annotations

from django.urls import path

from yishiting.web.programme.views.home import home

urlpatterns = [path("", home, name="home")]
