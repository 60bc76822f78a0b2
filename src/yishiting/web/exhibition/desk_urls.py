"""Desk addresses of the exhibition: exhibitors, exhibits, pictures, favourites."""

from __future__ import annotations

from django.urls import path

from yishiting.web.exhibition.views import desk_exhibition_import

_IMPORT = [
    path("import/", desk_exhibition_import.desk_exhibition_import, name="desk_exhibition_import"),
    path(
        "import/<int:pk>/",
        desk_exhibition_import.desk_exhibition_import_preview,
        name="desk_exhibition_import_preview",
    ),
    path(
        "import/exhibitors-template.csv",
        desk_exhibition_import.desk_exhibition_template,
        name="desk_exhibition_template",
    ),
    path("exhibitors.csv", desk_exhibition_import.desk_exhibition_csv, name="desk_exhibition_csv"),
]

urlpatterns = [*_IMPORT]
