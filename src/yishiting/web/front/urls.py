"""Addresses of the front page, search, feeds, sitemap: where everything is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from yishiting.web.front.views import crawlers, feeds, home, search

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("deliberations/", home.deliberations, name="deliberations"),
    path("search/", search.search, name="search"),
    path("feeds/", feeds.feeds, name="feeds"),
    path("programme/sessions.atom", feeds.sessions_feed, name="sessions_atom"),
    path("results.atom", feeds.results_feed, name="results_atom"),
    path("robots.txt", crawlers.robots_txt, name="robots_txt"),
    path("sitemap.xml", crawlers.sitemap_xml, name="sitemap"),
]
