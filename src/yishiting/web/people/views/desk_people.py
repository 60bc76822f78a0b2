"""People at the desk: the page that leads to the others, roles, links, outbox."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from yishiting.web.desk.pages import Confirmation, FormPage, confirmation_page, form_page
from yishiting.web.people.actions.appointments import appoint, dismiss
from yishiting.web.people.actions.invitations import VERIFICATION, invite, renew_invitation, revoke_invitation
from yishiting.web.people.errors import InvitationRefusedError, LastOrganiserError
from yishiting.web.people.finders import find_appointment, find_invitation
from yishiting.web.people.forms.guests import GuestForm, RoleForm
from yishiting.web.people.queries.accounts import owner_of
from yishiting.web.people.queries.desk import appointments, people_at_the_desk
from yishiting.web.people.queries.invitations import invitations
from yishiting.web.people.views.links import link_page
from yishiting.web.permissions.guard import my_account, permits

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.people.models import Appointment, Invitation

PER_PAGE = 100
_STATES = ("waiting", "expired", "used", "all")


@permits("desk.see_people")
def desk_people(request: HttpRequest) -> HttpResponse:
    """Lead to delegations, roles, links, constituencies and the outbox."""
    return render(request, "people/desk_people.html", {"people": people_at_the_desk(timezone.now())})


@permits("desk.see_people")
def desk_roles(request: HttpRequest) -> HttpResponse:
    """List who has which role."""
    page = Paginator(appointments(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/desk_roles.html", {"page": page})


@permits(get="desk.manage_people", post="desk.manage_people")
def desk_role_give(request: HttpRequest) -> HttpResponse:
    """Give a role: at once to an account that has confirmed the address, else by a link."""
    form = RoleForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        words = FormPage(_("Give a role"), _("Give the role"), reverse("desk_roles"), _("Roles"))
        return form_page(request, form, words)
    gift, account, me, now = form.gift, owner_of(form.guest.email), my_account(request), timezone.now()
    if account is None:
        made = invite(by=me, gives=gift, guest=form.guest, valid_for=form.valid_for, now=now)
        by_mail = form.cleaned_data["by_mail"]
        return link_page(request, made, by_mail=by_mail, back=reverse("desk_roles"), within=_("Roles"))
    appoint(account=account, role=gift.role, host=gift.host, forum=gift.forum, by=me, now=now)
    messages.success(request, _("%s has the role now.") % account)
    return redirect("desk_roles")


@permits(get="desk.manage_people", post="desk.manage_people", finder=find_appointment)
def desk_role_take(request: HttpRequest, appointment: Appointment) -> HttpResponse:
    """Take a role away."""
    try:
        if request.method == "POST":
            dismiss(appointment=appointment, by=my_account(request), now=timezone.now())
            messages.success(request, _("The role is taken away."))
            return redirect("desk_roles")
        obstacles: tuple[str, ...] = ()
    except LastOrganiserError:
        obstacles = (_("This is the last organiser. Give the role to somebody else first."),)
    role = {"role": appointment.get_role_display(), "name": appointment.account}
    words = Confirmation(
        title=_("Take the role “%(role)s” from %(name)s?") % role,
        back=reverse("desk_roles"),
        within=_("Roles"),
        says=(_("It ends at once. With an organiser's role go the links that they made and nobody has used."),),
        submit="" if obstacles else _("Take the role away"),
        obstacles=obstacles,
        is_danger=True,
    )
    return confirmation_page(request, words, status=409 if obstacles else 200)


@permits("desk.see_people")
def desk_invitations(request: HttpRequest) -> HttpResponse:
    """List links by what has become of them."""
    asked = request.GET.get("state", "")
    state = asked if asked in _STATES else _STATES[0]
    now = timezone.now()
    page = Paginator(invitations(state, now), PER_PAGE).get_page(request.GET.get("page"))
    tabs = list(zip(_STATES, (pgettext("state of a link", "waiting"), _("expired"), _("used"), _("all")), strict=True))
    return render(request, "people/desk_invitations.html", {"page": page, "state": state, "tabs": tabs, "now": now})


@permits(get="desk.manage_people", post="desk.manage_people")
def desk_invite_verified(request: HttpRequest) -> HttpResponse:
    """Make a link that lets somebody in as a verified participant."""
    form = GuestForm(request.POST if request.method == "POST" else None)
    back, within = reverse("desk_invitations"), _("Invitation links")
    if request.method != "POST" or not form.is_valid():
        lead = _("Whoever opens the link gets an account whose own answers count as a verified participant's.")
        words = FormPage(_("Invite a verified participant"), _("Make the link"), back, within, lead)
        return form_page(request, form, words)
    now, me = timezone.now(), my_account(request)
    made = invite(by=me, gives=VERIFICATION, guest=form.guest, valid_for=form.valid_for, now=now)
    return link_page(request, made, by_mail=form.cleaned_data["by_mail"], back=back, within=within)


@permits(post="desk.manage_people", finder=find_invitation)
def desk_invitation_revoke(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Take a link's force away."""
    if revoke_invitation(invitation=invitation, by=my_account(request), now=timezone.now()):
        messages.success(request, _("The link lets nobody in any more."))
    else:
        messages.error(request, _("The link had been used or taken back before. Nothing was changed."))
    return redirect("desk_invitations")


@permits(post="desk.manage_people", finder=find_invitation)
def desk_invitation_renew(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    """Make a fresh link in the place of one that was lost or has expired."""
    try:
        made = renew_invitation(invitation=invitation, by=my_account(request), now=timezone.now())
    except InvitationRefusedError:
        messages.error(request, _("This link was used already. Nothing was changed."))
        return redirect("desk_invitations")
    by_mail = bool(invitation.email) and "by_mail" in request.POST
    back, within = reverse("desk_invitations"), _("Invitation links")
    return link_page(request, made, by_mail=by_mail, back=back, within=within)
