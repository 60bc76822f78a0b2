"""Forums at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yishiting.web.desk.pages import Confirmation, FormPage, confirmation_page, form_page
from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.actions.forums import (
    ForumInUseError,
    change_forum,
    delete_forum,
    make_forum,
    publish_forum,
    withdraw_forum,
)
from yishiting.web.programme.finders import find_forum
from yishiting.web.programme.forms.parts import ForumForm
from yishiting.web.programme.queries.assembly import current_assembly
from yishiting.web.programme.queries.desk import forum_desk
from yishiting.web.programme.queries.people import chairs_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.programme.models import Forum


@permits("forum.desk", find_forum)
def desk_forum(request: HttpRequest, forum: Forum) -> HttpResponse:
    """Show what a forum holds and what can be done with it."""
    context = {"forum": forum, "chairs": chairs_of(forum), "page": forum_desk(forum, actor_of(request))}
    return render(request, "programme/desk_forum.html", context)


@permits(get="forum.make", post="forum.make")
def desk_forum_new(request: HttpRequest) -> HttpResponse:
    """Make a forum."""
    data = request.POST if request.method == "POST" else None
    form = ForumForm(data, languages=current_assembly().languages, names_hosts=True)
    if request.method == "POST" and form.is_valid():
        forum = make_forum(by=actor_of(request).account, values=form.cleaned_data, now=timezone.now())
        messages.success(request, _("The forum is made. Only the desk sees it until it is published."))
        return redirect("desk_forum", slug=forum.slug)
    return form_page(request, form, _words(_("A new forum"), reverse("desk"), _("Desk")))


@permits(get="forum.change", post="forum.change", finder=find_forum)
def desk_forum_change(request: HttpRequest, forum: Forum) -> HttpResponse:
    """Change a forum; whose it is, only those say who may make one."""
    actor = actor_of(request)
    data = request.POST if request.method == "POST" else None
    names_hosts = may("forum.make", actor)
    form = ForumForm(data, instance=forum, languages=current_assembly().languages, names_hosts=names_hosts)
    if request.method == "POST" and form.is_valid():
        changed = change_forum(forum=forum, by=actor.account, values=form.cleaned_data)
        messages.success(request, _("The forum is saved."))
        return redirect("desk_forum", slug=changed.slug)
    return form_page(request, form, _words(_("Change the forum"), *_above(forum)))


@permits(get="forum.publish", post="forum.publish", finder=find_forum)
def desk_forum_publish(request: HttpRequest, forum: Forum) -> HttpResponse:
    """Show a forum to everybody."""
    if request.method == "POST":
        publish_forum(forum=forum, by=actor_of(request).account)
        messages.success(request, _("The forum is public now."))
        return redirect("desk_forum", slug=forum.slug)
    says = (_("Everybody sees the forum then, and its published sessions. Drafts stay at the desk."),)
    return _ask(request, forum, says, _("Publish “%s”?") % forum, _("Publish the forum"))


@permits(get="forum.publish", post="forum.publish", finder=find_forum)
def desk_forum_withdraw(request: HttpRequest, forum: Forum) -> HttpResponse:
    """Hide a forum again."""
    if request.method == "POST":
        try:
            withdraw_forum(forum=forum, by=actor_of(request).account)
        except ForumInUseError as error:
            return _refuse(request, forum, _("Withdraw “%s”?") % forum, error)
        messages.success(request, _("Only the desk sees the forum now."))
        return redirect("desk_forum", slug=forum.slug)
    says = (_("Only the desk sees the forum and its sessions then."),)
    return _ask(request, forum, says, _("Withdraw “%s”?") % forum, _("Withdraw the forum"))


@permits(get="forum.make", post="forum.make", finder=find_forum)
def desk_forum_delete(request: HttpRequest, forum: Forum) -> HttpResponse:
    """Delete a forum that holds nothing."""
    if request.method == "POST":
        try:
            delete_forum(forum=forum, by=actor_of(request).account)
        except ForumInUseError as error:
            return _refuse(request, forum, _("Delete “%s”?") % forum, error)
        messages.success(request, _("The forum is deleted."))
        return redirect("desk")
    says = (_("Chairs and moderators of this forum lose these roles. This cannot be undone."),)
    return _ask(request, forum, says, _("Delete “%s”?") % forum, _("Delete the forum"))


def _above(forum: Forum) -> tuple[str, str]:
    return reverse("desk_forum", args=[forum.slug]), str(forum)


def _words(title: str, back: str, within: str) -> FormPage:
    return FormPage(title=title, submit=_("Save"), back=back, within=within)


def _ask(request: HttpRequest, forum: Forum, says: tuple[str, ...], title: str, submit: str) -> HttpResponse:
    back, within = _above(forum)
    return confirmation_page(request, Confirmation(title, back, within, says, submit))


def _refuse(request: HttpRequest, forum: Forum, title: str, error: Exception) -> HttpResponse:
    back, within = _above(forum)
    return confirmation_page(request, Confirmation(title, back, within, obstacles=(str(error),)), status=409)
