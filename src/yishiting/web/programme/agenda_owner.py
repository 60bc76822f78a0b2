"""Whose agenda it is: an account's, or a browser's by a signed cookie that serves nothing else.

The cookie by which answers are known is another one: what somebody attends says nothing about what they answered.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.signing import BadSignature

from yishiting.web.permissions.guard import actor_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.people.models import Account

COOKIE = "agenda"
_SALT = "yishiting.agenda"
_ONE_YEAR = 365 * 24 * 3600


@dataclass(frozen=True)
class Owner:
    """An account, or else the key in a browser's cookie; "" for a browser that has none."""

    account: Account | None = None
    cookie_key: str = ""


def owner_of(request: HttpRequest) -> Owner:
    """Tell whose agenda a request is about; for somebody signed in a cookie counts for nothing."""
    account = actor_of(request).account
    return Owner(account) if account else Owner(cookie_key=agenda_key(request))


def agenda_key(request: HttpRequest) -> str:
    """Read the key, "" where there is no cookie or somebody else has written it."""
    try:
        return str(request.get_signed_cookie(COOKIE, salt=_SALT))
    except (KeyError, BadSignature):
        return ""


def fresh_owner() -> Owner:
    """Make a key for a browser that stars for the first time."""
    return Owner(cookie_key=secrets.token_hex(16))


def give_cookie(response: HttpResponse, owner: Owner) -> None:
    """Let the browser keep its key for another year."""
    response.set_signed_cookie(
        COOKIE,
        owner.cookie_key,
        salt=_SALT,
        max_age=_ONE_YEAR,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def forget_cookie(response: HttpResponse) -> None:
    """Take the cookie away: the account has its agenda now."""
    response.delete_cookie(COOKIE, samesite="Lax")
