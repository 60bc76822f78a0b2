"""Writing comments: remarks, replies, changes, taking back, recommending and reporting."""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, cast

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yishiting.web.comments.actions.recommending import recommend_comment, take_recommendation_back
from yishiting.web.comments.actions.reporting import report_comment
from yishiting.web.comments.actions.writing import edit_comment, withdraw_comment, write_remark, write_reply
from yishiting.web.comments.finders import find_comment
from yishiting.web.comments.forms.writing import RemarkEditForm, RemarkForm, ReplyForm, ReportForm, TextForm, signed
from yishiting.web.comments.models import Comment
from yishiting.web.comments.models.comment import DEEPEST
from yishiting.web.comments.policy import held_because
from yishiting.web.comments.queries.own import commenter_of, has_reported
from yishiting.web.comments.queries.rules import comment_settings
from yishiting.web.comments.queries.threads import Line
from yishiting.web.comments.refusals import AlreadyWrittenError, RefusedError
from yishiting.web.comments.rules import can_still_be_edited, edited_until
from yishiting.web.comments.showing import manners_of, section_of
from yishiting.web.comments.subject import subject_of
from yishiting.web.comments.visitor import key_to_come, let_be_known, visitor_of, writer_of
from yishiting.web.permissions.guard import my_account, permits

if TYPE_CHECKING:
    from datetime import datetime

    from django import forms
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.comments.subject import Subject

_MISTAKEN = HTTPStatus.UNPROCESSABLE_ENTITY


@dataclass(frozen=True)
class _Page:
    """A page with one form about a comment: its words, and the comment as it is shown above the form."""

    title: str
    submit: str
    comment: Comment
    lead: str = ""
    problem: str = ""
    action: str = ""
    is_open: bool = True


def take_remark(request: HttpRequest, subject: Subject, now: datetime) -> HttpResponse:
    """Take somebody's comment on a thing; where theirs stands already, lead to changing it with what they wrote."""
    form, visitor = RemarkForm(request.POST), writer_of(request)
    if not form.is_valid():
        return _section(request, subject, form, _MISTAKEN)
    try:
        comment = write_remark(subject=subject, visitor=visitor, words=form.words(), now=now)
    except AlreadyWrittenError as refused:
        response = _second_try(request, subject, form, refused, now)
    else:
        _say_what_became_of(request, comment)
        response = redirect(f"{subject.address}#own-comment")
    let_be_known(response, visitor)
    return response


@permits(get="comment.reply", post="comment.reply", finder=find_comment)
def comment_reply(request: HttpRequest, comment: Comment) -> HttpResponse:
    """Reply to a comment."""
    now, subject = timezone.now(), subject_of(comment)
    page = _Page(_("Reply"), _("Send the reply"), comment, action=reverse("comment_reply", args=[comment.pk]))
    if request.method != "POST":
        visitor, is_open = visitor_of(request), manners_of(request, subject, now).may_write
        form = ReplyForm(to=comment, initial=signed(visitor, commenter_of(visitor)))
        return _form_page(request, replace(page, is_open=is_open and comment.depth < DEEPEST), form)
    form, visitor = ReplyForm(request.POST, to=comment), writer_of(request)
    if not form.is_valid():
        return _form_page(request, page, form, _MISTAKEN)
    try:
        reply = write_reply(parent=comment, visitor=visitor, words=form.words(), now=now)
    except RefusedError as refused:
        return _form_page(request, replace(page, problem=str(refused)), form, HTTPStatus.CONFLICT)
    _say_what_became_of(request, reply)
    response = redirect(_permalink(reply))
    let_be_known(response, visitor)
    return response


@permits(get="comment.change", post="comment.change", finder=find_comment)
def comment_edit(request: HttpRequest, comment: Comment) -> HttpResponse:
    """Change one's own comment, as long as that is possible."""
    now, make = timezone.now(), RemarkEditForm if comment.parent_id is None else TextForm
    page = _edit_page(comment, now)
    if request.method != "POST":
        form = make(initial={"text": comment.text, "stance": comment.stance})
        return _form_page(request, page, form)
    form, visitor = make(request.POST), writer_of(request)
    if not form.is_valid():
        return _form_page(request, page, form, _MISTAKEN)
    try:
        changed = edit_comment(comment=comment, visitor=visitor, words=form.words(), now=now)
    except RefusedError as refused:
        return _form_page(request, replace(page, problem=str(refused)), form, HTTPStatus.CONFLICT)
    _say_what_became_of(request, changed)
    return redirect(_permalink(changed))


@permits(get="comment.withdraw", post="comment.withdraw", finder=find_comment)
def comment_withdraw(request: HttpRequest, comment: Comment) -> HttpResponse:
    """Take one's own comment back."""
    if request.method != "POST":
        return render(request, "comments/withdraw.html", {"comment": comment, "subject": subject_of(comment)})
    withdraw_comment(comment=comment, now=timezone.now())
    messages.success(request, _("Your comment is taken back."))
    return redirect("own_comments")


