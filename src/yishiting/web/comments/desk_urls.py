"""Desk addresses of public comments on releases and exhibits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from yishiting.web.comments.views import desk_queue, desk_settings

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    # The queue, decisions, and the rules for comments
    path("", desk_queue.desk_comments, name="desk_comments"),
    path("undo/", desk_queue.desk_comments_undo, name="desk_comments_undo"),
    path("settings/", desk_settings.desk_comments_settings, name="desk_comments_settings"),
    path("<int:pk>/", desk_queue.desk_comment, name="desk_comment"),
    path("<int:pk>/accept/", desk_queue.desk_comment_accept, name="desk_comment_accept"),
    path("<int:pk>/settle/", desk_queue.desk_comment_settle, name="desk_comment_settle"),
    path("<int:pk>/reject/", desk_queue.desk_comment_reject, name="desk_comment_reject"),
    path("<int:pk>/remove/", desk_queue.desk_comment_remove, name="desk_comment_remove"),
]
