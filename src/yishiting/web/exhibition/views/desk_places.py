"""Halls and links of the chain at the desk."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.db.models import Count
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yishiting.web.desk.pages import Confirmation, Deletion, FormPage, deletion_page, form_page
from yishiting.web.exhibition.actions import places
from yishiting.web.exhibition.finders import find_hall, find_link
from yishiting.web.exhibition.forms.places import HallForm, LinkForm
from yishiting.web.exhibition.models import ChainLink, Hall
from yishiting.web.exhibition.usual_links import USUAL_LINKS
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@permits("exhibition.manage")
def halls(request: HttpRequest) -> HttpResponse:
    """List the halls."""
    rows = Hall.objects.annotate(n_exhibitors=Count("exhibitors")).order_by("order", "slug")
    return render(request, "exhibition/desk_halls.html", {"halls": rows})


@permits(get="exhibition.manage", post="exhibition.manage")
def hall_new(request: HttpRequest) -> HttpResponse:
    """Make a hall."""
    form = HallForm(request.POST if request.method == "POST" else None, languages=current_assembly().languages)
    if request.method == "POST" and form.is_valid():
        made = places.make_hall(by=actor_of(request).account, values=form.cleaned_data)
        messages.success(request, _("The hall “%s” is made.") % made)
        return redirect("desk_halls")
    return form_page(request, form, FormPage(_("A new hall"), _("Save"), reverse("desk_halls"), _("Halls")))


@permits(get="exhibition.manage", post="exhibition.manage", finder=find_hall)
def hall_change(request: HttpRequest, hall: Hall) -> HttpResponse:
    """Change a hall."""
    data = request.POST if request.method == "POST" else None
    form = HallForm(data, instance=hall, languages=current_assembly().languages)
    if request.method == "POST" and form.is_valid():
        places.change_hall(hall=hall, by=actor_of(request).account, values=form.cleaned_data)
        messages.success(request, _("The hall is saved."))
        return redirect("desk_halls")
    return form_page(request, form, FormPage(_("Change the hall"), _("Save"), reverse("desk_halls"), _("Halls")))


@permits(get="exhibition.manage", post="exhibition.manage", finder=find_hall)
def hall_delete(request: HttpRequest, hall: Hall) -> HttpResponse:
    """Delete a hall in which nobody stands."""
    title, submit = _("Delete “%s”?") % hall, _("Delete the hall")
    ask = Confirmation(title, reverse("desk_halls"), _("Halls"), submit=submit, is_danger=True)
    delete = partial(places.delete_hall, hall=hall, by=actor_of(request).account)
    return deletion_page(request, Deletion(ask, delete, places.PlaceInUseError, _("The hall is deleted.")))


@permits("exhibition.manage")
def links(request: HttpRequest) -> HttpResponse:
    """List the links of the chain."""
    counts = {"n_exhibitors": Count("exhibitors", distinct=True), "n_exhibits": Count("exhibits", distinct=True)}
    rows = list(ChainLink.objects.annotate(**counts).order_by("order", "slug"))
    has_usual = set(USUAL_LINKS) <= {each.slug for each in rows}
    return render(request, "exhibition/desk_links.html", {"links": rows, "has_usual": has_usual})


@permits(post="exhibition.manage")
def links_usual(request: HttpRequest) -> HttpResponse:
    """Put the usual links in."""
    n = len(places.use_usual_links(by=actor_of(request).account))
    messages.success(request, ngettext("%(n)d link is added.", "%(n)d links are added.", n) % {"n": n})
    return redirect("desk_links")


@permits(get="exhibition.manage", post="exhibition.manage")
def link_new(request: HttpRequest) -> HttpResponse:
    """Make a link of the chain."""
    form = LinkForm(request.POST if request.method == "POST" else None, languages=current_assembly().languages)
    if request.method == "POST" and form.is_valid():
        made = places.make_link(by=actor_of(request).account, values=form.cleaned_data)
        messages.success(request, _("The link “%s” is made.") % made)
        return redirect("desk_links")
    return form_page(request, form, FormPage(_("A new link"), _("Save"), reverse("desk_links"), _("Industry chain")))


@permits(get="exhibition.manage", post="exhibition.manage", finder=find_link)
def link_change(request: HttpRequest, link: ChainLink) -> HttpResponse:
    """Change a link of the chain."""
    data = request.POST if request.method == "POST" else None
    form = LinkForm(data, instance=link, languages=current_assembly().languages)
    if request.method == "POST" and form.is_valid():
        places.change_link(link=link, by=actor_of(request).account, values=form.cleaned_data)
        messages.success(request, _("The link is saved."))
        return redirect("desk_links")
    words = FormPage(_("Change the link"), _("Save"), reverse("desk_links"), _("Industry chain"))
    return form_page(request, form, words)


@permits(get="exhibition.manage", post="exhibition.manage", finder=find_link)
def link_delete(request: HttpRequest, link: ChainLink) -> HttpResponse:
    """Delete a link to which nobody belongs."""
    title, submit = _("Delete “%s”?") % link, _("Delete the link")
    ask = Confirmation(title, reverse("desk_links"), _("Industry chain"), submit=submit, is_danger=True)
    delete = partial(places.delete_link, link=link, by=actor_of(request).account)
    return deletion_page(request, Deletion(ask, delete, places.PlaceInUseError, _("The link is deleted.")))
