"""Comments on a thing, and one thread as a whole."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from django.shortcuts import render
from django.utils import timezone

from yishiting.web.comments.finders import find_comment
from yishiting.web.comments.leafing import path_named
from yishiting.web.comments.queries.threads import whole_thread
from yishiting.web.comments.showing import manners_of, section_of
from yishiting.web.comments.subject import Subject, subject_of
from yishiting.web.comments.views.writing import take_remark
from yishiting.web.comments.visitor import visitor_of
from yishiting.web.exhibition.finders import find_exhibit
from yishiting.web.permissions.guard import permits
from yishiting.web.press.finders import find_release

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.comments.models import Comment
    from yishiting.web.exhibition.models import Exhibit
    from yishiting.web.press.models import Release


@permits(get="release.see", post="release.comment", finder=find_release)
def release_comments(request: HttpRequest, release: Release) -> HttpResponse:
    """Show the comments on a release, and take another."""
    return _comments(request, Subject(release))


@permits(get="exhibit.see", post="exhibit.comment", finder=find_exhibit)
def exhibit_comments(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Show the comments on an exhibit, and take another."""
    return _comments(request, Subject(exhibit))


@permits("comment.see", find_comment)
def comment(request: HttpRequest, comment: Comment) -> HttpResponse:
    """Show the thread in which a comment stands, and in it the comment."""
    now, subject = timezone.now(), subject_of(comment)
    after = path_named(request.GET.get("after", ""))
    thread = whole_thread(comment, visitor_of(request), after, from_start=request.GET.get("from") == "start")
    manners = manners_of(request, subject, now)
    context = {"subject": subject, "thread": thread, "focus": comment, "manners": manners, "after": after}
    is_part = _by_htmx(request) and after
    return render(request, "comments/parts/replies.html" if is_part else "comments/thread.html", context)


def _comments(request: HttpRequest, subject: Subject) -> HttpResponse:
    now = timezone.now()
    if request.method == "POST":
        return take_remark(request, subject, now)
    if not subject.is_public:
        return render(request, "comments/comments.html", {"subject": subject, "section": None})
    context = {"subject": subject, "section": section_of(request, subject, now)}
    return render(request, _template(request), context)


def _template(request: HttpRequest) -> str:
    """Choose how much of the page is asked for: remarks in an order, more of them, or all of it."""
    if not _by_htmx(request):
        return "comments/comments.html"
    return "comments/parts/remarks.html" if request.GET.get("after") else "comments/parts/sorted.html"


def _by_htmx(request: HttpRequest) -> bool:
    asked = cast("Any", request).htmx
    return bool(asked) and not asked.history_restore_request
