"""The podium of a press conference, on the moderator's laptop or the hall's screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.contrib.messages import get_messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response

from yishiting.web.own_page import etag_of, personal
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.press.actions.podium import call_question, note_heard, skip_question
from yishiting.web.press.finders import find_press_conference, find_question
from yishiting.web.press.queries.podium import podium as podium_of
from yishiting.web.press.refusals import PressRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from yishiting.web.people.models import Account
    from yishiting.web.press.models import Question
    from yishiting.web.programme.models import Session

_SECONDS_BETWEEN = 3


@permits("podium.lead", find_press_conference)
def podium(request: HttpRequest, session: Session) -> HttpResponse:
    """Show which question is answered now, and which one comes next."""
    shown = podium_of(session, timezone.now())
    is_part = bool(request.headers.get("HX-Request"))
    state = ("podium", session.pk, session.title, shown.state)
    etag = etag_of(request, *state, is_part=is_part)
    unchanged = None if any(get_messages(request)) else get_conditional_response(request, etag=etag)
    if unchanged is not None:
        return personal(unchanged, etag)
    context = {
        "session": session,
        "podium": shown,
        "etag": etag_of(request, *state, is_part=True),
        "seconds": _SECONDS_BETWEEN,
    }
    template = "press/parts/podium_live.html" if is_part else "press/podium.html"
    return personal(render(request, template, context), etag)


@permits(post="question.call", finder=find_question)
def podium_call(request: HttpRequest, question: Question) -> HttpResponse:
    """Put a question on the podium."""
    return _do(request, question, lambda: call_question(question=question, by=_me(request), now=timezone.now()))


@permits(post="question.call", finder=find_question)
def podium_skip(request: HttpRequest, question: Question) -> HttpResponse:
    """Put a question off."""
    return _do(request, question, lambda: skip_question(question=question, now=timezone.now()))


@permits(post="question.call", finder=find_question)
def podium_heard(request: HttpRequest, question: Question) -> HttpResponse:
    """Note that it has been answered aloud; with "write" go on to write the answer down."""
    answer = _do(request, question, lambda: note_heard(question=question, now=timezone.now()))
    return redirect("question_answer", question.number) if request.POST.get("write") == "now" else answer


def _me(request: HttpRequest) -> Account | None:
    return actor_of(request).account


def _do(request: HttpRequest, question: Question, act: Callable[[], object]) -> HttpResponse:
    """Act, and lead back to where one stood; with htmx, the podium's own part follows by itself."""
    try:
        act()
    except PressRefusedError as refused:
        messages.error(request, str(refused))
    if question.session is None or not question.session.is_public:
        return redirect("desk_question", question.number)
    return redirect("podium", question.session.slug)
