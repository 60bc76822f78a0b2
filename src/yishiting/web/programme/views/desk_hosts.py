"""Hosts at the desk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yishiting.web.desk.pages import Confirmation, Deletion, FormPage, deletion_page, form_page
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.actions.hosts import HostInUseError, change_host, delete_host, make_host
from yishiting.web.programme.finders import find_host
from yishiting.web.programme.forms.parts import HostForm
from yishiting.web.programme.models import Host
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@permits("desk.set_up_assembly")
def desk_hosts(request: HttpRequest) -> HttpResponse:
    """List the hosts."""
    counts = {"n_forums": Count("forums", distinct=True), "n_staff": Count("appointments", distinct=True)}
    hosts = Host.objects.annotate(**counts).order_by("order", "slug")
    return render(request, "programme/desk_hosts.html", {"hosts": hosts})


@permits(get="desk.set_up_assembly", post="desk.set_up_assembly")
def desk_host_new(request: HttpRequest) -> HttpResponse:
    """Make a host."""
    form = HostForm(request.POST if request.method == "POST" else None, languages=current_assembly().languages)
    if request.method == "POST" and form.is_valid():
        host = make_host(by=actor_of(request).account, **form.cleaned_data)
        messages.success(request, _("“%s” is now a host.") % host)
        return redirect("desk_hosts")
    return form_page(request, form, _words(_("A new host")))


@permits(get="desk.set_up_assembly", post="desk.set_up_assembly", finder=find_host)
def desk_host(request: HttpRequest, host: Host) -> HttpResponse:
    """Change a host."""
    data = request.POST if request.method == "POST" else None
    form = HostForm(data, instance=host, languages=current_assembly().languages)
    if request.method == "POST" and form.is_valid():
        change_host(host=host, by=actor_of(request).account, **form.cleaned_data)
        messages.success(request, _("The host is saved."))
        return redirect("desk_hosts")
    return form_page(request, form, _words(_("A host")))


@permits(get="desk.set_up_assembly", post="desk.set_up_assembly", finder=find_host)
def desk_host_delete(request: HttpRequest, host: Host) -> HttpResponse:
    """Delete a host that has neither forums nor staff."""
    by = actor_of(request).account
    ask = Confirmation(
        title=_("Delete “%s”?") % host,
        back=reverse("desk_hosts"),
        within=_("Hosts"),
        submit=_("Delete the host"),
        is_danger=True,
    )
    delete = partial(delete_host, host=host, by=by)
    return deletion_page(request, Deletion(ask, delete, HostInUseError, _("The host is deleted.")))


def _words(title: str) -> FormPage:
    lead = _("An organisation that holds the assembly. Its staff have desk rights over the forums it hosts.")
    return FormPage(title=title, submit=_("Save"), back=reverse("desk_hosts"), within=_("Hosts"), lead=lead)
