"""Signed cookies that hold nothing but a random key: strictly necessary, and about nobody."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.signing import BadSignature

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_ONE_YEAR = 365 * 24 * 3600


def fresh_key() -> str:
    """Make a key that nobody guesses."""
    return secrets.token_hex(16)


@dataclass(frozen=True)
class KeyCookie:
    """One cookie, for one purpose: a key signed for another cookie is none here."""

    name: str

    @property
    def salt(self) -> str:
        """What its signatures are mixed with."""
        return f"yishiting.{self.name}"

    def read(self, request: HttpRequest) -> str:
        """Read the key, "" where there is no cookie or somebody else has written it."""
        try:
            return str(request.get_signed_cookie(self.name, salt=self.salt))
        except (KeyError, BadSignature):
            return ""

    def give(self, response: HttpResponse, key: str) -> None:
        """Let the browser keep a key for a year from now."""
        response.set_signed_cookie(
            self.name,
            key,
            salt=self.salt,
            max_age=_ONE_YEAR,
            secure=settings.SESSION_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )

    def forget(self, response: HttpResponse) -> None:
        """Take the cookie away."""
        response.delete_cookie(self.name, samesite="Lax")
