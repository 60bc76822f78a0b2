"""The app's name for Django."""

from django.apps import AppConfig


class PressConfig(AppConfig):
    """The press room: releases, accreditation, questions and answers."""

    name = "yishiting.web.press"
    label = "press"
