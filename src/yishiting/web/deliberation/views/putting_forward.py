"""Putting a statement forward, with what others have said already beside it."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yishiting.web.deliberation.actions.statements import put_forward as put_forward_action
from yishiting.web.deliberation.finders import find_deliberation
from yishiting.web.deliberation.forms.putting_forward import StatementForm
from yishiting.web.deliberation.models import Statement
from yishiting.web.deliberation.models.statement import LONGEST_STATEMENT
from yishiting.web.deliberation.queries.similar import similar_statements
from yishiting.web.deliberation.refusals import NoCookieError, RefusedError, SameTextError
from yishiting.web.deliberation.statement_text import cleaned_line, length_of
from yishiting.web.deliberation.voters import voter_for
from yishiting.web.people.cookie import give_cookie
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.deliberation.models import Deliberation


@permits(get="statement.put_forward", post="statement.put_forward", finder=find_deliberation)
def put_forward(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Show the form, then what is similar, then take the statement."""
    languages = current_assembly().languages
    if request.method != "POST":
        return _form_page(request, deliberation, StatementForm(languages=languages))
    form = StatementForm(request.POST, languages=languages)
    if not form.is_valid():
        return _form_page(request, deliberation, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    similar = [] if form.cleaned_data["is_new"] else _similar(deliberation, form.cleaned_data["text"])
    if similar:
        return _form_page(request, deliberation, form, similar=similar)
    try:
        statement = _put(request, deliberation, form)
    except SameTextError as same:
        return _form_page(request, deliberation, form, HTTPStatus.CONFLICT, same=same)
    except RefusedError as refused:
        messages.error(request, str(refused))
        return _form_page(request, deliberation, form, HTTPStatus.CONFLICT)
    return _thanks(request, deliberation, statement)


@permits(post="statement.put_forward", finder=find_deliberation)
def similar(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Give what is similar to a text that is still being written, and how much of the limit it fills."""
    text = request.POST.get("text", "")
    try:
        length, problem = length_of(cleaned_line(text)), ""
    except ValidationError as error:
        length, problem = length_of(text[: 2 * LONGEST_STATEMENT]), " ".join(error.messages)
    context = {
        "deliberation": deliberation,
        "similar": [] if problem else _similar(deliberation, text),
        "length": length,
        "problem": problem,
        "limit": LONGEST_STATEMENT,
    }
    return render(request, "deliberation/similar.html", context)


def _similar(deliberation: Deliberation, text: str) -> list[Statement]:
    return similar_statements(deliberation, text, timezone.now())


def _put(request: HttpRequest, deliberation: Deliberation, form: StatementForm) -> Statement:
    now = timezone.now()
    voter = voter_for(actor_of(request), deliberation, now)
    if voter is None:
        raise NoCookieError
    return put_forward_action(
        deliberation=deliberation, author=voter.participant, account=voter.account, text=form.content(), now=now
    )


def _thanks(request: HttpRequest, deliberation: Deliberation, statement: Statement) -> HttpResponse:
    if statement.status == Statement.Status.WAITING:
        thanks = _("Thank you. Your statement waits to be looked at; what becomes of it stands on this page.")
    else:
        thanks = _("Thank you. Your statement stands now, and others are asked about it.")
    messages.success(request, thanks)
    return redirect("answers", deliberation.slug)


def _form_page(
    request: HttpRequest,
    deliberation: Deliberation,
    form: StatementForm,
    status: HTTPStatus = HTTPStatus.OK,
    **more: object,
) -> HttpResponse:
    context = {
        "deliberation": deliberation,
        "form": form,
        "length": length_of(str(form["text"].value() or "")[: 2 * LONGEST_STATEMENT]),
        "limit": LONGEST_STATEMENT,
        "seat": actor_of(request).seat(deliberation),
        **more,
    }
    response = render(request, "deliberation/put_forward.html", context, status=status)
    give_cookie(request, response)
    return response
