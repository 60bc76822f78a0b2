"""Import of delegations and seats: a file, its preview, its confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core import signing
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from yishiting.web.csv_answer import csv_answer
from yishiting.web.people.actions.importing import import_delegations
from yishiting.web.people.errors import AlreadyImportedError, PlanChangedError
from yishiting.web.people.finders import find_upload
from yishiting.web.people.forms.importing import ImportForm
from yishiting.web.people.importing.columns import read_columns
from yishiting.web.people.importing.plan import make_plan
from yishiting.web.people.importing.writing import delegations_csv, links_csv, links_rows, template_csv
from yishiting.web.people.mail import link_of
from yishiting.web.people.uploads import keep_upload, not_taken_in
from yishiting.web.permissions.guard import my_account, permits

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.people.actions.importing import Imported
    from yishiting.web.people.models import Account, Upload

_ONE_DAY = 24 * 3600


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
        fingerprint, by_mail = request.POST.get("fingerprint", ""), "by_mail" in request.POST
        done = import_delegations(upload=upload, by=me, fingerprint=fingerprint, by_mail=by_mail, now=now)
    except (AlreadyImportedError, PlanChangedError) as error:
        return not_taken_in(request, error, preview=request.path, after=reverse("desk_delegations"))
    return _done(request, done)


@permits(post="desk.manage_people")
def desk_import_links(request: HttpRequest) -> HttpResponse:
    """Give the links that the page of an import shows as a table. The page brings them along; nothing keeps them."""
    try:
        rows = signing.loads(request.POST.get("kept", ""), salt=_salt(my_account(request)), max_age=_ONE_DAY)
    except signing.BadSignature:
        messages.error(request, _("These links are not at hand any more. They can be made anew on the page of links."))
        return redirect("desk_invitations")
    return csv_answer(links_csv(rows), "invitation-links.csv")


@permits("desk.manage_people")
def desk_import_template(_request: HttpRequest) -> HttpResponse:
    """Give the file to be filled in."""
    return csv_answer(template_csv(), "delegations-template.csv")


@permits("desk.manage_people")
def desk_delegations_csv(_request: HttpRequest) -> HttpResponse:
    """Give every delegation and seat as a file that can be imported again."""
    return csv_answer(delegations_csv(timezone.now()), "delegations.csv")


def _done(request: HttpRequest, done: Imported) -> HttpResponse:
    was_mailed = [bool(done.n_mails and invitation.email) for invitation, _token in done.links]
    links = [(made, link_of(token)) for (made, token), is_out in zip(done.links, was_mailed, strict=True) if not is_out]
    rows = links_rows(links)
    context = {
        "plan": done.plan,
        "links": links,
        "kept": signing.dumps(rows, salt=_salt(my_account(request)), compress=True) if rows else "",
        "n_sent": done.n_mails,
        "back": reverse("desk_delegations"),
    }
    response = render(request, "people/desk_imported.html", context)
    response.headers["Cache-Control"] = "no-store"
    return response


def _salt(account: Account) -> str:
    return f"yishiting.links:{account.pk}"
