"""Desk addresses of the exhibition: exhibitors, exhibits, pictures, favourites."""

from __future__ import annotations

from django.urls import path

from yishiting.web.exhibition.views import (
    desk_exhibition,
    desk_exhibition_import,
    desk_exhibitors,
    desk_places,
)

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

urlpatterns = [
    *_IMPORT,
    path("", desk_exhibition.exhibition_desk, name="desk_exhibition"),
    path("new/", desk_exhibition.exhibitor_new, name="desk_exhibitor_new"),
    path("exhibitors/<slug:slug>/place/", desk_exhibitors.exhibitor_place, name="desk_exhibitor_place"),
    path("exhibitors/<slug:slug>/publish/", desk_exhibitors.exhibitor_publish, name="desk_exhibitor_publish"),
    path("exhibitors/<slug:slug>/delete/", desk_exhibitors.exhibitor_delete, name="desk_exhibitor_delete"),
    path("exhibitors/<slug:slug>/people/", desk_exhibitors.representatives, name="desk_representatives"),
    path(
        "exhibitors/<slug:slug>/people/remove/",
        desk_exhibitors.representative_remove,
        name="desk_representative_remove",
    ),
    path("exhibits/<slug:slug>/publish/", desk_exhibitors.exhibit_publish, name="desk_exhibit_publish"),
    path("halls/", desk_places.halls, name="desk_halls"),
    path("halls/new/", desk_places.hall_new, name="desk_hall_new"),
    path("halls/<slug:slug>/change/", desk_places.hall_change, name="desk_hall_change"),
    path("halls/<slug:slug>/delete/", desk_places.hall_delete, name="desk_hall_delete"),
    path("links/", desk_places.links, name="desk_links"),
    path("links/new/", desk_places.link_new, name="desk_link_new"),
    path("links/usual/", desk_places.links_usual, name="desk_links_usual"),
    path("links/<slug:slug>/change/", desk_places.link_change, name="desk_link_change"),
    path("links/<slug:slug>/delete/", desk_places.link_delete, name="desk_link_delete"),
]
