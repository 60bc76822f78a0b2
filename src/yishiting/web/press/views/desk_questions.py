"""Questions at the press desk: looked at, accepted, refused, published, taken back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yishiting.web.desk.pages import Confirmation, FormPage, confirmation_page, form_page
from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.press.actions.answers import publish_answer, take_answer_back
from yishiting.web.press.actions.questions import accept_question, reject_question
from yishiting.web.press.finders import find_question
from yishiting.web.press.forms.questions import RejectionForm
from yishiting.web.press.models import Question
from yishiting.web.press.policy import REASONS
from yishiting.web.press.queries.conferences import press_conferences
from yishiting.web.press.queries.questions import (
    Wanted,
    addressees_asked,
    citations_of,
    counts_by_status,
    one_told,
    sessions_asked_for,
    similar_questions,
)
from yishiting.web.press.queries.questions import (
    desk_questions as listed_questions,
)
from yishiting.web.press.refusals import PressRefusedError
from yishiting.web.press.views.questions import wanted_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

_ON_A_PAGE = 50
_STEPS = ("accept", "reject", "answer", "publish", "take_back", "call")


@permits("press.see_desk")
def desk_questions(request: HttpRequest) -> HttpResponse:
    """List questions by how far they have come, those first that wait for a decision."""
    wanted, counts = wanted_of(request), counts_by_status(wanted_of(request))
    status = request.GET.get("status", Question.Status.WAITING)
    every = listed_questions("", Wanted())
    context = {
        "page": Paginator(listed_questions(status, wanted), _ON_A_PAGE).get_page(request.GET.get("page")),
        "status": status,
        "states": [(value, label, counts[value]) for value, label in Question.Status.choices],
        "wanted": wanted,
        "addressees": addressees_asked(every),
        "sessions": sessions_asked_for(every),
        "conferences": press_conferences(),
    }
    return render(request, "press/desk_questions.html", context)


@permits("question.desk", find_question)
def desk_question(request: HttpRequest, question: Question) -> HttpResponse:
    """Show a question with all that can be done with it."""
    actor, now, told = actor_of(request), timezone.now(), one_told(question, None)
    context = {
        "question": told,
        "similar": similar_questions(told.text.original, now, besides=told.pk),
        "citations": citations_of([told], now).get(told.pk),
        "reason": REASONS.get(told.reason),
        "may": {step: may(f"question.{step}", actor, told) for step in _STEPS},
    }
    return render(request, "press/desk_question.html", context)


@permits(post="question.accept", finder=find_question)
def desk_question_accept(request: HttpRequest, question: Question) -> HttpResponse:
    """Accept a question, also one that was refused before."""
    act = partial(accept_question, question=question, by=actor_of(request).account, now=timezone.now())
    _do(request, act, _("Question %d is accepted: journalists see and second it.") % question.number)
    return redirect("desk_questions" if request.POST.get("from") == "list" else _page_of(question))


@permits(get="question.reject", post="question.reject", finder=find_question)
def desk_question_reject(request: HttpRequest, question: Question) -> HttpResponse:
    """Refuse a question, for a reason of the policy."""
    form = RejectionForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        words = FormPage(
            title=_("Refuse question %d") % question.number,
            submit=_("Refuse the question"),
            back=_page_of(question),
            within=_("Question %d") % question.number,
            lead=question.text.original,
            note=_("The journalist is told the reason and the note. You can still accept the question after that."),
        )
        return form_page(request, form, words)
    by, now = actor_of(request).account, timezone.now()
    act = partial(reject_question, question=question, by=by, now=now, **form.cleaned_data)
    _do(request, act, _("Question %d is not accepted; the journalist is told why.") % question.number)
    return redirect("desk_questions")


@permits(post="question.publish", finder=find_question)
def desk_question_publish(request: HttpRequest, question: Question) -> HttpResponse:
    """Publish a question with its answer."""
    act = partial(publish_answer, question=question, by=actor_of(request).account, now=timezone.now())
    _do(request, act, _("Question %d and its answer are public.") % question.number)
    return redirect(_page_of(question))


@permits(get="question.take_back", post="question.take_back", finder=find_question)
def desk_question_take_back(request: HttpRequest, question: Question) -> HttpResponse:
    """Take a published pair back, so that the answer can be changed."""
    if request.method != "POST":
        ask = Confirmation(
            title=_("Take question %d back from the public?") % question.number,
            back=_page_of(question),
            within=_("Question %d") % question.number,
            says=(_("Its page is gone until it is published again. Who has read or copied it, has it."),),
            submit=_("Take it back"),
            is_danger=True,
        )
        return confirmation_page(request, ask)
    act = partial(take_answer_back, question=question, by=actor_of(request).account, now=timezone.now())
    _do(request, act, _("Question %d is not public any more. The answer can be changed.") % question.number)
    return redirect(_page_of(question))


def _do(request: HttpRequest, act: Callable[[], object], done: str) -> None:
    try:
        act()
    except PressRefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)


def _page_of(question: Question) -> str:
    return reverse("desk_question", args=[question.number])
