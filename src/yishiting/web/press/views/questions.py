"""Questions as journalists ask, second and withdraw them."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from yishiting.web.desk.pages import Confirmation, confirmation_page
from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, my_account, permits
from yishiting.web.press.actions.questions import (
    MOST_WAITING,
    ask_question,
    second_question,
    take_second_back,
    withdraw_question,
)
from yishiting.web.press.finders import find_question
from yishiting.web.press.forms.questions import QuestionForm, cleaned_question, length_of_question
from yishiting.web.press.models.question import LONGEST_QUESTION
from yishiting.web.press.policy import REASONS
from yishiting.web.press.queries.accreditation import asker_of
from yishiting.web.press.queries.conferences import sessions_to_ask_for
from yishiting.web.press.queries.questions import (
    Wanted,
    addressees_asked,
    open_questions,
    own_questions,
    published_questions,
    sessions_asked_for,
    similar_questions,
)
from yishiting.web.press.refusals import PressRefusedError, SameQuestionError
from yishiting.web.programme.queries.assembly import current_assembly
from yishiting.web.programme.templatetags.moments import moment

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.people.models import Account
    from yishiting.web.press.models import Question

_ON_A_PAGE = 50


@permits("question.see_all")
def questions(request: HttpRequest) -> HttpResponse:
    """List what journalists may read: open questions by seconds, one's own, published ones."""
    show, account, wanted = request.GET.get("show", ""), my_account(request), wanted_of(request)
    found = _shown(show, account, wanted)
    every = _shown(show, account, Wanted())
    context = {
        "page": Paginator(found, _ON_A_PAGE).get_page(request.GET.get("page")),
        "show": show if show in ("mine", "published") else "",
        "wanted": wanted,
        "addressees": addressees_asked(every),
        "sessions": sessions_asked_for(every),
        "reasons": REASONS,
        "may_ask": may("question.ask", actor_of(request)),
        "account": account,
    }
    return render(request, "press/questions.html", context)


def wanted_of(request: HttpRequest) -> Wanted:
    """Read from the address which questions are asked for."""
    read = {name: request.GET.get(name, "").replace("\0", "")[:60] for name in ("addressee", "session")}
    return Wanted(**read)


def _shown(show: str, account: Account, wanted: Wanted) -> QuerySet[Question]:
    if show == "mine":
        return own_questions(account, wanted)
    return published_questions(wanted) if show == "published" else open_questions(account, wanted)


@permits(get="question.ask", post="question.ask")
def question_new(request: HttpRequest) -> HttpResponse:
    """Show the form, then what is similar, then take the question."""
    form = _form(request)
    if request.method != "POST":
        return _form_page(request, form)
    if not form.is_valid():
        return _form_page(request, form, HTTPStatus.UNPROCESSABLE_ENTITY)
    similar = [] if form.cleaned_data["is_new"] else similar_questions(form.cleaned_data["text"], timezone.now())
    if similar:
        return _form_page(request, form, similar=similar)
    try:
        asked = _ask(request, form)
    except SameQuestionError as same:
        messages.warning(request, str(same))
        return redirect("question", same.question.number)
    except PressRefusedError as refused:
        messages.error(request, str(refused))
        return _form_page(request, form, HTTPStatus.CONFLICT)
    messages.success(request, _("Thank you. Your question waits to be looked at; what becomes of it stands here."))
    return redirect("question", asked.number)


@permits(post="question.ask")
def question_similar(request: HttpRequest) -> HttpResponse:
    """Give what is similar to a text that is still being written, and how much of the limit it fills."""
    text, problem = request.POST.get("text", ""), ""
    try:
        cleaned_question(text)
    except ValidationError as error:
        problem = " ".join(error.messages) if error.code != "blank" else ""
    context = {
        "similar": [] if problem else similar_questions(text[:LONGEST_QUESTION], timezone.now()),
        "length": length_of_question(text),
        "problem": problem,
        "limit": LONGEST_QUESTION,
    }
    return render(request, "press/similar.html", context)


@permits(post="question.second", finder=find_question)
def question_second(request: HttpRequest, question: Question) -> HttpResponse:
    """Second a question, or with "back" second it no more."""
    account, is_back = my_account(request), request.POST.get("back") == "on"
    try:
        if is_back:
            take_second_back(question=question, account=account)
        else:
            second_question(question=question, account=account, now=timezone.now())
    except PressRefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("You second it no more.") if is_back else _("You second this question."))
    return redirect("questions" if request.POST.get("from") == "list" else reverse("question", args=[question.number]))


@permits(get="question.withdraw", post="question.withdraw", finder=find_question)
def question_withdraw(request: HttpRequest, question: Question) -> HttpResponse:
    """Withdraw one's own question."""
    back = reverse("question", args=[question.number])
    if request.method != "POST":
        ask = Confirmation(
            title=_("Withdraw your question?"),
            back=back,
            within=_("Question %d") % question.number,
            says=(question.text.original, _("Nobody sees it any more, and the seconds that it had are lost with it.")),
            submit=_("Withdraw the question"),
            is_danger=True,
        )
        return confirmation_page(request, ask)
    try:
        withdraw_question(question=question)
    except PressRefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Your question is withdrawn."))
    return redirect(back)


@permits("site.see")
def question_policy(request: HttpRequest) -> HttpResponse:
    """Say for which reasons a question is not accepted, and who is called first."""
    return render(request, "press/policy.html", {"reasons": REASONS, "most_waiting": MOST_WAITING})


def _form(request: HttpRequest) -> QuestionForm:
    assembly, now = current_assembly(), timezone.now()
    sessions = sessions_to_ask_for(assembly, now)
    names = {
        each.pk: f"{each.title} · {strip_tags(moment(each.begins_at, assembly))}" for some in sessions for each in some
    }
    initial = {"session": request.GET.get("session"), "addressee": request.GET.get("addressee")}
    data = request.POST if request.method == "POST" else None
    return QuestionForm(data, languages=assembly.languages, sessions=sessions, names=names, initial=initial)


def _ask(request: HttpRequest, form: QuestionForm) -> Question:
    return ask_question(
        asker=asker_of(my_account(request)),
        text=form.content(),
        addressee=form.cleaned_data["addressee"],
        session=form.cleaned_data.get("session"),
        now=timezone.now(),
    )


def _form_page(
    request: HttpRequest, form: QuestionForm, status: HTTPStatus = HTTPStatus.OK, **more: object
) -> HttpResponse:
    context = {
        "form": form,
        "length": length_of_question(str(form["text"].value() or "")),
        "limit": LONGEST_QUESTION,
        "asker": asker_of(my_account(request)),
        "has_addressees": form.fields["addressee"].queryset.exists(),  # type: ignore[attr-defined] # chooses rows
        **more,
    }
    return render(request, "press/question_new.html", context, status=status)
