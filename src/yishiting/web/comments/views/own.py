"""What somebody has written themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils import timezone

from yishiting.web.comments.cookie import COOKIE
from yishiting.web.comments.queries.own import own_comments
from yishiting.web.comments.showing import editable_since
from yishiting.web.comments.subject import subject_of
from yishiting.web.comments.visitor import visitor_of
from yishiting.web.permissions.guard import permits

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

ON_ONE_PAGE = 20


@permits("site.see")
def own_comments_page(request: HttpRequest) -> HttpResponse:
    """List one's own comments in whatever state, with the reason. Of what is not public now nothing is told."""
    visitor = visitor_of(request)
    page = Paginator(own_comments(visitor), ON_ONE_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(comment, subject_of(comment)) for comment in page],
        "editable_since": editable_since(timezone.now()),
        "has_account": visitor.account is not None,
        "has_cookie_too": visitor.account is not None and bool(COOKIE.read(request)),
    }
    return render(request, "comments/mine.html", context)
