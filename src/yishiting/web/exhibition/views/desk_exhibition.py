"""The exhibition at the desk: all exhibitors, and publishing several at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yishiting.web.desk.pages import FormPage, form_page
from yishiting.web.exhibition.actions.exhibitors import hide_exhibitors, make_exhibitor, publish_exhibitors
from yishiting.web.exhibition.forms.entries import ExhibitorForm
from yishiting.web.exhibition.queries.desk import STATES, chosen_exhibitors, desk_exhibition
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@permits(get="exhibition.manage", post="exhibition.manage")
def exhibition_desk(request: HttpRequest) -> HttpResponse:
    """List the exhibitors that the address asks for, and what waits; POST publishes or hides those that are ticked."""
    if request.method == "POST":
        _publish_or_hide(request)
        return redirect(f"{request.path}?{request.GET.urlencode()}" if request.GET else request.path)
    found = desk_exhibition(request.GET)
    return render(request, "exhibition/desk_exhibition.html", {"desk": found, "page": found.page, "states": STATES})


@permits(get="exhibition.manage", post="exhibition.manage")
def exhibitor_new(request: HttpRequest) -> HttpResponse:
    """Make an exhibitor."""
    form = ExhibitorForm(request.POST if request.method == "POST" else None, assembly=current_assembly(), places=True)
    if request.method == "POST" and form.is_valid():
        made = make_exhibitor(by=actor_of(request).account, values=form.cleaned_data, now=timezone.now())
        messages.success(request, _("The exhibitor is made. Only the desk sees it until it is published."))
        return redirect("exhibition_entry", slug=made.slug)
    words = FormPage(_("A new exhibitor"), _("Save"), reverse("desk_exhibition"), _("Exhibition"))
    return form_page(request, form, words)


def _publish_or_hide(request: HttpRequest) -> None:
    chosen = chosen_exhibitors(request.POST.getlist("exhibitors"))
    by, now, do = actor_of(request).account, timezone.now(), request.POST.get("do")
    if not chosen or do not in ("publish", "hide"):
        messages.error(request, _("Choose at least one exhibitor, and what becomes of it."))
    elif do == "publish":
        n = publish_exhibitors(exhibitors=chosen, by=by, now=now)
        said = ngettext("%(n)d exhibitor is published.", "%(n)d exhibitors are published.", n)
        messages.success(request, said % {"n": n})
    else:
        n = hide_exhibitors(exhibitors=chosen, by=by, now=now)
        said = ngettext("%(n)d exhibitor is hidden.", "%(n)d exhibitors are hidden.", n)
        messages.success(request, said % {"n": n})
