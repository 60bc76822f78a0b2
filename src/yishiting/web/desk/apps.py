"""The app's name for Django."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """The desk: one page that says what waits."""

    name = "yishiting.web.desk"
    label = "desk"
