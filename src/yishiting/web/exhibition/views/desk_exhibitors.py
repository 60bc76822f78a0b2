"""What only organisers do with an entry: its place, its publication, its representatives, its end."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yishiting.web.desk.pages import Confirmation, Deletion, FormPage, deletion_page, form_page
from yishiting.web.exhibition.actions.exhibitors import (
    ExhibitorStateError,
    change_exhibitor,
    delete_exhibitor,
    hide_exhibitor,
    publish_exhibitor,
)
from yishiting.web.exhibition.actions.exhibits import hide_exhibit, publish_exhibit
from yishiting.web.exhibition.actions.representatives import name_representative, remove_representative
from yishiting.web.exhibition.finders import find_exhibit, find_exhibitor
from yishiting.web.exhibition.forms.entries import PlaceForm, RepresentativeForm
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.exhibition.models import Exhibit, Exhibitor


@permits(get="exhibitor.place", post="exhibitor.place", finder=find_exhibitor)
def exhibitor_place(request: HttpRequest, exhibitor: Exhibitor) -> HttpResponse:
    """Say where an exhibitor stands, and to which links of the chain it belongs."""
    data, (back, within) = request.POST if request.method == "POST" else None, _above(exhibitor)
    form = PlaceForm(data, instance=exhibitor, assembly=current_assembly())
    if request.method == "POST" and form.is_valid():
        by = actor_of(request).account
        change_exhibitor(exhibitor=exhibitor, by=by, values=form.cleaned_data, now=timezone.now())
        messages.success(request, _("The place is saved."))
        return redirect(back)
    return form_page(request, form, FormPage(_("Hall, booth and links"), _("Save"), back, within))


@permits(post="exhibitor.publish", finder=find_exhibitor)
def exhibitor_publish(request: HttpRequest, exhibitor: Exhibitor) -> HttpResponse:
    """Show an exhibitor to everybody, or hide it: "public" is 1 or 0."""
    by, now = actor_of(request).account, timezone.now()
    if request.POST.get("public") == "1":
        publish_exhibitor(exhibitor=exhibitor, by=by, now=now)
        messages.success(request, _("The exhibitor is public now, with its published exhibits."))
    else:
        hide_exhibitor(exhibitor=exhibitor, by=by, now=now)
        messages.success(request, _("Only the desk and its representatives see the exhibitor now."))
    return redirect("exhibition_entry", slug=exhibitor.slug)


@permits(post="exhibit.publish", finder=find_exhibit)
def exhibit_publish(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Show an exhibit to everybody, or hide it: "public" is 1 or 0; "from" the desk's list, lead back there."""
    by, now = actor_of(request).account, timezone.now()
    if request.POST.get("public") == "1":
        publish_exhibit(exhibit=exhibit, by=by, now=now)
        messages.success(request, _("“%s” is published.") % exhibit)
    else:
        hide_exhibit(exhibit=exhibit, by=by, now=now)
        messages.success(request, _("“%s” is hidden.") % exhibit)
    if request.POST.get("from") == "desk":
        return redirect("desk_exhibition")
    return redirect("exhibition_entry", slug=exhibit.exhibitor.slug)


@permits(get="exhibitor.delete", post="exhibitor.delete", finder=find_exhibitor)
def exhibitor_delete(request: HttpRequest, exhibitor: Exhibitor) -> HttpResponse:
    """Delete an exhibitor of which nothing has been public."""
    ask = Confirmation(
        title=_("Delete “%s”?") % exhibitor,
        back=reverse("desk_exhibition"),
        within=_("Exhibition"),
        says=(_("Its exhibits and their pictures go with it. This cannot be undone."),),
        submit=_("Delete the exhibitor"),
        is_danger=True,
    )
    delete = partial(delete_exhibitor, exhibitor=exhibitor, by=actor_of(request).account)
    return deletion_page(request, Deletion(ask, delete, ExhibitorStateError, _("The exhibitor is deleted.")))


@permits(get="exhibitor.manage_people", post="exhibitor.manage_people", finder=find_exhibitor)
def representatives(request: HttpRequest, exhibitor: Exhibitor) -> HttpResponse:
    """List who looks after an entry, and name one more."""
    is_sent = request.method == "POST"
    form = RepresentativeForm(request.POST if is_sent else None)
    if is_sent and form.is_valid():
        email, by = form.cleaned_data["email"], actor_of(request).account
        named, is_new = name_representative(exhibitor=exhibitor, email=email, by=by, now=timezone.now())
        said = _("%s looks after the entry now. A mail says how to come in.") if is_new else _("%s is named already.")
        messages.success(request, said % named.email)
        return redirect("desk_representatives", slug=exhibitor.slug)
    named_before = exhibitor.representatives.order_by("email")
    context = {"exhibitor": exhibitor, "form": form, "representatives": named_before}
    return render(request, "exhibition/representatives.html", context, status=422 if is_sent else 200)


@permits(post="exhibitor.manage_people", finder=find_exhibitor)
def representative_remove(request: HttpRequest, exhibitor: Exhibitor) -> HttpResponse:
    """Take the entry out of somebody's hands: "email" is their address."""
    email = request.POST.get("email", "").replace("\0", "").strip().lower()
    named = exhibitor.representatives.select_related("exhibitor").filter(email=email).first()
    if named is None:
        messages.error(request, _("Nobody with this address looks after the entry. Nothing was changed."))
    else:
        remove_representative(representative=named, by=actor_of(request).account, now=timezone.now())
        messages.success(request, _("%s no longer looks after the entry.") % email)
    return redirect("desk_representatives", slug=exhibitor.slug)


def _above(exhibitor: Exhibitor) -> tuple[str, str]:
    return reverse("exhibition_entry", args=[exhibitor.slug]), str(exhibitor)
