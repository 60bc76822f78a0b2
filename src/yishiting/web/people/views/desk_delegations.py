"""Delegations and their seats at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yishiting.web.desk.pages import Confirmation, FormPage, confirmation_page, form_page
from yishiting.web.people.actions.delegations import change_delegation, make_delegation
from yishiting.web.people.actions.invitations import a_seat, invite
from yishiting.web.people.actions.seats import end_seat
from yishiting.web.people.finders import find_delegation, find_seat
from yishiting.web.people.forms.delegations import DelegationForm, NewDelegationForm
from yishiting.web.people.forms.guests import SeatForm
from yishiting.web.people.queries.desk import delegations, seats_of
from yishiting.web.people.queries.invitations import invitations
from yishiting.web.people.views.desk_people import PER_PAGE
from yishiting.web.people.views.links import link_page
from yishiting.web.permissions.guard import my_account, permits
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.people.models import Delegation, Seat


@permits("desk.see_people")
def desk_delegations(request: HttpRequest) -> HttpResponse:
    """List delegations."""
    search = request.GET.get("search", "").strip().replace("\0", "")[:100]
    page = Paginator(delegations(timezone.now(), search), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "people/desk_delegations.html", {"page": page, "search": search})


@permits("desk.see_people", find_delegation)
def desk_delegation(request: HttpRequest, delegation: Delegation) -> HttpResponse:
    """Show one delegation: where it belongs, who sits in it, which links wait."""
    now = timezone.now()
    memberships = delegation.participant.memberships.select_related("kind", "constituency").order_by("kind__order")
    context = {
        "delegation": delegation,
        "memberships": memberships,
        "seats": seats_of(delegation),
        "links": invitations("waiting", now).filter(delegation=delegation),
    }
    return render(request, "people/desk_delegation.html", context)


@permits(get="desk.manage_people", post="desk.manage_people")
def desk_delegation_new(request: HttpRequest) -> HttpResponse:
    """Make a delegation."""
    form = NewDelegationForm(request.POST if request.method == "POST" else None, languages=current_assembly().languages)
    if request.method != "POST" or not form.is_valid():
        words = FormPage(_("A new delegation"), _("Make the delegation"), reverse("desk_delegations"), _("Delegations"))
        return form_page(request, form, words)
    made = make_delegation(
        by=my_account(request),
        name=form.name_given,
        slug=form.cleaned_data["slug"],
        constituencies=form.constituencies,
        now=timezone.now(),
    )
    messages.success(request, _("The delegation is made. Now invite people to its seats."))
    return redirect("desk_delegation", slug=made.slug)


@permits(get="desk.manage_people", post="desk.manage_people", finder=find_delegation)
def desk_delegation_change(request: HttpRequest, delegation: Delegation) -> HttpResponse:
    """Change a delegation's name and constituencies."""
    data = request.POST if request.method == "POST" else None
    form = DelegationForm(data, delegation=delegation, languages=current_assembly().languages)
    if request.method != "POST" or not form.is_valid():
        words = FormPage(_("Change the delegation"), _("Save"), _address(delegation), str(delegation))
        return form_page(request, form, words)
    me, chosen = my_account(request), form.constituencies
    change_delegation(delegation=delegation, by=me, name=form.name_given, constituencies=chosen)
    messages.success(request, _("The delegation is saved."))
    return redirect("desk_delegation", slug=delegation.slug)


@permits(get="desk.manage_people", post="desk.manage_people", finder=find_delegation)
def desk_seat_invite(request: HttpRequest, delegation: Delegation) -> HttpResponse:
    """Make a link that gives a seat."""
    form = SeatForm(request.POST if request.method == "POST" else None)
    back, within = _address(delegation), str(delegation)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, form, FormPage(_("Invite to a seat"), _("Make the link"), back, within))
    gift = a_seat(delegation, form.cleaned_data["title"])
    made = invite(by=my_account(request), gives=gift, guest=form.guest, valid_for=form.valid_for, now=timezone.now())
    return link_page(request, made, by_mail=form.cleaned_data["by_mail"], back=back, within=within)


@permits(get="desk.manage_people", post="desk.manage_people", finder=find_seat)
def desk_seat_end(request: HttpRequest, seat: Seat) -> HttpResponse:
    """End a seat."""
    if request.method == "POST":
        end_seat(seat=seat, by=my_account(request), now=timezone.now())
        messages.success(request, _("The seat has ended. What was answered from it stays the delegation's."))
        return redirect("desk_delegation", slug=seat.delegation.slug)
    words = Confirmation(
        title=_("End the seat of %s?") % seat.account,
        back=_address(seat.delegation),
        within=str(seat.delegation),
        says=(_("From this moment they cannot answer for the delegation. What they answered stays."),),
        submit=_("End the seat"),
        is_danger=True,
    )
    return confirmation_page(request, words)


def _address(delegation: Delegation) -> str:
    return reverse("desk_delegation", args=[delegation.slug])
