"""Import of a programme: a file, its preview, its confirmation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from yishiting.web.csv_answer import csv_answer
from yishiting.web.people.errors import AlreadyImportedError, PlanChangedError
from yishiting.web.people.finders import find_upload
from yishiting.web.people.uploads import keep_upload, not_taken_in
from yishiting.web.permissions.guard import my_account, permits
from yishiting.web.programme.actions.importing import import_programme
from yishiting.web.programme.forms.importing import ProgrammeImportForm
from yishiting.web.programme.importing.plan import make_plan
from yishiting.web.programme.importing.writing import sessions_csv, template_csv
from yishiting.web.programme.queries.assembly import current_assembly
from yishiting.web.programme.queries.feeds import sessions_to_write
from yishiting.web.serving.body_limit import accepts_upload

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.people.models import Upload
    from yishiting.web.programme.importing.plan import Plan


@accepts_upload
@permits(get="programme.manage", post="programme.manage")
def desk_programme_import(request: HttpRequest) -> HttpResponse:
    """Take a file, and lead to its preview."""
    is_sent = request.method == "POST"
    form = ProgrammeImportForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        upload = keep_upload(text=form.cleaned_data["file"], by=my_account(request), now=timezone.now())
        return redirect("desk_programme_import_preview", pk=upload.pk)
    context = {"form": form, "languages": current_assembly().languages}
    return render(request, "programme/desk_programme_import.html", context, status=422 if is_sent else 200)


@permits(get="programme.manage", post="programme.manage", finder=find_upload)
@never_cache
def desk_programme_import_preview(request: HttpRequest, upload: Upload) -> HttpResponse:
    """Show every change and every fault; POST carries the changes out."""
    me, assembly = my_account(request), current_assembly()
    if upload.uploaded_by_id != me.pk:
        raise Http404
    if request.method != "POST":
        plan = make_plan(upload.text, assembly)
        return render(request, "programme/desk_programme_import_preview.html", {"plan": plan})
    fingerprint = request.POST.get("fingerprint", "")
    try:
        plan = import_programme(upload=upload, by=me, assembly=assembly, fingerprint=fingerprint, now=timezone.now())
    except (AlreadyImportedError, PlanChangedError) as error:
        return not_taken_in(request, error, preview=request.path, after=reverse("desk_programme"))
    return _done(request, plan)


@permits("programme.manage")
def desk_programme_template(_request: HttpRequest) -> HttpResponse:
    """Give the table to be filled in."""
    return csv_answer(template_csv(current_assembly(), timezone.now()), "sessions-template.csv")


@permits("programme.manage")
def desk_programme_csv(_request: HttpRequest) -> HttpResponse:
    """Give every session in every state as a table that can be imported again."""
    return csv_answer(sessions_csv(sessions_to_write(), current_assembly()), "sessions.csv")


def _done(request: HttpRequest, plan: Plan) -> HttpResponse:
    counts = plan.counts
    made = ngettext("%(n)d session was made", "%(n)d sessions were made", counts["new"]) % {"n": counts["new"]}
    changed = ngettext("%(n)d was changed", "%(n)d were changed", counts["changed"]) % {"n": counts["changed"]}
    messages.success(request, _("%(made)s, %(changed)s.") % {"made": made, "changed": changed})
    if plan.faults:
        n_faults = len(plan.faults)
        left_out = ngettext(
            "%(n)d fault was left out. Mend it and import the file again.",
            "%(n)d faults were left out. Mend them and import the file again.",
            n_faults,
        )
        messages.warning(request, left_out % {"n": n_faults})
    return redirect("desk_programme")
