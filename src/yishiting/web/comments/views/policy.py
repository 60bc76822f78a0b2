"""The published policy for comments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.shortcuts import render

from yishiting.web.comments.policy import HOLDS, REASONS
from yishiting.web.comments.queries.rules import comment_settings
from yishiting.web.permissions.guard import permits

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@permits("site.see")
def comments_policy(request: HttpRequest) -> HttpResponse:
    """Say for which reasons a comment is not accepted or is removed, and which comments wait."""
    rules = comment_settings()
    kept_off = {
        "no_account": not rules.holds_open_participants,
        "everybody": not rules.holds_everybody,
    }
    holds = {name: hold for name, hold in HOLDS.items() if not kept_off.get(name)}
    context = {"reasons": REASONS, "holds": holds, "rules": rules, "most": settings.COMMENTS_PER_PERSON}
    return render(request, "comments/policy.html", context)
