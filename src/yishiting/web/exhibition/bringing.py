"""Who signs in brings along what this browser wanted to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yishiting.web.exhibition.actions.walk import take_over_walk
from yishiting.web.exhibition.walk_owner import COOKIE

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.people.models import Account


def bring_walk(request: HttpRequest, response: HttpResponse, account: Account) -> None:
    """Make the browser's walk the account's, and take the browser's cookie away with the answer."""
    key = COOKIE.read(request)
    if key:
        take_over_walk(account=account, cookie_key=key)
        COOKIE.forget(response)
