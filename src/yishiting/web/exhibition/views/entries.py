"""Entries, as those see them who look after them: representatives of exhibitors, and organisers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yishiting.web.desk.pages import Confirmation, Deletion, FormPage, deletion_page, form_page
from yishiting.web.exhibition.actions.exhibitors import change_exhibitor
from yishiting.web.exhibition.actions.exhibits import (
    ExhibitStateError,
    change_exhibit,
    delete_exhibit,
    make_exhibit,
)
from yishiting.web.exhibition.finders import find_exhibit, find_exhibitor
from yishiting.web.exhibition.forms.entries import ExhibitForm, ExhibitorForm
from yishiting.web.exhibition.queries.desk import looked_after
from yishiting.web.exhibition.queries.exhibitors import exhibits_of
from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.exhibition.models import Exhibit, Exhibitor


@permits("exhibition.look_after")
@never_cache
def exhibition_mine(request: HttpRequest) -> HttpResponse:
    """List the entries that somebody looks after."""
    entries = looked_after(actor_of(request).exhibitors)
    return render(request, "exhibition/mine.html", {"entries": entries})


@permits("exhibitor.desk", find_exhibitor)
def entry(request: HttpRequest, exhibitor: Exhibitor) -> HttpResponse:
    """Show an entry's state, and what can be done with it and its exhibits."""
    may_publish = may("exhibitor.publish", actor_of(request), exhibitor)
    context = {
        "exhibitor": exhibitor,
        "links": exhibitor.links.all(),
        "exhibits": exhibits_of(exhibitor).defer("about", "search_text"),
        "may_publish": may_publish,
        "representatives": exhibitor.representatives.order_by("email") if may_publish else (),
    }
    return render(request, "exhibition/entry.html", context)


@permits(get="exhibitor.change", post="exhibitor.change", finder=find_exhibitor)
def entry_change(request: HttpRequest, exhibitor: Exhibitor) -> HttpResponse:
    """Change texts, languages and contact of an exhibitor."""
    data, slug, title = request.POST if request.method == "POST" else None, exhibitor.slug, str(exhibitor)
    note = _live() if exhibitor.is_published else ""
    form = ExhibitorForm(data, instance=exhibitor, assembly=current_assembly(), places=False)
    if request.method == "POST" and form.is_valid():
        by = actor_of(request).account
        change_exhibitor(exhibitor=exhibitor, by=by, values=form.cleaned_data, now=timezone.now())
        messages.success(request, _("The entry is saved."))
        return redirect("exhibition_entry", slug=slug)
    words = FormPage(_("Change the entry"), _("Save"), reverse("exhibition_entry", args=[slug]), title, note=note)
    return form_page(request, form, words)


@permits(get="exhibit.make", post="exhibit.make", finder=find_exhibitor)
def exhibit_new(request: HttpRequest, exhibitor: Exhibitor) -> HttpResponse:
    """Make an exhibit of an exhibitor."""
    form = ExhibitForm(request.POST if request.method == "POST" else None, assembly=current_assembly())
    actor = actor_of(request)
    if request.method == "POST" and form.is_valid():
        made = make_exhibit(exhibitor=exhibitor, by=actor.account, values=form.cleaned_data, now=timezone.now())
        if may("exhibit.publish", actor, made):
            said = _("The exhibit is made. Add pictures, then publish it.")
        else:
            said = _("The exhibit is made. The organiser publishes it; add pictures meanwhile.")
        messages.success(request, said)
        return redirect("exhibit_pictures", slug=made.slug)
    return form_page(request, form, FormPage(_("A new exhibit"), _("Save"), *_above(exhibitor)))


@permits(get="exhibit.change", post="exhibit.change", finder=find_exhibit)
def exhibit_change(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Change an exhibit."""
    data, exhibitor = request.POST if request.method == "POST" else None, exhibit.exhibitor
    note = _live() if exhibit.is_public else ""
    form = ExhibitForm(data, instance=exhibit, assembly=current_assembly())
    if request.method == "POST" and form.is_valid():
        by = actor_of(request).account
        change_exhibit(exhibit=exhibit, by=by, values=form.cleaned_data, now=timezone.now())
        messages.success(request, _("The exhibit is saved."))
        return redirect("exhibition_entry", slug=exhibitor.slug)
    return form_page(request, form, FormPage(_("Change the exhibit"), _("Save"), *_above(exhibitor), note=note))


@permits(get="exhibit.delete", post="exhibit.delete", finder=find_exhibit)
def exhibit_delete(request: HttpRequest, exhibit: Exhibit) -> HttpResponse:
    """Delete an exhibit that has never been public."""
    back, within = _above(exhibit.exhibitor)
    ask = Confirmation(
        title=_("Delete “%s”?") % exhibit,
        back=back,
        within=within,
        says=(_("Its pictures go with it. This cannot be undone."),),
        submit=_("Delete the exhibit"),
        is_danger=True,
    )
    by = actor_of(request).account

    def delete() -> None:
        delete_exhibit(exhibit=exhibit, by=by)

    return deletion_page(request, Deletion(ask, delete, ExhibitStateError, _("The exhibit is deleted.")))


def _above(exhibitor: Exhibitor) -> tuple[str, str]:
    return reverse("exhibition_entry", args=[exhibitor.slug]), str(exhibitor)


def _live() -> str:
    return _("It is public: what you save is seen by everybody at once.")
