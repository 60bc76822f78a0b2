"""Who signs in brings along what this browser starred before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils import timezone

from yishiting.web.programme.actions.agenda import take_over_agenda
from yishiting.web.programme.agenda_owner import agenda_key, forget_cookie

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.people.models import Account


def bring_agenda(request: HttpRequest, response: HttpResponse, account: Account) -> None:
    """Make the browser's agenda the account's, and take the browser's cookie away with the answer."""
    key = agenda_key(request)
    if key:
        take_over_agenda(account=account, cookie_key=key, now=timezone.now())
        forget_cookie(response)
