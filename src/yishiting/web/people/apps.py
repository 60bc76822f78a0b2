"""The app's name for Django."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Accounts, appointments, delegations, seats, participants, invitations."""

    name = "yishiting.web.people"
    label = "people"
