"""For whom a link is, and what it gives."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from yishiting.web.people.actions.invitations import Gift, Guest, a_role
from yishiting.web.people.models import Appointment
from yishiting.web.people.rules import role_fits
from yishiting.web.people.text import require_plain
from yishiting.web.programme.models import Forum, Host

_ASSEMBLY = "assembly"


class GuestForm(forms.Form):
    """A guest as far as known, and for how long the link waits for them."""

    name = forms.CharField(
        label=pgettext_lazy("a person", "Name"), max_length=100, required=False, validators=[require_plain]
    )
    email = forms.EmailField(
        label=_("E-mail address"),
        required=False,
        help_text=_(
            "Needed only if the link is to be sent by mail. Opening the link does not prove that the address is theirs."
        ),
    )
    days = forms.IntegerField(label=_("Days for which the link waits"), min_value=1, max_value=90, initial=14)
    by_mail = forms.BooleanField(
        label=_("Send the link to this address"),
        required=False,
        help_text=_("The link is shown to you in any case, once."),
    )

    def clean(self) -> dict[str, Any]:
        """Ask for an address where mail is to go to one."""
        cleaned = super().clean() or {}
        if cleaned.get("by_mail") and not cleaned.get("email") and "email" not in self.errors:
            self.add_error("email", _("Please write the address to which the link is to be sent."))
        return cleaned

    @property
    def guest(self) -> Guest:
        """The guest."""
        return Guest(self.cleaned_data["name"], self.cleaned_data["email"])

    @property
    def valid_for(self) -> timedelta:
        """How long the link waits."""
        return timedelta(days=self.cleaned_data["days"])


class SeatForm(GuestForm):
    """A guest who is to have a seat."""

    title = forms.CharField(
        label=_("Title in the delegation"),
        help_text=_("Such as “head of delegation”."),
        max_length=100,
        required=False,
        validators=[require_plain],
    )
    field_order = ("name", "title", "email", "days", "by_mail")


class RoleForm(GuestForm):
    """A role and where it holds; to an account that has confirmed the address it is given at once."""

    role = forms.ChoiceField(label=_("Role"), choices=Appointment.Role.choices)
    place = forms.ChoiceField(
        label=_("Where it holds"),
        help_text=_(
            "Host's staff belong to a host, chairs to a forum, moderators to a forum or to the whole assembly; "
            "organisers, journalists and auditors to the whole assembly."
        ),
    )
    field_order = ("role", "place", "name", "email", "days", "by_mail")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 - Django's own
        super().__init__(*args, **kwargs)
        self._hosts = {f"host-{host.pk}": host for host in Host.objects.all()}
        self._forums = {f"forum-{forum.pk}": forum for forum in Forum.objects.all()}
        self.fields["place"].choices = [  # type: ignore[attr-defined] # a ChoiceField has them
            (_ASSEMBLY, _("the whole assembly")),
            (_("Hosts"), [(key, str(host)) for key, host in self._hosts.items()]),
            (_("Forums"), [(key, str(forum)) for key, forum in self._forums.items()]),
        ]
        self.fields["email"].help_text = _(
            "An account that has confirmed this address gets the role at once; otherwise a link is made."
        )

    def clean(self) -> dict[str, Any]:
        """Refuse a role in a place where there is none."""
        cleaned = super().clean()
        host, forum = self._hosts.get(cleaned.get("place", "")), self._forums.get(cleaned.get("place", ""))
        if {"role", "place"} <= set(cleaned) and not role_fits(cleaned["role"], host, forum):
            self.add_error("place", ValidationError(_("This role does not belong there; see below."), code="place"))
        return cleaned

    @property
    def gift(self) -> Gift:
        """What is given."""
        place = self.cleaned_data["place"]
        return a_role(self.cleaned_data["role"], self._hosts.get(place), self._forums.get(place))
