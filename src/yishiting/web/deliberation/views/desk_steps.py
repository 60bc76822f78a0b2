"""Steps in the life of a deliberation: each is asked for on a page of its own, and taken by its button."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from yishiting.web.deliberation.actions.life import (
    CannotOpenError,
    close_deliberation,
    delete_deliberation,
    open_deliberation,
    stop_statements,
    take_statements_again,
)
from yishiting.web.deliberation.finders import find_deliberation
from yishiting.web.deliberation.models import ANSWERING
from yishiting.web.deliberation.queries.readiness import obstacles_to_opening
from yishiting.web.desk.pages import Confirmation, confirmation_page
from yishiting.web.permissions.guard import actor_of, permits

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse
    from django.utils.functional import _StrPromise

    from yishiting.web.deliberation.models import Deliberation


@dataclass(frozen=True)
class Step:
    """The words of one step: a question, what follows from it, the button, and what is said when it was taken."""

    title: _StrPromise
    says: tuple[_StrPromise, ...]
    submit: _StrPromise
    done: _StrPromise
    is_danger: bool = False


OPEN = Step(
    _("Open: “%s”"),
    (
        _("From now on people can answer and put statements forward."),
        _("Who may answer, how answers are seen and when something counts as agreed cannot be changed afterwards."),
    ),
    _("Open it"),
    _("It is open. People can answer now."),
)
STOP_STATEMENTS = Step(
    _("Take no more statements: “%s”"),
    (_("People go on answering those that stand. You can take statements again later."),),
    _("Take no more statements"),
    _("No more statements are taken. People can still answer."),
)
TAKE_AGAIN = Step(
    _("Take statements again: “%s”"),
    (_("People can put statements forward again until you stop that or close the deliberation."),),
    _("Take statements again"),
    _("Statements are taken again."),
)
CLOSE = Step(
    _("Close: “%s”"),
    (_("Nobody can answer any more. This cannot be undone."), _("Next, the result can be published.")),
    _("Close it for good"),
    _("It is closed. Publish the result next."),
    is_danger=True,
)
DELETE = Step(
    _("Delete the draft: “%s”"),
    (_("Its statements, and votes that were imported into it, are deleted too. This cannot be undone."),),
    _("Delete the draft"),
    _("The draft is deleted."),
    is_danger=True,
)


@permits(get="deliberation.open", post="deliberation.open", finder=find_deliberation)
def desk_open(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Open a draft, or say what is missing."""
    if obstacles := obstacles_to_opening(deliberation, timezone.now()):
        return _refuse(request, deliberation, OPEN, obstacles)
    try:
        return _take(request, deliberation, OPEN, open_deliberation)
    except CannotOpenError as error:
        return _refuse(request, deliberation, OPEN, error.obstacles)


@permits(get="deliberation.stop_statements", post="deliberation.stop_statements", finder=find_deliberation)
def desk_stop_statements(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Take no more statements."""
    return _take(request, deliberation, STOP_STATEMENTS, stop_statements)


@permits(get="deliberation.take_statements_again", post="deliberation.take_statements_again", finder=find_deliberation)
def desk_take_statements_again(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Take statements again."""
    return _take(request, deliberation, TAKE_AGAIN, take_statements_again)


@permits(get="deliberation.close", post="deliberation.close", finder=find_deliberation)
def desk_close(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Take no more answers."""
    return _take(request, deliberation, CLOSE, close_deliberation)


@permits(get="deliberation.delete", post="deliberation.delete", finder=find_deliberation)
def desk_delete(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Delete a draft."""
    return _take(request, deliberation, DELETE, delete_deliberation)


def _take(
    request: HttpRequest, deliberation: Deliberation, step: Step, act: Callable[..., Deliberation | None]
) -> HttpResponse:
    """Ask on GET; act on POST."""
    if request.method == "POST":
        left = act(deliberation=deliberation, by=actor_of(request).account, now=timezone.now())
        messages.success(request, str(step.done))
        if left is None:
            return redirect("desk_forum", slug=deliberation.forum.slug)
        return redirect("desk_deliberation", slug=deliberation.slug)
    says = [str(sentence) for sentence in step.says]
    if step is CLOSE and deliberation.phase in ANSWERING:
        says.append(_waiting(deliberation))
    return confirmation_page(request, _words(deliberation, step, tuple(filter(None, says)), str(step.submit)))


def _waiting(deliberation: Deliberation) -> str:
    n_waiting = deliberation.statements.filter(status="waiting").count()
    return str(_("Statements that still wait for a decision: %d.")) % n_waiting if n_waiting else ""


def _refuse(request: HttpRequest, deliberation: Deliberation, step: Step, obstacles: tuple[str, ...]) -> HttpResponse:
    status = 409 if request.method == "POST" else 200
    return confirmation_page(request, _words(deliberation, step, (), "", obstacles), status)


def _words(
    deliberation: Deliberation, step: Step, says: tuple[str, ...], submit: str, obstacles: tuple[str, ...] = ()
) -> Confirmation:
    return Confirmation(
        title=str(step.title) % deliberation,
        back=reverse("desk_deliberation", args=[deliberation.slug]),
        within=str(deliberation),
        says=says,
        submit=submit,
        obstacles=obstacles,
        is_danger=step.is_danger,
    )
