"""Every request knows who asks; every view that declares nothing is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import render

from yishiting.web.people.cookie import cookie_key
from yishiting.web.permissions.actor import Actor
from yishiting.web.permissions.foreign import FOREIGN, NEEDS_ACCOUNTS
from yishiting.web.permissions.guard import Permit, refusal
from yishiting.web.permissions.refusal import NotNow

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


SPEAKS_FOR = "speaks_for"


class ActorMiddleware:
    """Puts ``request.actor`` in place: the account that is signed in, and the participant cookie."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        account = request.user if request.user.is_authenticated else None
        speaks_for = request.session.get(SPEAKS_FOR, 0) if account else 0
        cast("Any", request).actor = Actor(account, cookie_key(request), speaks_for)
        return self.get_response(request)


class DenyByDefaultMiddleware:
    """Refuses views without a permit, and turns "not in this phase" into its page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], _args: object, _named: object
    ) -> HttpResponse | None:
        """Look for the permit before anything of the view runs."""
        if hasattr(view, "permit"):
            return None
        name = request.resolver_match.view_name if request.resolver_match else ""
        if settings.INSECURE_LAN and name in NEEDS_ACCOUNTS:
            raise Http404
        action = FOREIGN.get(name)
        if action is None:
            raise PermissionDenied
        method = "GET" if request.method in ("HEAD", "GET") else str(request.method)
        return refusal(request, Permit({method: action}), method)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say what is possible now."""
        if isinstance(error, NotNow):
            return render(request, "409.html", {"action": error.action, "thing": error.thing}, status=409)
        return None
