"""Signing up with an e-mail address and a password."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.adapter import get_adapter
from allauth.account.forms import SignupForm
from django import forms
from django.utils.translation import gettext_lazy as _

from yishiting.web.people.actions.addresses import release_address
from yishiting.web.people.forms.signing_in import OwnWords
from yishiting.web.people.queries.accounts import is_confirmed_by_another
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

    def validate_unique_email(self, email: str) -> str:
        """Let an address be claimed anew as long as nobody has confirmed it: the first claim may be a mistake."""
        self.account_already_exists = is_confirmed_by_another(email, None)
        valid: str = get_adapter().validate_unique_email(email)
        return valid

    def save(self, request: HttpRequest) -> Account:
        """Make the account; whoever claimed the address before keeps only what they can still confirm."""
        release_address(email=self.cleaned_data["email"], for_account=None)
        account: Account = super().save(request)
        return account

    def custom_signup(self, request: HttpRequest, user: Account) -> None:
        """Keep the name with the account."""
        super().custom_signup(request, user)
        user.name = self.cleaned_data["name"]
        user.save(update_fields=["name"])
