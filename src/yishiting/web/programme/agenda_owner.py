"""Whose agenda it is: an account's, or a browser's by a cookie that serves nothing else.

The cookie by which answers are known is another one: what somebody attends says nothing about what they answered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yishiting.web.key_cookie import KeyCookie, fresh_key
from yishiting.web.permissions.guard import actor_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from yishiting.web.people.models import Account

COOKIE = KeyCookie("agenda")


@dataclass(frozen=True)
class Owner:
    """An account, or else the key in a browser's cookie; "" for a browser that has none."""

    account: Account | None = None
    cookie_key: str = ""


def owner_of(request: HttpRequest) -> Owner:
    """Tell whose agenda a request is about; for somebody signed in a cookie counts for nothing."""
    account = actor_of(request).account
    return Owner(account) if account else Owner(cookie_key=COOKIE.read(request))


def fresh_owner() -> Owner:
    """Make a key for a browser that stars for the first time."""
    return Owner(cookie_key=fresh_key())
