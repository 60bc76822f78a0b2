"""The guard that every view wears: it finds the thing, asks the table, and only then lets the view run."""

from __future__ import annotations

from dataclasses import dataclass
from functools import wraps
from typing import TYPE_CHECKING, Any, cast

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseNotAllowed

from yishiting.web.permissions.decision import Decision, decide
from yishiting.web.permissions.refusal import NotNow

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.permissions.actor import Actor

    View = Callable[..., HttpResponse]
    Finder = Callable[..., Model]


@dataclass(frozen=True)
class Permit:
    """What a view declares: the action by method, and how its thing is found from the URL."""

    actions: dict[str, str]
    finder: Finder | None = None


def permits(
    action: str | None = None, finder: Finder | None = None, *, get: str = "", post: str = ""
) -> Callable[[View], View]:
    """Let a view run only for whom the table names.

    ``permits("forum.see", find_forum)`` answers GET and HEAD; ``get=`` and ``post=`` name the actions of a view that
    answers both. The view is called with the thing that ``finder`` found in place of the URL's own arguments.
    """
    actions = {"GET": get or action or "", "POST": post}
    permit = Permit({method: name for method, name in actions.items() if name}, finder)

    def guarded(view: View) -> View:
        @wraps(view)
        def run(request: HttpRequest, **named: Any) -> HttpResponse:  # noqa: ANN401 - whatever the URL holds
            thing = None if finder is None else finder(**named)
            things = {} if finder is None else {"thing": thing}
            method = "GET" if request.method in ("HEAD", "GET") else str(request.method)
            refused = refusal(request, permit, method, thing)
            if refused is not None:
                return refused
            return view(request, *things.values(), **({} if finder else named))

        cast("Any", run).permit = permit
        return run

    return guarded


def actor_of(request: HttpRequest) -> Actor:
    """Give who is asking; set by the middleware."""
    return cast("Actor", cast("Any", request).actor)


def refusal(request: HttpRequest, permit: Permit, method: str, thing: Model | None = None) -> HttpResponse | None:
    """Ask the table; give the answer to a refused request, or nothing. Raises what Django turns into 403 and 404."""
    # Who may not see a thing hears the same from every method; so the method is looked at last.
    action = permit.actions.get(method) or next(iter(permit.actions.values()))
    decision = decide(action, actor_of(request), thing)
    if decision is Decision.HIDDEN:
        raise Http404
    if method not in permit.actions:
        return HttpResponseNotAllowed([*permit.actions, *(["HEAD"] if "GET" in permit.actions else [])])
    if decision is Decision.SIGN_IN and method == "GET":
        return redirect_to_login(request.get_full_path())
    if decision in (Decision.FORBIDDEN, Decision.SIGN_IN):
        raise PermissionDenied
    if decision is Decision.NOT_NOW:
        raise NotNow(action, thing)
    return None
