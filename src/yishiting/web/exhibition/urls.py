"""Addresses of the exhibition: for everybody, and for those who look after an entry."""

from __future__ import annotations

from django.urls import path

from yishiting.web.exhibition.views import directory, entries, pages, pictures

_PICTURES = "exhibits/<slug:slug>/pictures"

urlpatterns = [
    path("", directory.exhibition, name="exhibition"),
    path("halls/", directory.exhibition_halls, name="exhibition_halls"),
    path("favourites/", directory.exhibition_walk, name="exhibition_walk"),
    path("exhibits.atom", pages.exhibits_feed, name="exhibits_feed"),
    path("exhibitors/<slug:slug>/", pages.exhibitor, name="exhibitor"),
    path("exhibitors/<slug:slug>/star/", directory.exhibitor_star, name="exhibitor_star"),
    path("exhibits/<slug:slug>/", pages.exhibit, name="exhibit"),
    path("pictures/<slug:slug>/<slug:digest>.webp", pictures.picture, name="picture"),
    path("pictures/<slug:slug>/small/<slug:digest>.webp", pictures.picture_small, name="picture_small"),
    # Entries
    path("mine/", entries.exhibition_mine, name="exhibition_mine"),
    path("entries/<slug:slug>/", entries.entry, name="exhibition_entry"),
    path("entries/<slug:slug>/change/", entries.entry_change, name="entry_change"),
    path("entries/<slug:slug>/new-exhibit/", entries.exhibit_new, name="exhibit_new"),
    path("exhibits/<slug:slug>/change/", entries.exhibit_change, name="exhibit_change"),
    path("exhibits/<slug:slug>/delete/", entries.exhibit_delete, name="exhibit_delete"),
    path(f"{_PICTURES}/", pictures.exhibit_pictures, name="exhibit_pictures"),
    path(f"{_PICTURES}/<slug:digest>/change/", pictures.picture_change, name="picture_change"),
    path(f"{_PICTURES}/<slug:digest>/remove/", pictures.picture_remove, name="picture_remove"),
]
