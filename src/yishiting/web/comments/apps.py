"""The app's name for Django."""

from django.apps import AppConfig


class CommentsConfig(AppConfig):
    """Public comments on releases and exhibits."""

    name = "yishiting.web.comments"
    label = "comments"
