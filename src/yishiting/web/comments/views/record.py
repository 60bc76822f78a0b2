"""What is public about moderation of comments: what was decided by the policy."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone

from yishiting.web.comments.queries.queue import subject_named
from yishiting.web.comments.queries.record import entries_of, moderation_record, named
from yishiting.web.permissions.guard import permits

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_ON_A_PAGE = 50


@permits("site.see")
def comments_record(request: HttpRequest) -> HttpResponse:
    """List what was not accepted or removed, on everything or on one thing that everybody may see."""
    now, asked = timezone.now(), subject_named(request.GET)
    subject = named(asked, now) if asked else None
    page = Paginator(moderation_record(subject), _ON_A_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "entries": entries_of(page, now), "subject": subject}
    return render(request, "comments/record.html", context)
