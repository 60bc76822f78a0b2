"""Sessions at the desk: each one's page, making and changing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yishiting.web.desk.pages import FormPage, form_page
from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.actions.sessions import SessionStateError, change_session, make_session
from yishiting.web.programme.finders import find_forum, find_session
from yishiting.web.programme.forms.session import SessionForm
from yishiting.web.programme.queries.assembly import current_assembly
from yishiting.web.programme.queries.clashes import clashes_of
from yishiting.web.programme.queries.desk_programme import acts_on, all_forums, forums_with

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.programme.models import Forum, Session


@permits("session.desk", find_session)
def desk_session(request: HttpRequest, session: Session) -> HttpResponse:
    """Show a session's state, what it clashes with, what was changed, and what can be done with it."""
    actor = actor_of(request)
    context = {
        "session": session,
        "appearances": session.appearances.select_related("speaker"),
        "documents": session.documents.all(),
        "clashes": clashes_of(session, actor),
        "changes": session.changes.all(),
        "acts": acts_on(session, actor),
        "may_desk_forum": session.forum is not None and may("forum.desk", actor, session.forum),
    }
    return render(request, "programme/desk_session.html", context)


@permits(get="session.make", post="session.make", finder=find_forum)
def desk_session_new(request: HttpRequest, forum: Forum) -> HttpResponse:
    """Make a session of a forum."""
    return _new(request, forum, reverse("desk_forum", args=[forum.slug]), str(forum))


@permits(get="programme.manage", post="programme.manage")
def desk_assembly_session_new(request: HttpRequest) -> HttpResponse:
    """Make a session of the whole assembly."""
    return _new(request, None, reverse("desk_programme"), _("Programme"))


@permits(get="session.change", post="session.change", finder=find_session)
def desk_session_change(request: HttpRequest, session: Session) -> HttpResponse:
    """Change a session; it can move to another forum of those at whose desk this person makes sessions."""
    actor = actor_of(request)
    form = SessionForm(
        request.POST if request.method == "POST" else None,
        instance=session,
        assembly=current_assembly(),
        forums=forums_with("session.make", actor, all_forums()),
        may_be_nobodys=may("programme.manage", actor),
    )
    slug, title, is_public = session.slug, str(session), session.is_public
    if request.method == "POST" and form.is_valid():
        try:
            change_session(session=session, by=actor.account, values=form.cleaned_data, now=timezone.now())
        except SessionStateError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The session is saved."))
            return redirect("desk_session", slug=slug)
    note = _("It is public: a new time or room is told to everybody who has starred it.") if is_public else ""
    back = reverse("desk_session", args=[slug])
    return form_page(request, form, FormPage(_("Change the session"), _("Save"), back, title, note=note))


def _new(request: HttpRequest, forum: Forum | None, back: str, within: str) -> HttpResponse:
    form = SessionForm(request.POST if request.method == "POST" else None, assembly=current_assembly())
    if request.method == "POST" and form.is_valid():
        by = actor_of(request).account
        session = make_session(by=by, forum=forum, values=form.cleaned_data, now=timezone.now())
        messages.success(request, _("The session is made. Only the desk sees it until it is published."))
        return redirect("desk_session", slug=session.slug)
    title = _("A new session") if forum else _("A new session of the whole assembly")
    return form_page(request, form, FormPage(title, _("Save"), back, within))
