"""Questions of the press in pages that are not about them: the press room's front, somebody's account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.utils import timezone

from yishiting.web.permissions.decision import may
from yishiting.web.press.queries.conferences import press_conferences
from yishiting.web.press.queries.questions import answers_for_somebody, n_to_answer, published_answers

if TYPE_CHECKING:
    from django.template.context import Context

    from yishiting.web.people.models import Account

register = template.Library()
_NEWEST = 4


@register.inclusion_tag("press/parts/front_panels.html", takes_context=True)
def questions_on_front(context: Context) -> dict[str, Any]:
    """Give the latest answers, press conferences, and what this visitor may do as a journalist."""
    actor, now = context["actor"], timezone.now()
    conferences = list(press_conferences())
    to_come = [each for each in conferences if each.ends_at and each.ends_at >= now and not each.is_cancelled]
    held = [each for each in conferences if each.ends_at and each.ends_at < now]
    return {
        "answers": published_answers(_NEWEST),
        "to_come": to_come[:_NEWEST],
        "held": held[: -_NEWEST - 1 : -1],
        "may_ask": may("question.ask", actor),
        "sees_all": may("question.see_all", actor),
        "n_to_answer": None if actor.account is None else waits_for_answer(actor.account),
        "may_request": not context.get("insecure_lan"),
        **{name: context[name] for name in ("assembly", "LANGUAGE_CODE")},
    }


@register.simple_tag
def waits_for_answer(account: Account) -> int | None:
    """Count the questions that wait for somebody's answer; nothing for who answers for nobody."""
    return n_to_answer(account) if answers_for_somebody(account) else None
