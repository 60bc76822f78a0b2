"""The app's name for Django."""

from django.apps import AppConfig


class DeliberationConfig(AppConfig):
    """Deliberations: statements, votes, results."""

    name = "yishiting.web.deliberation"
    label = "deliberation"
