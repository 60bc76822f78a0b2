"""Every request knows who asks; every view that declares nothing is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.shortcuts import render
from django.utils.cache import patch_cache_control, patch_vary_headers

from yishiting.web.comments.cookie import COOKIE as COMMENTER
from yishiting.web.people.cookie import cookie_key
from yishiting.web.permissions.actor import Actor
from yishiting.web.permissions.foreign import FOREIGN
from yishiting.web.permissions.guard import Permit, method_of, refusal
from yishiting.web.permissions.refusal import NotNowError

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


SPEAKS_FOR = "speaks_for"


class ActorMiddleware:
    """Puts ``request.actor`` in place, and keeps what was made for one visitor from being shown to another."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request."""
        if settings.INSECURE_LAN:  # a session's cookie could be read on the way: nobody is signed in
            request.user = AnonymousUser()
        account = request.user if request.user.is_authenticated else None
        speaks_for = request.session.get(SPEAKS_FOR, 0) if account else 0
        address = request.META.get("REMOTE_ADDR", "")
        cast("Any", request).actor = Actor(
            account,
            cookie_key(request),
            comment_key=COMMENTER.read(request),
            speaks_for=speaks_for,
            address=address,
        )
        response = self.get_response(request)
        patch_vary_headers(response, ("Cookie",))
        if not response.has_header("Cache-Control"):
            patch_cache_control(response, private=True, no_cache=True)
        return response


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
        if isinstance(getattr(view, "permit", None), Permit):
            return None
        action = FOREIGN.get(request.resolver_match.view_name) if request.resolver_match else None
        if action is None:
            raise PermissionDenied
        return refusal(request, Permit({method_of(request): action}))

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Say what is possible now."""
        if isinstance(error, NotNowError):
            return render(request, "409.html", {"action": error.action, "thing": error.thing}, status=409)
        return None
