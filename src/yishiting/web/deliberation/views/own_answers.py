"""One's own answers, to be changed or taken back, and what became of one's own statements."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yishiting.web.deliberation.actions.voting import cast_vote, withdraw_vote
from yishiting.web.deliberation.finders import find_deliberation
from yishiting.web.deliberation.forms.answering import AnswerForm, NumberForm
from yishiting.web.deliberation.models import Statement
from yishiting.web.deliberation.queries.answers import own_answers, own_statements
from yishiting.web.deliberation.refusals import RefusedError
from yishiting.web.deliberation.rules import is_answering
from yishiting.web.deliberation.voters import voter_for
from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.deliberation.models import Deliberation
    from yishiting.web.deliberation.voters import Voter

_ON_A_PAGE = 50


@permits(get="answer.see_own", post="answer.give", finder=find_deliberation)
def answers(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """List one's answers; take a changed one."""
    if request.method != "POST":
        return _listed(request, deliberation)
    voter = voter_for(actor_of(request), deliberation, timezone.now())
    form = AnswerForm(request.POST)
    if voter is None or not form.is_valid():
        return _listed(request, deliberation, form)
    try:
        _change(deliberation, voter, form)
    except RefusedError as refused:
        messages.error(request, str(refused))
        return _listed(request, deliberation, status=HTTPStatus.CONFLICT)
    messages.success(request, _("Your answer has been changed."))
    return _back(deliberation, form.cleaned_data["statement"])


@permits(post="answer.give", finder=find_deliberation)
def withdraw(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Take an answer back."""
    now, form = timezone.now(), NumberForm(request.POST)
    voter = voter_for(actor_of(request), deliberation, now)
    if voter is None or not form.is_valid():
        return _listed(request, deliberation, form)
    try:
        statement = Statement(deliberation=deliberation, number=form.cleaned_data["statement"])
        withdraw_vote(participant=voter.participant, statement=statement, account=voter.account, now=now)
    except RefusedError as refused:
        messages.error(request, str(refused))
        return _listed(request, deliberation, status=HTTPStatus.CONFLICT)
    messages.success(request, _("Your answer has been taken back. The statement counts as not seen."))
    return _back(deliberation)


def _change(deliberation: Deliberation, voter: Voter, form: AnswerForm) -> None:
    cast_vote(
        participant=voter.participant,
        statement=Statement(deliberation=deliberation, number=form.cleaned_data["statement"]),
        answer=form.answer(),
        account=voter.account,
        now=timezone.now(),
    )


def _listed(
    request: HttpRequest,
    deliberation: Deliberation,
    form: AnswerForm | NumberForm | None = None,
    status: HTTPStatus = HTTPStatus.OK,
) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    voter = actor.voter(deliberation)
    context = {
        "deliberation": deliberation,
        "page": Paginator(own_answers(deliberation, voter), _ON_A_PAGE).get_page(request.GET.get("page")),
        "statements": own_statements(deliberation, voter),
        "form": form,
        "sent": "" if form is None else str(form["statement"].value()),
        "seat": actor.seat(deliberation),
        "is_answering": is_answering(deliberation, now),
        "may_put_forward": may("statement.put_forward", actor, deliberation),
    }
    if form is not None:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    return render(request, "deliberation/answers.html", context, status=status)


def _back(deliberation: Deliberation, number: int = 0) -> HttpResponse:
    address = reverse("answers", args=[deliberation.slug])
    return redirect(f"{address}#statement-{number}" if number else address)
