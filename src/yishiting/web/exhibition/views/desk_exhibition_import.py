"""Import of exhibitors: a file, its preview, its confirmation."""

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
from yishiting.web.exhibition.actions.importing import import_exhibitors
from yishiting.web.exhibition.forms.importing import ExhibitorsImportForm
from yishiting.web.exhibition.importing.plan import make_plan
from yishiting.web.exhibition.importing.writing import exhibitors_csv, template_csv
from yishiting.web.people.errors import AlreadyImportedError, PlanChangedError
from yishiting.web.people.finders import find_upload
from yishiting.web.people.uploads import keep_upload, not_taken_in
from yishiting.web.permissions.guard import my_account, permits
from yishiting.web.programme.queries.assembly import current_assembly
from yishiting.web.serving.body_limit import accepts_upload

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.exhibition.importing.plan import Plan
    from yishiting.web.people.models import Upload

_AFTERWARDS = "desk_exhibition"


@accepts_upload
@permits(get="exhibition.manage", post="exhibition.manage")
def desk_exhibition_import(request: HttpRequest) -> HttpResponse:
    """Take a file, and lead to its preview."""
    is_sent = request.method == "POST"
    form = ExhibitorsImportForm(request.POST if is_sent else None, request.FILES if is_sent else None)
    if is_sent and form.is_valid():
        upload = keep_upload(text=form.cleaned_data["file"], by=my_account(request), now=timezone.now())
        return redirect("desk_exhibition_import_preview", pk=upload.pk)
    context = {"form": form, "languages": current_assembly().languages}
    return render(request, "exhibition/desk_import.html", context, status=422 if is_sent else 200)


@permits(get="exhibition.manage", post="exhibition.manage", finder=find_upload)
@never_cache
def desk_exhibition_import_preview(request: HttpRequest, upload: Upload) -> HttpResponse:
    """Show every change and every fault; POST carries the changes out."""
    me, languages = my_account(request), current_assembly().languages
    if upload.uploaded_by_id != me.pk:
        raise Http404
    if request.method != "POST":
        plan = make_plan(upload.text, languages)
        return render(request, "exhibition/desk_import_preview.html", {"plan": plan})
    fingerprint = request.POST.get("fingerprint", "")
    try:
        plan = import_exhibitors(upload=upload, by=me, languages=languages, fingerprint=fingerprint, now=timezone.now())
    except (AlreadyImportedError, PlanChangedError) as error:
        return not_taken_in(request, error, preview=request.path, after=reverse(_AFTERWARDS))
    return _done(request, plan)


@permits("exhibition.manage")
def desk_exhibition_template(_request: HttpRequest) -> HttpResponse:
    """Give the table to be filled in."""
    return csv_answer(template_csv(current_assembly().languages), "exhibitors-template.csv")


@permits("exhibition.manage")
def desk_exhibition_csv(_request: HttpRequest) -> HttpResponse:
    """Give every exhibitor and exhibit in every state as a table that can be imported again."""
    return csv_answer(exhibitors_csv(current_assembly().languages), "exhibitors.csv")


def _done(request: HttpRequest, plan: Plan) -> HttpResponse:
    new, changed = plan.counts["exhibitors_new"], plan.counts["exhibitors_changed"]
    n_shown = plan.counts["exhibits_new"] + plan.counts["exhibits_changed"]
    said = {
        "made": ngettext("%(n)d exhibitor was made", "%(n)d exhibitors were made", new) % {"n": new},
        "changed": ngettext("%(n)d was changed", "%(n)d were changed", changed) % {"n": changed},
        "shown": ngettext("%(n)d exhibit is new or changed", "%(n)d exhibits are new or changed", n_shown)
        % {"n": n_shown},
    }
    messages.success(request, _("%(made)s, %(changed)s; %(shown)s.") % said)
    if n_lines := plan.faulty_lines:
        left_out = ngettext(
            "%(n)d line was left out. Mend it and import the file again.",
            "%(n)d lines were left out. Mend them and import the file again.",
            n_lines,
        )
        messages.warning(request, left_out % {"n": n_lines})
    return redirect(_AFTERWARDS)
