"""To whom questions are put, at the press desk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yishiting.web.desk.pages import Confirmation, Deletion, FormPage, deletion_page, form_page
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.press.actions.addressees import change_addressee, delete_addressee, make_addressee
from yishiting.web.press.finders import find_addressee
from yishiting.web.press.forms.addressees import AddresseeForm
from yishiting.web.press.queries.questions import with_addressees
from yishiting.web.press.refusals import AddresseeInUseError
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.press.models import Addressee


@permits("addressee.manage")
def desk_addressees(request: HttpRequest) -> HttpResponse:
    """List them, with those who answer."""
    return render(request, "press/desk_addressees.html", {"addressees": with_addressees()})


@permits(get="addressee.manage", post="addressee.manage")
def desk_addressee_new(request: HttpRequest) -> HttpResponse:
    """Make one."""
    form = AddresseeForm(request.POST if request.method == "POST" else None, languages=current_assembly().languages)
    if request.method == "POST" and form.is_valid():
        made = make_addressee(by=actor_of(request).account, values=form.columns, answering=form.answering)
        messages.success(request, _("Journalists can put questions to “%s” now.") % made)
        return redirect("desk_addressees")
    return form_page(request, form, _words(_("A new addressee")))


@permits(get="addressee.manage", post="addressee.manage", finder=find_addressee)
def desk_addressee_change(request: HttpRequest, addressee: Addressee) -> HttpResponse:
    """Change what is said about one, and who answers."""
    data = request.POST if request.method == "POST" else None
    form = AddresseeForm(data, instance=addressee, languages=current_assembly().languages)
    if request.method == "POST" and form.is_valid():
        by = actor_of(request).account
        change_addressee(addressee=addressee, by=by, values=form.columns, answering=form.answering)
        messages.success(request, _("The addressee is saved."))
        return redirect("desk_addressees")
    return form_page(request, form, _words(_("Change the addressee")))


@permits(get="addressee.manage", post="addressee.manage", finder=find_addressee)
def desk_addressee_delete(request: HttpRequest, addressee: Addressee) -> HttpResponse:
    """Delete one to whom nothing was put."""
    ask = Confirmation(
        title=_("Delete “%s”?") % addressee,
        back=reverse("desk_addressees"),
        within=_("Addressees of questions"),
        submit=_("Delete the addressee"),
        is_danger=True,
    )
    delete = partial(delete_addressee, addressee=addressee, by=actor_of(request).account)
    return deletion_page(request, Deletion(ask, delete, AddresseeInUseError, _("The addressee is deleted.")))


def _words(title: str) -> FormPage:
    lead = _("Journalists choose whom they ask. The accounts named here see the questions and write the answers.")
    return FormPage(title, _("Save"), reverse("desk_addressees"), _("Addressees of questions"), lead)
