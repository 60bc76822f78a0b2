"""Import of delegations and seats: a file, its preview, its confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yishiting.web.people.actions.importing import import_delegations, keep_upload
from yishiting.web.people.errors import AlreadyImportedError, PlanChangedError
from yishiting.web.people.finders import find_upload
from yishiting.web.people.forms.importing import ImportForm
from yishiting.web.people.importing.columns import read_columns
from yishiting.web.people.importing.plan import make_plan
from yishiting.web.people.importing.writing import delegations_csv, template_csv
from yishiting.web.people.mail import send_invitations
from yishiting.web.people.views.account import my_account
from yishiting.web.people.views.links import link_of
from yishiting.web.permissions.guard import permits

if TYPE_CHECKING:
    from django.http import HttpRequest

    from yishiting.web.people.actions.importing import Imported
    from yishiting.web.people.models import Upload


@permits(get="desk.manage_people", post="desk.manage_people")
def desk_import(request: HttpRequest) -> HttpResponse:
    """Take a file, and lead to its preview."""
    is_sent = request.method == "POST"
    form = ImportForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        upload = keep_upload(text=form.cleaned_data["file"], by=my_account(request), now=timezone.now())
        return redirect("desk_import_preview", pk=upload.pk)
    context = {"form": form, "columns": read_columns()}
    return render(request, "people/desk_import.html", context, status=422 if is_sent else 200)


@permits(get="desk.manage_people", post="desk.manage_people", finder=find_upload)
@never_cache
def desk_import_preview(request: HttpRequest, upload: Upload) -> HttpResponse:
    """Show every change and every fault; POST carries the changes out."""
    me = my_account(request)
    if upload.uploaded_by_id != me.pk:
        raise Http404
    now = timezone.now()
    if request.method != "POST":
        return render(request, "people/desk_import_preview.html", {"plan": make_plan(upload.text, now)})
    try:
        done = import_delegations(upload=upload, by=me, fingerprint=request.POST.get("fingerprint", ""), now=now)
    except PlanChangedError:
        messages.warning(
            request, _("Something has changed since the preview. Nothing was imported; please look again.")
        )
        return redirect("desk_import_preview", pk=upload.pk)
    except AlreadyImportedError:
        messages.info(request, _("This file was taken in already."))
        return redirect("desk_delegations")
    return _done(request, done)


@permits("desk.manage_people")
def desk_import_template(_request: HttpRequest) -> HttpResponse:
    """Give the file to be filled in."""
    return _csv(template_csv(), "delegations-template.csv")


@permits("desk.manage_people")
def desk_delegations_csv(_request: HttpRequest) -> HttpResponse:
    """Give every delegation and seat as a file that can be imported again."""
    return _csv(delegations_csv(timezone.now()), "delegations.csv")


def _done(request: HttpRequest, done: Imported) -> HttpResponse:
    links = [(invitation, link_of(request, token)) for invitation, token in done.links]
    by_mail = "by_mail" in request.POST
    mailed = [(invitation, link) for invitation, link in links if by_mail and invitation.email]
    shown = [(invitation, link) for invitation, link in links if not (by_mail and invitation.email)]
    context = {
        "plan": done.plan,
        "links": shown,
        "n_sent": send_invitations(mailed),
        "back": reverse("desk_delegations"),
    }
    response = render(request, "people/desk_imported.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _csv(text: str, name: str) -> HttpResponse:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=disposition)