@permits(post="comment.recommend", finder=find_comment)
def comment_recommend(request: HttpRequest, comment: Comment) -> HttpResponse:
    """Recommend a comment or take that back: "recommend" is 1 or 0."""
    account, now, wants = my_account(request), timezone.now(), request.POST.get("recommend") == "1"
    act = recommend_comment if wants else take_recommendation_back
    try:
        counted = act(comment=comment, account=account, now=now)
    except RefusedError as refused:
        messages.error(request, str(refused))
        return redirect(_permalink(comment))
    if not cast("Any", request).htmx:
        return redirect(_permalink(comment))
    return render(request, "comments/parts/recommend.html", {"line": Line(counted, is_own=False, is_recommended=wants)})


@permits(get="comment.report", post="comment.report", finder=find_comment)
def comment_report(request: HttpRequest, comment: Comment) -> HttpResponse:
    """Tell the desk what is wrong with a comment."""
    page = _Page(_("Report a comment"), _("Report it"), comment, _report_lead())
    if request.method != "POST":
        visitor = visitor_of(request)
        if visitor.has_written(comment):
            page = _closed(page, _("This is your own comment."))
        elif has_reported(comment, visitor):
            page = _closed(page, _("You have reported this comment. The desk is going to look at it."))
        return _form_page(request, page, ReportForm())
    form, visitor = ReportForm(request.POST), writer_of(request)
    if not form.is_valid():
        return _form_page(request, page, form, _MISTAKEN)
    try:
        report_comment(comment=comment, visitor=visitor, **form.cleaned_data, now=timezone.now())
    except RefusedError as refused:
        return _form_page(request, _closed(page, str(refused)), form, HTTPStatus.CONFLICT)
    messages.success(request, _("Thank you. The desk is going to look at this comment."))
    response = redirect(_permalink(comment))
    let_be_known(response, visitor)
    return response


def _section(request: HttpRequest, subject: Subject, form: RemarkForm, status: int, problem: str = "") -> HttpResponse:
    section = section_of(request, subject, timezone.now(), form=form)
    context = {"subject": subject, "section": section, "problem": problem}
    return render(request, "comments/comments.html", context, status=status)


def _second_try(
    request: HttpRequest, subject: Subject, form: RemarkForm, refused: AlreadyWrittenError, now: datetime
) -> HttpResponse:
    """Offer to put what was written now in place of what was written before."""
    page = _edit_page(refused.comment, now)
    if page.problem:
        return _section(request, subject, form, HTTPStatus.CONFLICT, f"{refused} {page.problem}")
    data = {"text": form.cleaned_data["text"], "stance": form.cleaned_data["stance"]}
    return _form_page(request, replace(page, problem=str(refused)), RemarkEditForm(initial=data), HTTPStatus.CONFLICT)


def _edit_page(comment: Comment, now: datetime) -> _Page:
    settings = comment_settings()
    address = reverse("comment_edit", args=[comment.pk])
    page = _Page(_("Change your comment"), _("Save the change"), comment, action=address)
    if not settings.is_open:
        return _closed(page, _("Comments are closed at present."))
    if not can_still_be_edited(comment, settings, now):
        return _closed(page, _("The time for changing this comment is over. You can still take it back."))
    minutes = max(1, round((edited_until(comment, settings) - now).total_seconds() / 60))
    return replace(page, lead=_("You can change it for another %(minutes)d min.") % {"minutes": minutes})


def _closed(page: _Page, problem: str) -> _Page:
    """Say on a page why there is no form."""
    return replace(page, problem=problem, is_open=False)


def _report_lead() -> str:
    return _("Somebody at the desk looks at it and decides by the published policy. Your name is shown to nobody else.")


def _form_page(request: HttpRequest, page: _Page, form: forms.Form, status: int = HTTPStatus.OK) -> HttpResponse:
    context = {
        "page": page,
        "form": form,
        "key": key_to_come(request),
        "line": Line(page.comment, visitor_of(request).has_written(page.comment), is_recommended=False),
        "subject": subject_of(page.comment),
    }
    is_part = cast("Any", request).htmx and request.method == "GET"
    return render(
        request, "comments/parts/reply_form.html" if is_part else "comments/form.html", context, status=status
    )


def _say_what_became_of(request: HttpRequest, comment: Comment) -> None:
    if comment.status == Comment.Status.ACCEPTED:
        messages.success(request, _("Your comment is public."))
    else:
        because = held_because(comment.reason)
        messages.info(request, " ".join(filter(None, (_("Your comment is kept, and waits."), because))))


def _permalink(comment: Comment) -> str:
    return f"{reverse('comment', args=[comment.pk])}#comment-{comment.pk}"
