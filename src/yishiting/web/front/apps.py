"""The app's name for Django."""

from django.apps import AppConfig


class FrontConfig(AppConfig):
    """The front page, search, sitemap: where everything is found."""

    name = "yishiting.web.front"
    label = "front"
