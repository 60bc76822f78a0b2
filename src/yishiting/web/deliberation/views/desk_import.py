"""Import at the desk: statements from a CSV file, whole conversations with their votes."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from django.contrib import messages
from django.core import signing
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from yishiting.formats import FormatError, ReadLimits, ReadOptions, read_conversation
from yishiting.web.content import Content
from yishiting.web.deliberation.actions.importing import ImportRefusedError, import_conversation
from yishiting.web.deliberation.actions.statements import add_statements
from yishiting.web.deliberation.finders import find_deliberation
from yishiting.web.deliberation.forms.desk_statements import ConversationFilesForm, StatementFileForm
from yishiting.web.deliberation.statement_file import GoodRow, StatementFile, read_statement_file
from yishiting.web.deliberation.statement_text import fingerprint_of
from yishiting.web.desk.pages import FormPage, form_page
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.serving.body_limit import accepts_upload

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.core.files.uploadedfile import UploadedFile
    from django.http import HttpRequest, HttpResponse

    from yishiting.formats import Conversation
    from yishiting.web.deliberation.models import Deliberation

LARGEST_STATEMENT_FILE = 1_000_000
_ONE_DAY = 24 * 3600
# What a web page may cost; more goes through `yishiting import`.
_LIMITS = ReadLimits(archive_bytes=2**30, rows=5_000_000)


@permits(get="deliberation.import", post="deliberation.import", finder=find_deliberation)
def desk_statement_import(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Take a file, show what it would add, and add it when asked to."""
    if "kept" in request.POST:
        return _add(request, deliberation)
    form = StatementFileForm(request.POST, request.FILES) if request.method == "POST" else StatementFileForm()
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        if file.size <= LARGEST_STATEMENT_FILE:
            return _preview(request, deliberation, read_statement_file(file.read(), deliberation.question.language))
        form.add_error("file", _("At most %d MB.") % (LARGEST_STATEMENT_FILE // 1_000_000))
    words = FormPage(
        title=_("Add statements from a CSV file"),
        submit=_("Look through the file"),
        back=reverse("desk_statement_list", args=[deliberation.slug]),
        within=str(deliberation),
        lead=_("One statement a row. Nothing is added before you have seen what would be."),
    )
    return form_page(request, form, words)


@accepts_upload
@permits(get="deliberation.import_votes", post="deliberation.import_votes", finder=find_deliberation)
def desk_conversation_import(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Take a whole conversation with its votes into a draft."""
    form = ConversationFilesForm(request.POST, request.FILES) if request.method == "POST" else ConversationFilesForm()
    if request.method == "POST" and form.is_valid():
        by, now = actor_of(request).account, timezone.now()
        try:
            conversation = _read(form.cleaned_data["export"])
            done = import_conversation(deliberation=deliberation, conversation=conversation, by=by, now=now)
        except (FormatError, ImportRefusedError) as error:
            form.add_error("export", str(error).splitlines())
        else:
            said = _("Imported: %(people)d people, %(statements)d statements, %(votes)d votes.")
            counts = {"people": done.n_people, "statements": done.n_statements, "votes": done.n_votes}
            messages.success(request, said % counts)
            return redirect("desk_deliberation", slug=deliberation.slug)
    words = FormPage(
        title=_("Import a conversation with its votes"),
        submit=_("Import"),
        back=reverse("desk_deliberation", args=[deliberation.slug]),
        within=str(deliberation),
        lead=_("All of it comes in, or nothing. Its people count as open participants."),
        note=_("Once it is in, no other conversation can be imported into this draft; the draft can be deleted."),
    )
    return form_page(request, form, words)


def _preview(request: HttpRequest, deliberation: Deliberation, file: StatementFile) -> HttpResponse:
    standing = deliberation.statements.filter(status__in=("waiting", "accepted")).values_list("fingerprint", flat=True)
    known = set(standing)
    new, already = list[GoodRow](), list[GoodRow]()
    for row in file.good:
        (already if fingerprint_of(row.text.original) in known else new).append(row)
    texts = [[row.text.language, dict(row.text.texts)] for row in new]
    context = {
        "deliberation": deliberation,
        "new": new,
        "already": already,
        "bad": file.bad,
        "kept": signing.dumps(texts, salt=_salt(request, deliberation), compress=True) if new else "",
    }
    return render(request, "deliberation/desk_statement_preview.html", context)


def _add(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Add what the preview showed; the page carries it, signed for this person and this deliberation."""
    try:
        kept = signing.loads(request.POST["kept"], salt=_salt(request, deliberation), max_age=_ONE_DAY)
    except signing.BadSignature:
        messages.error(request, _("This preview is out of date. Please choose the file again."))
        return redirect("desk_statement_import", slug=deliberation.slug)
    texts = [Content(language, words) for language, words in kept]
    by = actor_of(request).account
    added = add_statements(deliberation=deliberation, texts=texts, by=by, now=timezone.now()).added
    said = ngettext("%d statement is added.", "%d statements are added.", len(added)) % len(added)
    messages.success(request, said)
    return redirect("desk_statement_list", slug=deliberation.slug)


def _salt(request: HttpRequest, deliberation: Deliberation) -> str:
    account = actor_of(request).account
    return f"yishiting.statements:{deliberation.pk}:{account.pk if account else 0}"


def _read(files: Sequence[UploadedFile[bytes]]) -> Conversation:
    """Read uploaded files: a single one by itself, several as the folder they came from."""
    with tempfile.TemporaryDirectory(prefix="yishiting-import-") as place:
        folder = Path(place)
        paths = [_kept(folder, file) for file in files]
        return read_conversation(paths[0] if len(paths) == 1 else folder, ReadOptions(limits=_LIMITS))


def _kept(folder: Path, file: UploadedFile[bytes]) -> Path:
    path = folder / Path(file.name or "file").name
    with path.open("wb") as kept:
        for chunk in file.chunks():
            kept.write(chunk)
    return path
