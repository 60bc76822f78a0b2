"""How allauth behaves here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.stages import EmailVerificationStage
from allauth.mfa.adapter import DefaultMFAAdapter
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from yishiting.web.exhibition.bringing import bring_walk
from yishiting.web.people.actions.addresses import release_address
from yishiting.web.people.actions.participants import participant_for_account
from yishiting.web.people.text import one_line
from yishiting.web.programme.bringing import bring_agenda
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from allauth.account.models import EmailAddress
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.people.models import Account

_THEIRS = "allauth.account.stages.EmailVerificationStage"
_BY_PASSKEY = "mfa_reauthenticate:webauthn"
_METHODS = {
    _BY_PASSKEY: _("Use a passkey"),
    "mfa_reauthenticate": _("Use the authenticator app or a recovery code"),
    "reauthenticate": _("Use the password"),
}
_OURS = "yishiting.web.people.adapter.ConfirmedAddressStage"


class ConfirmedAddressStage(EmailVerificationStage):  # type: ignore[misc] # allauth ships no types
    """Asks for a confirmed address only from those who sign in with a password.

    Whoever came by an invitation link has neither password nor address, and signs in with a passkey.
    """

    def handle(self) -> tuple[HttpResponse | None, bool]:
        """Send those on who have no password; nobody is there who signs up with an address that has an account."""
        if self.login.user is not None and not self.login.user.has_usable_password():
            return None, True
        return super().handle()  # type: ignore[no-any-return]


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc] # allauth ships no types
    """Sign-up is for everybody; who has signed up is verified only as the assembly says."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "incorrect_code": _("This is not the code of the last mail. After three attempts a new one is needed."),
        "email_taken": _("Another account has confirmed this address. Sign in with that one."),
        "too_many_login_attempts": _("Too many attempts. Wait some minutes, then try again."),
    }

    def get_login_stages(self) -> list[str]:
        """Put our own stage in the place of theirs."""
        return [_OURS if stage == _THEIRS else stage for stage in super().get_login_stages()]

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        """Confirm an address, and let it count where the assembly says that it does."""
        release_address(email=email_address.email, for_account=email_address.user)
        is_confirmed: bool = super().confirm_email(request, email_address)
        if is_confirmed:
            participant_for_account(account=email_address.user, now=timezone.now())
        return is_confirmed

    def post_login(self, request: HttpRequest, user: Account, **details: Any) -> HttpResponse:  # noqa: ANN401 - allauth's
        """Let a change of the assembly's rule reach those who confirmed their address before it.

        What the browser starred before, sessions and exhibitors, becomes the account's.
        """
        participant_for_account(account=user, now=timezone.now())
        response: HttpResponse = super().post_login(request, user, **details)
        bring_agenda(request, response, user)
        bring_walk(request, response, user)
        return response

    def get_reauthentication_methods(self, user: Account) -> list[dict[str, Any]]:
        """Offer the passkey first, and everything in our own words."""
        methods: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        words = [{**method, "description": _METHODS[method["id"]]} for method in methods]
        return sorted(words, key=lambda method: method["id"] != _BY_PASSKEY)

    def format_email_subject(self, subject: str) -> str:
        """Begin with the assembly's name, on one line whatever it holds."""
        return one_line(f"{str(current_assembly()) or 'Yishiting'}: {subject}")


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc] # allauth ships no types
    """Passkeys belong to the host of PUBLIC_URL, and carry the assembly's name."""

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """Name the party to which a passkey shows itself."""
        return {"id": urlsplit(settings.PUBLIC_URL).hostname or "", "name": self._get_site_name()}

    def generate_authenticator_name(self, user: Account, type: object) -> str:  # noqa: A002 - allauth's name
        """Suggest a name for a new passkey."""
        number = user.authenticator_set.filter(type=type).count() + 1  # type: ignore[attr-defined] # allauth's
        return gettext("My passkey") if number == 1 else gettext("Passkey %(number)s") % {"number": number}

    def _get_site_name(self) -> str:
        return one_line(str(current_assembly())) or "Yishiting"
