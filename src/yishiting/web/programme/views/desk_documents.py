"""Documents of a session at the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yishiting.web.desk.pages import Confirmation, FormPage, confirmation_page, form_page
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.actions.documents import (
    TooManyDocumentsError,
    add_document,
    change_document,
    remove_document,
)
from yishiting.web.programme.finders import find_document, find_session
from yishiting.web.programme.forms.documents import DocumentForm
from yishiting.web.programme.queries.assembly import current_assembly
from yishiting.web.serving.body_limit import accepts_upload

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.programme.models import Document, Session


@accepts_upload
@permits(get="session.change", post="session.change", finder=find_session)
def desk_document_new(request: HttpRequest, session: Session) -> HttpResponse:
    """Add a file to a session."""
    form = _form(request, None)
    if request.method == "POST" and form.is_valid():
        by, brought = actor_of(request).account, form.cleaned_data["file"]
        try:
            add_document(session=session, by=by, brought=brought, values=form.values(), now=timezone.now())
        except TooManyDocumentsError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The document is added."))
            return redirect("desk_session", slug=session.slug)
    lead = _("Everybody who sees the session can save it.")
    return form_page(request, form, _words(_("A new document"), session, lead))


@accepts_upload
@permits(get="session.change", post="session.change", finder=find_document)
def desk_document_change(request: HttpRequest, document: Document) -> HttpResponse:
    """Change what is said of a document, or put another file in its place."""
    form = _form(request, document)
    if request.method == "POST" and form.is_valid():
        by, brought = actor_of(request).account, form.cleaned_data["file"]
        change_document(document=document, by=by, brought=brought, values=form.values(), now=timezone.now())
        messages.success(request, _("The document is saved."))
        return redirect("desk_session", slug=document.session.slug)
    return form_page(request, form, _words(_("Change the document"), document.session))


@permits(get="session.change", post="session.change", finder=find_document)
def desk_document_remove(request: HttpRequest, document: Document) -> HttpResponse:
    """Take a document out of its session."""
    back = reverse("desk_session", args=[document.session.slug])
    if request.method == "POST":
        remove_document(document=document, by=actor_of(request).account, now=timezone.now())
        messages.success(request, _("The document is removed."))
        return redirect(back)
    says = (_("The file “%s” is deleted. Links to it lead nowhere then.") % document.name,)
    title = _("Remove “%s”?") % document
    words = Confirmation(title, back, str(document.session), says, _("Remove the document"), is_danger=True)
    return confirmation_page(request, words)


def _form(request: HttpRequest, document: Document | None) -> DocumentForm:
    sent = (request.POST, request.FILES) if request.method == "POST" else (None, None)
    return DocumentForm(*sent, instance=document, languages=current_assembly().languages)


def _words(title: str, session: Session, lead: str = "") -> FormPage:
    return FormPage(title, _("Save"), reverse("desk_session", args=[session.slug]), str(session), lead)
