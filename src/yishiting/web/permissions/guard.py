"""The guard that every view wears: it finds the thing, asks the table, and only then lets the view run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed
from django.template.loader import render_to_string

from yishiting.web.permissions.decision import Decision, decide
from yishiting.web.permissions.refusal import NotNowError
from yishiting.web.permissions.table import OF_ACCOUNTS, TABLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.people.models import Account
    from yishiting.web.permissions.actor import Actor

    View = Callable[..., HttpResponse]
    Finder = Callable[..., Model]


@dataclass(frozen=True)
class Permit:
    """What a view declares: the action by method, and how its thing is found from the URL."""

    actions: dict[str, str]
    finder: Finder | None = None

    def check(self) -> None:
        """Refuse, when the view is written down, what could never be decided."""
        unknown = [action for action in self.actions.values() if action not in TABLE]
        if unknown or not self.actions:
            raise ValueError(f"a view must name actions of the table, got {unknown or 'none'}")
        if self.finder is None and any(TABLE[action].on != "site" for action in self.actions.values()):
            raise ValueError(f"{', '.join(self.actions.values())} must be given a finder")

    def action(self, request: HttpRequest) -> str:
        """Name the action of a request; a method that the view does not answer counts as its first one.

        So who may not see a thing hears the same from every method.
        """
        return self.actions.get(method_of(request)) or next(iter(self.actions.values()))

    def on_site(self, request: HttpRequest) -> bool:
        """Tell whether the action is one on the site, whatever the URL names."""
        return TABLE[self.action(request)].on == "site"


def permits(
    action: str | None = None, finder: Finder | None = None, *, get: str = "", post: str = ""
) -> Callable[[View], View]:
    """Let a view run only for whom the table names.

    ``permits("forum.see", find_forum)`` answers GET and HEAD; ``get=`` and ``post=`` name the actions of a view that
    answers both. The view is called with the thing that ``finder`` found in place of the URL's own arguments.
    """
    actions = {"GET": get or action or "", "POST": post}
    permit = Permit({method: name for method, name in actions.items() if name}, finder)
    permit.check()

    def guarded(view: View) -> View:
        @wraps(view)
        def run(request: HttpRequest, **named: Any) -> HttpResponse:  # noqa: ANN401 - whatever the URL holds
            # Where the thing says nothing about who may, it is looked for only after the table was asked: "there is
            # none" would otherwise tell those who may not know.
            refused = refusal(request, permit) if permit.on_site(request) else None
            if refused is not None:
                return refused
            if finder is None:
                return view(request, **named)
            thing = finder(**named)
            refused = None if permit.on_site(request) else refusal(request, permit, thing)
            return view(request, thing) if refused is None else refused

        cast("Any", run).permit = permit
        return run

    return guarded


def actor_of(request: HttpRequest) -> Actor:
    """Give who is asking; set by the middleware."""
    return cast("Actor", cast("Any", request).actor)


def my_account(request: HttpRequest) -> Account:
    """Give the account that is signed in; for views that only accounts may see."""
    account = actor_of(request).account
    if account is None:
        raise RuntimeError("the permission table must let only accounts through, got nobody")
    return account


def method_of(request: HttpRequest) -> str:
    """Give the method that counts: HEAD is GET without the body."""
    return "GET" if request.method == "HEAD" else str(request.method)


def refusal(request: HttpRequest, permit: Permit, thing: Model | None = None) -> HttpResponse | None:
    """Ask the table; give the answer to a refused request, or nothing. Raises what Django turns into 403 and 404."""
    action, method = permit.action(request), method_of(request)
    if settings.INSECURE_LAN and action in OF_ACCOUNTS:
        raise Http404
    decision = decide(action, actor_of(request), thing)
    if decision is Decision.HIDDEN:
        raise Http404
    if method not in permit.actions:
        return HttpResponseNotAllowed(
            [*permit.actions, *(["HEAD"] if "GET" in permit.actions else [])],
            render_to_string("405.html", request=request),
        )
    if decision is Decision.SIGN_IN and method == "GET" and not settings.INSECURE_LAN:
        return redirect_to_login(request.get_full_path())
    if decision in (Decision.FORBIDDEN, Decision.SIGN_IN):
        raise PermissionDenied
    if decision is Decision.NOT_NOW:
        raise NotNowError(action, thing)
    return None
