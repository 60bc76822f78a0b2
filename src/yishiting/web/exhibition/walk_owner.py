"""Whose walk it is: an account's, or a browser's by a cookie that serves nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yishiting.web.key_cookie import KeyCookie
from yishiting.web.permissions.guard import actor_of
from yishiting.web.programme.agenda_owner import Owner

if TYPE_CHECKING:
    from django.http import HttpRequest

COOKIE = KeyCookie("walk")


def owner_of(request: HttpRequest) -> Owner:
    """Tell whose walk a request is about; for somebody signed in a cookie counts for nothing."""
    account = actor_of(request).account
    return Owner(account) if account else Owner(cookie_key=COOKIE.read(request))
