"""Somebody opens an invitation link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.internal.flows.login import record_authentication
from django.contrib import messages
from django.contrib.auth import login
from django.contrib.auth.views import redirect_to_login
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yishiting.web.exhibition.bringing import bring_walk
from yishiting.web.people.actions.invitations import accept_invitation
from yishiting.web.people.errors import InvitationRefusedError, SignInFirstError
from yishiting.web.people.forms.account import NameForm
from yishiting.web.people.models import Invitation
from yishiting.web.people.queries.invitations import open_link, was_accepted_by
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.bringing import bring_agenda

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.people.models import Account

_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@permits(get="invitation.accept", post="invitation.accept")
@never_cache
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Say to what a link invites; only the button uses it, because mail systems open links to look at them."""
    account = actor_of(request).account
    opened = open_link(token, account, timezone.now())
    if opened is None:
        return redirect("account") if was_accepted_by(token, account) else _refused(request)
    is_needed = account is None and opened.invitation.gives == Invitation.Gives.APPOINTMENT
    sent = request.POST if request.method == "POST" else None
    form = NameForm(sent, initial={"name": opened.invitation.name}, is_needed=is_needed)
    if request.method == "POST" and form.is_valid():
        return _accept(request, token, account, form.cleaned_data["name"].strip())
    status = 422 if form.is_bound else 200
    return render(request, "people/invitation.html", {"opened": opened, "form": form}, status=status)


def _accept(request: HttpRequest, token: str, account: Account | None, name: str) -> HttpResponse:
    try:
        accepted = accept_invitation(token=token, account=account, name=name, now=timezone.now())
    except InvitationRefusedError:
        return _refused(request)
    except SignInFirstError:
        return redirect_to_login(request.get_full_path())
    if account is None:
        login(request, accepted, backend=_BACKEND)
        # The link has just proved who they are: registering a passkey shall not ask for it again.
        record_authentication(request, accepted, method="invitation", reauthenticated=True)
    messages.success(request, _("Welcome. The invitation is accepted, and its link is used up."))
    response = redirect("account")
    bring_agenda(request, response, accepted)
    bring_walk(request, response, accepted)
    return response


def _refused(request: HttpRequest) -> HttpResponse:
    return render(request, "people/invitation_refused.html", status=404)
