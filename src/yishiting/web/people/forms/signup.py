"""Signing up with an e-mail address and a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.forms import SignupForm
from django import forms
from django.utils.translation import gettext_lazy as _

from yishiting.web.people.forms.signing_in import OwnWords
from yishiting.web.people.text import require_plain

if TYPE_CHECKING:
    from django.http import HttpRequest

    from yishiting.web.people.models import Account


class SignUpForm(OwnWords, SignupForm):  # type: ignore[misc] # allauth ships no types
    """allauth's form, with a name by which people are greeted."""

    name = forms.CharField(
        label=_("Your name"),
        max_length=100,
        required=False,
        validators=[require_plain],
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    field_order = ("name", "email", "password1", "password2")

    def custom_signup(self, request: HttpRequest, user: Account) -> None:
        """Keep the name with the account."""
        super().custom_signup(request, user)
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
