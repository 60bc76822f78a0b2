"""Answering: what is put to those for whom somebody answers, and writing an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, my_account, permits
from yishiting.web.press.actions.answers import write_answer
from yishiting.web.press.finders import find_question
from yishiting.web.press.forms.questions import AnswerForm
from yishiting.web.press.queries.questions import answers_for_somebody, one_told, questions_to_answer
from yishiting.web.press.refusals import PressRefusedError
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.press.models import Question

_ON_A_PAGE = 50


@permits("question.see_mine")
def my_questions(request: HttpRequest) -> HttpResponse:
    """List what is put to those for whom one answers."""
    account = my_account(request)
    page = Paginator(questions_to_answer(account), _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "answers_for_somebody": answers_for_somebody(account)}
    return render(request, "press/my_questions.html", context)


@permits(get="question.answer", post="question.answer", finder=find_question)
def question_answer(request: HttpRequest, question: Question) -> HttpResponse:
    """Write an answer down, or another one in its place."""
    actor, now = actor_of(request), timezone.now()
    data = request.POST if request.method == "POST" else None
    form = AnswerForm(data, question=question, assembly=current_assembly(), now=now)
    if request.method == "POST" and form.is_valid():
        try:
            write_answer(question=question, by=actor.account, answer=form.answer(), now=timezone.now())
        except PressRefusedError as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("The answer is kept. The press desk publishes it."))
            is_desk = may("question.desk", actor, question)
            return redirect("desk_question" if is_desk else "question", question.number)
    context = {
        "question": one_told(question, actor.account),
        "form": form,
        "is_desk": may("question.desk", actor, question),
    }
    return render(request, "press/question_answer.html", context, status=422 if form.errors else 200)
