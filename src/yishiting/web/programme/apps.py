"""The app's name for Django."""

from django.apps import AppConfig


class ProgrammeConfig(AppConfig):
    """The assembly, its hosts and forums."""

    name = "yishiting.web.programme"
    label = "programme"
