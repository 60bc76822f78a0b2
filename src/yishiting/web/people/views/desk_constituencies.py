"""Kinds of constituency at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yishiting.web.desk.pages import Confirmation, FormPage, confirmation_page, form_page
from yishiting.web.people.actions.constituencies import change_kind, delete_kind, make_kind
from yishiting.web.people.default_kinds import make_default_kinds
from yishiting.web.people.finders import find_kind
from yishiting.web.people.forms.constituencies import KindForm, NewKindForm
from yishiting.web.people.queries.desk import kinds
from yishiting.web.permissions.guard import my_account, permits
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django import forms
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.people.models import ConstituencyKind


@permits(get="desk.see_people", post="desk.manage_people")
def desk_constituencies(request: HttpRequest) -> HttpResponse:
    """List the kinds; POST puts the usual ones in place where there are none."""
    if request.method == "POST":
        make_default_kinds()
        return redirect("desk_constituencies")
    return render(request, "people/desk_constituencies.html", {"kinds": kinds()})


@permits(get="desk.manage_people", post="desk.manage_people")
def desk_kind_new(request: HttpRequest) -> HttpResponse:
    """Make a kind."""
    form = NewKindForm(request.POST if request.method == "POST" else None, languages=current_assembly().languages)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, _("A new kind of constituency"))
    cleaned = form.cleaned_data
    make_kind(by=my_account(request), slug=cleaned["slug"], name=cleaned["name"], values=cleaned["values"])
    messages.success(request, _("The kind is made. Now say of each delegation where it belongs."))
    return redirect("desk_constituencies")


@permits(get="desk.manage_people", post="desk.manage_people", finder=find_kind)
def desk_kind_change(request: HttpRequest, kind: ConstituencyKind) -> HttpResponse:
    """Change a kind and its values."""
    data = request.POST if request.method == "POST" else None
    form = KindForm(data, kind=kind, languages=current_assembly().languages)
    if request.method != "POST" or not form.is_valid():
        return _form_page(request, form, _("Change “%s”") % kind)
    cleaned = form.cleaned_data
    kept = change_kind(kind=kind, by=my_account(request), name=cleaned["name"], values=cleaned["values"])
    messages.success(request, _("The kind is saved."))
    if kept:
        names = ", ".join(str(value) for value in kept)
        messages.warning(request, _("Kept, because somebody belongs there: %s") % names)
    return redirect("desk_constituencies")


@permits(get="desk.manage_people", post="desk.manage_people", finder=find_kind)
def desk_kind_delete(request: HttpRequest, kind: ConstituencyKind) -> HttpResponse:
    """Delete a kind that nobody belongs to."""
    obstacles: tuple[str, ...] = ()
    if request.method == "POST":
        if delete_kind(kind=kind, by=my_account(request)):
            messages.success(request, _("The kind is deleted."))
            return redirect("desk_constituencies")
        obstacles = (_("Delegations or participants belong to one of its values. Take them out first."),)
    words = Confirmation(
        title=_("Delete “%s”?") % kind,
        back=reverse("desk_constituencies"),
        within=_("Constituencies"),
        submit="" if obstacles else _("Delete the kind"),
        obstacles=obstacles,
        is_danger=True,
    )
    return confirmation_page(request, words, status=409 if obstacles else 200)


def _form_page(request: HttpRequest, form: forms.BaseForm, title: str) -> HttpResponse:
    words = FormPage(title, _("Save"), reverse("desk_constituencies"), _("Constituencies"))
    return form_page(request, form, words)
