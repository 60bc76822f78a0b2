"""Addresses of public comments on releases and exhibits."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import path

from yishiting.web.comments.views import own, policy, record, threads, writing

if TYPE_CHECKING:
    from django.urls import URLPattern, URLResolver

urlpatterns: list[URLPattern | URLResolver] = [
    # Reading and writing
    path("releases/<slug:slug>/", threads.release_comments, name="release_comments"),
    path("exhibits/<slug:slug>/", threads.exhibit_comments, name="exhibit_comments"),
    path("mine/", own.own_comments_page, name="own_comments"),
    path("<int:pk>/", threads.comment, name="comment"),
    path("<int:pk>/reply/", writing.comment_reply, name="comment_reply"),
    path("<int:pk>/change/", writing.comment_edit, name="comment_edit"),
    path("<int:pk>/withdraw/", writing.comment_withdraw, name="comment_withdraw"),
    path("<int:pk>/recommend/", writing.comment_recommend, name="comment_recommend"),
    path("<int:pk>/report/", writing.comment_report, name="comment_report"),
    # The policy, and what moderation has decided
    path("policy/", policy.comments_policy, name="comments_policy"),
    path("record/", record.comments_record, name="comments_record"),
]
