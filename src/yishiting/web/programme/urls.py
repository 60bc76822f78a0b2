"""Addresses of the assembly and its forums."""

from __future__ import annotations

from django.urls import path

from yishiting.web.programme.views import desk_assembly, desk_forums, desk_hosts, home

urlpatterns = [
    path("", home.home, name="home"),
    path("forums/<slug:slug>/", home.forum, name="forum"),
    # The desk
    path("desk/assembly/", desk_assembly.desk_assembly, name="desk_assembly"),
    path("desk/hosts/", desk_hosts.desk_hosts, name="desk_hosts"),
    path("desk/hosts/new/", desk_hosts.desk_host_new, name="desk_host_new"),
    path("desk/hosts/<slug:slug>/change/", desk_hosts.desk_host, name="desk_host"),
    path("desk/hosts/<slug:slug>/delete/", desk_hosts.desk_host_delete, name="desk_host_delete"),
    path("desk/new-forum/", desk_forums.desk_forum_new, name="desk_forum_new"),
    path("desk/forums/<slug:slug>/", desk_forums.desk_forum, name="desk_forum"),
    path("desk/forums/<slug:slug>/change/", desk_forums.desk_forum_change, name="desk_forum_change"),
    path("desk/forums/<slug:slug>/publish/", desk_forums.desk_forum_publish, name="desk_forum_publish"),
    path("desk/forums/<slug:slug>/withdraw/", desk_forums.desk_forum_withdraw, name="desk_forum_withdraw"),
    path("desk/forums/<slug:slug>/delete/", desk_forums.desk_forum_delete, name="desk_forum_delete"),
]
