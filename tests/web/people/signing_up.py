"""How somebody signs up, and types the code from the mail."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.core import mail
from django.urls import reverse

if TYPE_CHECKING:
    from django.test import Client
    from django.test.client import _MonkeyPatchedWSGIResponse as Response

PASSWORD = "nine green bottles hang"  # noqa: S105 - of nobody


def sign_up(client: Client, email: str, name: str = "") -> None:
    """Fill the form in; the address is not yet confirmed."""
    words = {"name": name, "email": email, "password1": PASSWORD, "password2": PASSWORD}
    response = client.post(reverse("account_signup"), words)
    assert response.status_code == 302, response.context["form"].errors


def code_in_mail() -> str:
    """Read the code in the last mail."""
    found = re.search(r"^[A-Z]{4}-[A-Z]{4}$", str(mail.outbox[-1].body), re.MULTILINE)
    assert found is not None, mail.outbox[-1].body
    return found.group()


def confirm_address(client: Client, code: str = "") -> Response:
    """Type a code, by default that of the last mail."""
    return client.post(reverse("account_email_verification_sent"), {"code": code or code_in_mail()})
