"""Moderation of comments at the desk: what waits and what was reported, decisions one by one and many at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from yishiting.web.comments.actions.moderation import Seen, Verdict, decide_comments, undo_decisions
from yishiting.web.comments.finders import find_comment
from yishiting.web.comments.forms.moderation import DecisionForm, RefusalForm, read_seen, written_seen
from yishiting.web.comments.models import Comment
from yishiting.web.comments.policy import HOLDS, REASONS, reason_title
from yishiting.web.comments.queries.alike import similar_comments
from yishiting.web.comments.queries.queue import (
    PLACES,
    REPORTED,
    WAITING,
    Wanted,
    about_author,
    batch_named,
    held_counts,
    last_batches,
    moderates,
    queue,
    reports_on,
    subject_named,
    waiting_counts,
)
from yishiting.web.comments.subject import subject_of
from yishiting.web.desk.pages import FormPage, form_page
from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.comments.actions.moderation import Decided
    from yishiting.web.comments.models import Report
    from yishiting.web.comments.queries.queue import Counts
    from yishiting.web.comments.subject import Subject

Status = Comment.Status
PER_PAGE = 25
# What may be decided about the comments of each part of the queue.
_ACCEPT, _REJECT = ("accept", pgettext_lazy("a comment", "Accept")), ("reject", gettext_lazy("Decline"))
_REMOVE, _SETTLE = ("remove", gettext_lazy("Remove")), ("settle", gettext_lazy("Nothing is wrong: they stay"))
_AFTER_ALL = ("accept", pgettext_lazy("a comment", "Accept after all"))
_BUTTONS = {
    WAITING: (_ACCEPT, _REJECT),
    REPORTED: (_SETTLE, _REMOVE),
    Status.ACCEPTED: (_REMOVE,),
    Status.REJECTED: (_AFTER_ALL,),
    Status.REMOVED: (_AFTER_ALL,),
}
_MISTAKEN = 422


@dataclass(frozen=True)
class QueueLine:
    """One comment in the queue: ``seen`` is how it looks now, for the form; ``why`` it waits, or is not public."""

    comment: Comment
    subject: Subject
    seen: str
    why: str
    reports: list[Report]


@permits(get="comments.moderate", post="comments.moderate")
def desk_comments(request: HttpRequest) -> HttpResponse:
    """Show what waits; POST decides the same about all that were ticked."""
    if request.method != "POST" or not moderates(actor_of(request)):
        return _queue_page(request, DecisionForm())
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _queue_page(request, form, _MISTAKEN)
    decided = decide_comments(
        seen=form.cleaned_data["seen"], verdict=form.verdict(), by=actor_of(request).account, now=timezone.now()
    )
    _warn(request, decided)
    return redirect(_queue_address(request, decided))


@permits(post="comments.moderate")
def desk_comments_undo(request: HttpRequest) -> HttpResponse:
    """Take back what was decided together."""
    batch = request.POST.get("batch", "").replace("\0", "")[:32] if moderates(actor_of(request)) else ""
    undone = undo_decisions(batch=batch, by=actor_of(request).account, now=timezone.now())
    _warn(request, undone)
    if undone.done:
        n = len(undone.done)
        said = ngettext("%d comment is again as it was.", "%d comments are again as they were.", n)
        messages.success(request, said % n)
    elif not undone.overtaken and not undone.replaced:
        messages.warning(request, _("There was nothing to take back."))
    return redirect("desk_comments")


@permits("comment.desk", find_comment)
def desk_comment(request: HttpRequest, comment: Comment) -> HttpResponse:
    """Show one comment with all that helps to decide."""
    context = {
        "comment": comment,
        "subject": subject_of(comment),
        "seen": written_seen(comment),
        "hold": HOLDS.get(comment.reason) if comment.status == Status.WAITING else None,
        "reason": reason_title(comment.reason),
        "reports": comment.reports.order_by("pk"),
        "similar": similar_comments(comment),
        "decisions": comment.decisions.select_related("by", "undone_by"),
        "author": about_author(comment.author),
    }
    return render(request, "comments/desk_comment.html", context)


@permits(post="comment.accept", finder=find_comment)
def desk_comment_accept(request: HttpRequest, comment: Comment) -> HttpResponse:
    """Make a comment public, also one that was refused before."""
    return _decide_one(request, comment, Verdict(Status.ACCEPTED))


@permits(post="comment.settle", finder=find_comment)
def desk_comment_settle(request: HttpRequest, comment: Comment) -> HttpResponse:
    """Leave a reported comment where it stands."""
    return _decide_one(request, comment, Verdict(Status.ACCEPTED))


@permits(get="comment.reject", post="comment.reject", finder=find_comment)
def desk_comment_reject(request: HttpRequest, comment: Comment) -> HttpResponse:
    """Refuse a comment that waits, for a reason of the policy."""
    return _refuse(request, comment, Status.REJECTED, _("Decline a comment"))


@permits(get="comment.remove", post="comment.remove", finder=find_comment)
def desk_comment_remove(request: HttpRequest, comment: Comment) -> HttpResponse:
    """Take a public comment down, for a reason of the policy."""
    return _refuse(request, comment, Status.REMOVED, _("Remove a comment"))


def _refuse(request: HttpRequest, comment: Comment, status: Comment.Status, title: str) -> HttpResponse:
    suggested = HOLDS[comment.reason].suggests if comment.reason in HOLDS else ""
    initial = {"seen": written_seen(comment), "reason": suggested}
    form = RefusalForm(request.POST if request.method == "POST" else None, initial=initial)
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data
        return _decide(request, chosen["seen"], Verdict(status, chosen["reason"], chosen["note"]), comment)
    words = FormPage(
        title=title,
        submit=title,
        back=reverse("desk_comment", args=[comment.pk]),
        within=_("Comment %d") % comment.pk,
        lead=comment.text,
        note=_("The reason stands in the public record, the text and the name do not. It can be undone."),
    )
    return form_page(request, form, words)


def _decide_one(request: HttpRequest, comment: Comment, verdict: Verdict) -> HttpResponse:
    try:
        seen = read_seen(request.POST.get("seen", ""))
    except ValidationError:
        seen = Seen(comment.pk, "")
    return _decide(request, seen, verdict, comment)


def _decide(request: HttpRequest, seen: Seen, verdict: Verdict, comment: Comment) -> HttpResponse:
    """Decide about one comment, whichever the form says that it has seen."""
    seen = Seen(comment.pk, seen.status, seen.edited_at)
    by, now = actor_of(request).account, timezone.now()
    decided = decide_comments(seen=[seen], verdict=verdict, by=by, now=now)
    _warn(request, decided)
    return redirect(_queue_address(request, decided))


def _warn(request: HttpRequest, decided: Decided) -> None:
    """Say what could not be done; what was done is said above the queue, with a button to undo it."""
    if n := len(decided.overtaken):
        said = ngettext(
            "%d comment was left as it is: meanwhile somebody else had decided about it, or its author changed it.",
            "%d comments were left as they are: meanwhile somebody else had decided, or their authors changed them.",
            n,
        )
        messages.warning(request, said % n)
    if n := len(decided.replaced):
        said = ngettext(
            "%d comment was left as it is: its author has written another one there since.",
            "%d comments were left as they are: their authors have written other ones there since.",
            n,
        )
        messages.warning(request, said % n)


def _queue_address(request: HttpRequest, decided: Decided) -> str:
    """Lead back to the same part of the queue."""
    kept = {name: request.GET[name] for name in ("place", "reason", "release", "exhibit") if request.GET.get(name)}
    if decided.batch:
        kept["done"] = decided.batch
    return f"{reverse('desk_comments')}?{urlencode(kept)}" if kept else reverse("desk_comments")


def _queue_page(request: HttpRequest, form: DecisionForm, status: int = 200) -> HttpResponse:
    actor = actor_of(request)
    counts = waiting_counts(actor)
    wanted = _wanted(request, counts)
    page = Paginator(queue(wanted, actor), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "form": form,
        "page": page,
        "lines": _lines(list(page)),
        "ticked": set(request.POST.getlist("comment")),
        "wanted": wanted,
        "reasons": _reasons(wanted, held_counts(actor)),
        "places": _places(counts),
        "buttons": _BUTTONS[wanted.place],
        "refuses": wanted.place in (WAITING, REPORTED, Status.ACCEPTED),
        "done": batch_named(request.GET.get("done", "")[:32], actor),
        "last": last_batches(actor),
        "may_set": may("comments.set", actor),
    }
    return render(request, "comments/desk_queue.html", context, status=status)


def _wanted(request: HttpRequest, counts: Counts) -> Wanted:
    asked = request.GET
    first = REPORTED if counts.n_reported and not counts.n_waiting else WAITING
    place = asked["place"] if asked.get("place") in PLACES else first
    known = HOLDS if place == WAITING else REASONS
    reason = asked["reason"] if asked.get("reason") in known else ""
    return Wanted(place, reason, subject_named(asked))


def _lines(comments: list[Comment]) -> list[QueueLine]:
    reports = reports_on([each for each in comments if each.n_reports])
    return [
        QueueLine(each, subject_of(each), written_seen(each), reason_title(each.reason), reports.get(each.pk, []))
        for each in comments
    ]


def _reasons(wanted: Wanted, held: dict[str, int]) -> list[tuple[str, str, int]]:
    if wanted.place == WAITING:
        return [(name, str(hold.title), held[name]) for name, hold in HOLDS.items() if held.get(name)]
    return [(name, str(reason.title), 0) for name, reason in REASONS.items()]


def _places(counts: Counts) -> list[tuple[str, str, int | None]]:
    return [
        (WAITING, _("Waiting"), counts.n_waiting),
        (REPORTED, _("Reported"), counts.n_reported),
        (Status.ACCEPTED, _("Public"), None),
        (Status.REJECTED, _("Not accepted"), None),
        (Status.REMOVED, _("Removed"), None),
    ]
