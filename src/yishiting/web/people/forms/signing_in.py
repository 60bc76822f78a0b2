"""allauth's forms in the chamber's own words: one name for an address, and no text inside the boxes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account import forms as theirs
from allauth.account.adapter import get_adapter
from django.utils.translation import gettext_lazy as _

from yishiting.web.people.queries.accounts import is_confirmed_by_another, owner_of

if TYPE_CHECKING:
    from django import forms

_LABELS = {
    "login": _("E-mail address"),
    "email": _("E-mail address"),
    "password": _("Password"),
    "oldpassword": _("Current password"),
    "password2": _("The password again"),
    "code": _("Code"),
}


class OwnWords:
    """Put above one of allauth's forms."""

    fields: dict[str, forms.Field]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = _LABELS.get(name, field.label)
            field.widget.attrs.pop("placeholder", None)


class LoginForm(OwnWords, theirs.LoginForm):  # type: ignore[misc] # allauth ships no types
    """Signing in with address and password."""


class AddEmailForm(OwnWords, theirs.AddEmailForm):  # type: ignore[misc] # allauth ships no types
    """Adding an address."""


class ConfirmAddressForm(OwnWords, theirs.ConfirmEmailVerificationCodeForm):  # type: ignore[misc] # allauth ships no types
    """Typing the code from the mail."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["code"].widget.attrs |= {"autocapitalize": "characters", "spellcheck": "false"}

    def clean_code(self) -> str:
        """Compare the code; allauth would also let somebody who merely claims the address keep its owner out."""
        code: str = theirs.BaseConfirmCodeForm.clean_code(self)
        if is_confirmed_by_another(self.email, self.user):
            raise get_adapter().validation_error("email_taken")
        return code


class ChangePasswordForm(OwnWords, theirs.ChangePasswordForm):  # type: ignore[misc] # allauth ships no types
    """Changing the password."""


class SetPasswordForm(OwnWords, theirs.SetPasswordForm):  # type: ignore[misc] # allauth ships no types
    """Setting a first password."""


class ResetPasswordForm(OwnWords, theirs.ResetPasswordForm):  # type: ignore[misc] # allauth ships no types
    """Asking for a new password, which goes to confirmed addresses only.

    The account with an address that was mistyped would otherwise be for the taking by whoever has that address.
    """

    def clean_email(self) -> str:
        """Find the account whose owner has shown that mail to the address reaches them."""
        email: str = super().clean_email()
        owner = owner_of(email)
        self.users = [] if owner is None else [owner]
        return email


class ResetPasswordKeyForm(OwnWords, theirs.ResetPasswordKeyForm):  # type: ignore[misc] # allauth ships no types
    """Choosing the new password."""


class ReauthenticateForm(OwnWords, theirs.ReauthenticateForm):  # type: ignore[misc] # allauth ships no types
    """Confirming with the password who one is."""
