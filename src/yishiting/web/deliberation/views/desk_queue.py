"""Moderation at the desk: what waits, accepting, refusing, and deciding the other way round."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yishiting.web.deliberation.actions.statements import accept_statement, reject_statement, remove_statement
from yishiting.web.deliberation.finders import find_deliberation, find_statement
from yishiting.web.deliberation.forms.desk_statements import RefusalForm
from yishiting.web.deliberation.models import Phase
from yishiting.web.deliberation.queries.desk import lately_decided, moderation_queue
from yishiting.web.deliberation.refusals import RefusedError
from yishiting.web.desk.pages import FormPage, form_page
from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from yishiting.web.deliberation.models import Deliberation, Statement

MOST_AT_ONCE = 200
_NUMBER = re.compile("[0-9]{1,9}")


@permits(get="moderation.see_queue", post="moderation.see_queue", finder=find_deliberation)
def desk_queue(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Show what waits; POST accepts the statements that were ticked."""
    if request.method == "POST":
        _accept_ticked(request, deliberation)
        return redirect("desk_queue", slug=deliberation.slug)
    return _queue_page(request, deliberation)


@permits(post="statement.accept", finder=find_statement)
def desk_statement_accept(request: HttpRequest, statement: Statement) -> HttpResponse:
    """Accept one statement, also one that was refused before."""
    try:
        accept_statement(statement=statement, by=actor_of(request).account, now=timezone.now())
    except RefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("Statement %d is accepted.") % statement.number)
    return _after(request, statement.deliberation)


@permits(get="statement.reject", post="statement.reject", finder=find_statement)
def desk_statement_reject(request: HttpRequest, statement: Statement) -> HttpResponse:
    """Refuse a statement that waits, for a reason of the policy."""
    return _refuse(request, statement, reject_statement, _("Decline statement %d") % statement.number)


@permits(get="statement.remove", post="statement.remove", finder=find_statement)
def desk_statement_remove(request: HttpRequest, statement: Statement) -> HttpResponse:
    """Take a statement down that stands, for a reason of the policy."""
    return _refuse(request, statement, remove_statement, _("Remove statement %d") % statement.number)


def _refuse(request: HttpRequest, statement: Statement, act: Callable[..., Statement], title: str) -> HttpResponse:
    form = RefusalForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            act(statement=statement, by=actor_of(request).account, now=timezone.now(), **form.cleaned_data)
        except RefusedError as error:
            messages.error(request, str(error))
        else:
            done = _("Statement %d is taken out. The author is told why; you can still accept it again.")
            messages.success(request, done % statement.number)
        return _after(request, statement.deliberation)
    words = FormPage(
        title=title,
        submit=title,
        back=reverse("desk_queue", args=[statement.deliberation.slug]),
        within=str(statement.deliberation),
        lead=statement.text.original,
        note=_("The reason and the note stand in the public moderation record."),
    )
    return form_page(request, form, words)


def _accept_ticked(request: HttpRequest, deliberation: Deliberation) -> None:
    """Accept what was ticked and still waits, each by itself: one that cannot be accepted keeps no other back."""
    ticked = [int(number) for number in request.POST.getlist("number") if _NUMBER.fullmatch(number)]
    actor, n_accepted = actor_of(request), 0
    waiting = deliberation.statements.filter(number__in=ticked[:MOST_AT_ONCE])
    for statement in waiting.select_related("deliberation__forum").filter(status="waiting"):
        if not may("statement.accept", actor, statement):
            continue
        try:
            accept_statement(statement=statement, by=actor.account, now=timezone.now())
            n_accepted += 1
        except RefusedError as error:
            messages.error(request, f"{statement.number}: {error}")
    said = ngettext("%d statement is accepted.", "%d statements are accepted.", n_accepted) % n_accepted
    (messages.success if n_accepted else messages.warning)(request, said)


def _after(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Go back to the queue; with htmx, give the queue's part of the page alone."""
    if request.headers.get("HX-Request"):
        return _queue_page(request, deliberation, part=True)
    return redirect("desk_queue", slug=deliberation.slug)


def _queue_page(request: HttpRequest, deliberation: Deliberation, *, part: bool = False) -> HttpResponse:
    context = {
        "deliberation": deliberation,
        "queue": moderation_queue(deliberation)[:MOST_AT_ONCE],
        "decided": lately_decided(deliberation),
        "is_over": deliberation.phase in (Phase.CLOSED, Phase.PUBLISHED),
    }
    return render(request, f"deliberation/{'parts/desk_queue' if part else 'desk_queue'}.html", context)
