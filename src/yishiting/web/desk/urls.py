"""Addresses."""

from __future__ import annotations

from django.urls import path

from yishiting.web.desk.views.front import desk

urlpatterns = [path("", desk, name="desk")]
