"""Responding: one statement at a time."""

from __future__ import annotations

from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yishiting.web.deliberation.actions.voting import CastVote, cast_vote, undo_vote
from yishiting.web.deliberation.finders import find_deliberation
from yishiting.web.deliberation.forms.answering import AnswerForm, NumberForm
from yishiting.web.deliberation.models import Statement
from yishiting.web.deliberation.queries.card import Reader, card_for
from yishiting.web.deliberation.refusals import RefusedError
from yishiting.web.deliberation.rules import is_answering
from yishiting.web.deliberation.undoing import as_last, forget_last_answer, keep_last_answer, last_answer
from yishiting.web.deliberation.voters import newcomers_seed, voter_for
from yishiting.web.people.cookie import give_cookie, key_to_come
from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.deliberation.models import Deliberation
    from yishiting.web.deliberation.undoing import LastAnswer
    from yishiting.web.deliberation.voters import Voter
    from yishiting.web.people.models import Participant


@dataclass(frozen=True)
class _Shown:
    """What the card shows beside its statement: a sentence when something went wrong, the form as it was sent."""

    participant: Participant | None
    number: int = 0
    problem: str = ""
    form: AnswerForm | None = None
    last: LastAnswer | None = None
    status: HTTPStatus = HTTPStatus.OK


@permits(get="deliberation.see", post="answer.give", finder=find_deliberation)
def respond(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Show a statement and take the answer to it."""
    if request.method != "POST":
        return _first_page(request, deliberation)
    now = timezone.now()
    form = AnswerForm(request.POST)
    voter = voter_for(actor_of(request), deliberation, now)
    if voter is None:
        return _without_cookie(request, deliberation)
    if not form.is_valid():
        return _mistaken(request, deliberation, voter, form)
    try:
        statement = Statement(deliberation=deliberation, number=form.cleaned_data["statement"])
        result = cast_vote(
            participant=voter.participant, statement=statement, answer=form.answer(), account=voter.account, now=now
        )
    except RefusedError as refused:
        return _refused(request, deliberation, voter, str(refused))
    return _answered(request, deliberation, voter, result)


@permits(post="answer.give", finder=find_deliberation)
def undo(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Put back what stood before the last answer, and show its statement again."""
    now = timezone.now()
    form = NumberForm(request.POST)
    voter = voter_for(actor_of(request), deliberation, now)
    last = last_answer(request, deliberation, voter.participant) if voter else None
    number = form.cleaned_data["statement"] if form.is_valid() else 0
    if voter is None or last is None or last.number != number:
        problem = _("This can no longer be undone here. You can change it in the list of your answers.")
        return _refused(request, deliberation, voter, problem)
    try:
        change = CastVote(Statement(deliberation=deliberation, number=number), last.before, last.after)
        undo_vote(participant=voter.participant, cast=change, account=voter.account, now=now)
    except RefusedError as refused:
        return _refused(request, deliberation, voter, str(refused))
    shown = _Shown(voter.participant, number=number)
    response = _card(request, deliberation, shown) if _by_htmx(request) else _to_page(deliberation, number)
    forget_last_answer(response, deliberation)
    return response


def _first_page(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    wanted = NumberForm(request.GET)
    number = wanted.cleaned_data["statement"] if wanted.is_valid() else 0
    mine = actor_of(request).voter(deliberation)
    last = last_answer(request, deliberation, mine)
    response = _card(request, deliberation, _Shown(mine, number=number, last=None if number else last))
    give_cookie(request, response)
    return response


def _answered(request: HttpRequest, deliberation: Deliberation, voter: Voter, result: CastVote) -> HttpResponse:
    # Sent twice, an answer changes nothing the second time; what undoing leads back to is then the first time's.
    before = last_answer(request, deliberation, voter.participant)
    last = as_last(voter.participant, result)
    if not result.has_changed and before is not None and before.number == last.number:
        last = before
    response = (
        _card(request, deliberation, _Shown(voter.participant, last=last))
        if _by_htmx(request)
        else _to_page(deliberation)
    )
    keep_last_answer(response, deliberation, last)
    return response


def _refused(request: HttpRequest, deliberation: Deliberation, voter: Voter | None, problem: str) -> HttpResponse:
    mine = None if voter is None else voter.participant
    return _card(request, deliberation, _Shown(mine, problem=problem, status=HTTPStatus.CONFLICT))


def _mistaken(request: HttpRequest, deliberation: Deliberation, voter: Voter, form: AnswerForm) -> HttpResponse:
    """Show the same statement again with what was written, and what is wrong with it."""
    number = form.cleaned_data.get("statement", 0)
    problem = " ".join(str(error) for errors in form.errors.values() for error in errors)
    return _card(
        request,
        deliberation,
        _Shown(voter.participant, number=number, problem=problem, form=form, status=HTTPStatus.UNPROCESSABLE_ENTITY),
    )


def _without_cookie(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    problem = _("Your browser sent no cookie, so this answer could not be kept. Please allow cookies and answer again.")
    messages.error(request, problem)
    return _to_page(deliberation)


def _card(request: HttpRequest, deliberation: Deliberation, shown: _Shown) -> HttpResponse:
    actor, now = actor_of(request), timezone.now()
    seed = shown.participant.seed if shown.participant else newcomers_seed(actor, key_to_come(request))
    context = {
        "deliberation": deliberation,
        "card": card_for(deliberation, Reader(shown.participant, seed), now, shown.number),
        "shown": shown,
        "is_answering": is_answering(deliberation, now),
        "may_answer": may("answer.give", actor, deliberation),
        "seat": actor.seat(deliberation),
    }
    template = "deliberation/respond_card.html" if _by_htmx(request) else "deliberation/respond.html"
    return render(request, template, context, status=shown.status)


def _to_page(deliberation: Deliberation, number: int = 0) -> HttpResponse:
    address = reverse("respond", args=[deliberation.slug])
    return redirect(f"{address}?statement={number}" if number else address)


def _by_htmx(request: HttpRequest) -> bool:
    return bool(cast("Any", request).htmx)
