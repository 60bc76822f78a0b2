"""The life of a session at the desk: published, withdrawn, cancelled, restored, deleted; each asked for first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yishiting.web.desk.pages import Confirmation, confirmation_page
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.actions.sessions import (
    SessionStateError,
    cancel_session,
    delete_session,
    publish_session,
    restore_session,
    withdraw_session,
)
from yishiting.web.programme.finders import find_session

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

    from yishiting.web.programme.models import Session


@permits(get="session.publish", post="session.publish", finder=find_session)
def desk_session_publish(request: HttpRequest, session: Session) -> HttpResponse:
    """Show a session to everybody."""
    says = [_("It stands in the programme then, in calendars and in what conference apps read.")]
    if session.forum is not None and not session.forum.is_published:
        says.append(_("Its forum is not published: the session becomes public together with it."))
    words = _words(session, _("Publish “%s”?"), _("Publish the session"), *says)
    return _step(request, session, words, publish_session, _("The session is published."))


@permits(get="session.publish", post="session.publish", finder=find_session)
def desk_session_withdraw(request: HttpRequest, session: Session) -> HttpResponse:
    """Hide a session again."""
    says = (
        _("It disappears from the programme, and from the agendas of those who starred it, without a word."),
        _("If it does not take place, cancel it: then it stays in the programme, marked, and they are told."),
    )
    words = _words(session, _("Withdraw “%s”?"), _("Withdraw the session"), *says)
    return _step(request, session, words, withdraw_session, _("Only the desk sees the session now."))


@permits(get="session.publish", post="session.publish", finder=find_session)
def desk_session_cancel(request: HttpRequest, session: Session) -> HttpResponse:
    """Say that a session does not take place."""
    says = _("It stays in the programme, marked as cancelled; everybody who starred it is told.")
    words = _words(session, _("Cancel “%s”?"), _("Cancel the session"), says)
    return _step(request, session, words, cancel_session, _("The session is cancelled."))


@permits(get="session.publish", post="session.publish", finder=find_session)
def desk_session_restore(request: HttpRequest, session: Session) -> HttpResponse:
    """Say that a cancelled session takes place after all."""
    says = _("Everybody who starred it is told that it takes place.")
    words = _words(session, _("“%s” takes place after all?"), _("It takes place"), says)
    return _step(request, session, words, restore_session, _("The session takes place."))


@permits(get="session.delete", post="session.delete", finder=find_session)
def desk_session_delete(request: HttpRequest, session: Session) -> HttpResponse:
    """Delete a session that has never been public."""
    back = reverse("desk_programme")
    words = _words(session, _("Delete “%s”?"), _("Delete the session"), _("This cannot be undone."))
    if request.method != "POST":
        return confirmation_page(request, words)
    try:
        delete_session(session=session, by=actor_of(request).account)
    except SessionStateError as error:
        return _refused(request, words, error)
    messages.success(request, _("The session is deleted."))
    return redirect(back)


def _words(session: Session, title: str, submit: str, *says: str) -> Confirmation:
    back = reverse("desk_session", args=[session.slug])
    return Confirmation(title % session, back, str(session), says, submit)


def _step(
    request: HttpRequest, session: Session, words: Confirmation, act: Callable[..., Session], done: str
) -> HttpResponse:
    if request.method != "POST":
        return confirmation_page(request, words)
    try:
        act(session=session, by=actor_of(request).account, now=timezone.now())
    except SessionStateError as error:
        return _refused(request, words, error)
    messages.success(request, done)
    return redirect("desk_session", slug=session.slug)


def _refused(request: HttpRequest, words: Confirmation, error: Exception) -> HttpResponse:
    refused = Confirmation(words.title, words.back, words.within, obstacles=(str(error),))
    return confirmation_page(request, refused, status=409)
