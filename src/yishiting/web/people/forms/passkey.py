"""Registering a passkey, and giving it another name."""

from __future__ import annotations

from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc] # allauth ships no types
    """allauth's form, for keys with which one signs in without a password, and no others."""

    # A key that is only a second step would lock out everybody who came by a link and has no first step.
    passwordless = forms.BooleanField(required=True, initial=True, widget=forms.CheckboxInput(attrs={"hidden": True}))

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")
        self.fields["name"].max_length = 100


class PasskeyNameForm(EditWebAuthnForm):  # type: ignore[misc] # allauth ships no types
    """allauth's form, in the chamber's words."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = _("Name of this passkey")
