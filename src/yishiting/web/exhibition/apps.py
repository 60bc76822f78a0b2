"""The app's name for Django."""

from django.apps import AppConfig


class ExhibitionConfig(AppConfig):
    """The exhibition: exhibitors, exhibits, pictures, favourites."""

    name = "yishiting.web.exhibition"
    label = "exhibition"
