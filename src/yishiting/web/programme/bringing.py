"""Who signs in brings along what this browser starred before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from yishiting.web.programme.actions.agenda import take_over_agenda
from yishiting.web.programme.agenda_owner import COOKIE

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.people.models import Account


def bring_agenda(request: HttpRequest, response: HttpResponse, account: Account) -> None:
    """Make the browser's agenda the account's, and take the browser's cookie away with the answer."""
    key = COOKIE.read(request)
    if key:
        take_over_agenda(account=account, cookie_key=key, now=timezone.now())
        COOKIE.forget(response)
