"""Published questions with their answers: the list, one pair's page, a press conference, the feed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from yishiting.web.atom import Entry, Frame, atom
from yishiting.web.feed_answer import handed_out, language_asked
from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.press.finders import find_press_conference, find_question
from yishiting.web.press.policy import REASONS
from yishiting.web.press.queries.podium import conference_pairs
from yishiting.web.press.queries.questions import (
    Wanted,
    addressees_asked,
    answers_changed_at,
    citations_of,
    one_told,
    published_answers,
    published_questions,
    sessions_asked_for,
)
from yishiting.web.press.views.questions import wanted_of
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.permissions.actor import Actor
    from yishiting.web.press.models import Question
    from yishiting.web.programme.models import Session

_ON_A_PAGE = 20
_TOLD = 50
_STEPS = ("question.second", "question.withdraw", "question.answer", "question.desk")


@permits("site.see")
def answers(request: HttpRequest) -> HttpResponse:
    """List published pairs, the latest first."""
    wanted = wanted_of(request)
    page = Paginator(published_questions(wanted), _ON_A_PAGE).get_page(request.GET.get("page"))
    every = published_questions(Wanted())
    context = {
        "page": page,
        "wanted": wanted,
        "addressees": addressees_asked(every),
        "sessions": sessions_asked_for(every),
    }
    return render(request, "press/answers.html", context)


@permits("question.see", find_question)
def question(request: HttpRequest, question: Question) -> HttpResponse:
    """Show one question, and its answer to those who may see it."""
    actor, now = actor_of(request), timezone.now()
    told = one_told(question, actor.account)
    sees_answer = _sees_answer(actor, told)
    context = {
        "question": told,
        "sees_answer": sees_answer,
        "is_mine": actor.account is not None and told.asked_by_id == actor.account.pk,
        "citations": citations_of([told], now).get(told.pk) if sees_answer else None,
        "reason": REASONS.get(told.reason),
        "may": {action.partition(".")[2]: may(action, actor, told) for action in _STEPS},
        "sees_all": may("question.see_all", actor),
    }
    return render(request, "press/question.html", context)


@permits("site.see", find_press_conference)
def press_conference(request: HttpRequest, session: Session) -> HttpResponse:
    """Show what was asked and answered for one press conference."""
    actor, pairs = actor_of(request), conference_pairs(session)
    cited = citations_of(pairs, timezone.now())
    context = {
        "session": session,
        "pairs": [(each, cited.get(each.pk)) for each in pairs],
        "may_ask": may("question.ask", actor),
        "may_lead": may("podium.lead", actor),
    }
    return render(request, "press/conference.html", context)


@permits("site.see")
def answers_feed(request: HttpRequest) -> HttpResponse:
    """Give the latest published pairs as an Atom feed, in the language that the address names."""
    assembly = current_assembly()
    language = language_asked(request, assembly)
    with override(language):
        name = assembly.title.shown(language).text or "Yishiting 议事厅"
        title = _("%(assembly)s: answered questions") % {"assembly": name}
        entries = [_entry(each, language) for each in published_answers(_TOLD)]
    frame = Frame(title, request.path, "/press/answers/", name, language)
    modified = answers_changed_at()
    return handed_out(request, atom(frame, entries), "application/atom+xml", "answers.atom", modified_at=modified)


def _entry(question: Question, language: str) -> Entry:
    published_at = question.published_at or question.made_at
    answer = question.answer.shown(language).text
    by = question.answerer_name.shown(language).text
    return Entry(
        title=question.text.shown(language),
        path=f"/press/questions/{question.number}/",
        published_at=published_at,
        updated_at=published_at,
        summary=f"{by}: {answer}" if by else answer,
    )


def _sees_answer(actor: Actor, question: Question) -> bool:
    if question.status == question.Status.PUBLISHED:
        return True
    return bool(question.answer) and may("question.see_answer_before", actor, question)
