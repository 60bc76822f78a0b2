"""Statements at the desk: the list, new ones, translations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yishiting.web.deliberation.actions.statements import add_statements, translate_statement
from yishiting.web.deliberation.finders import find_deliberation, find_statement
from yishiting.web.deliberation.forms.desk_statements import SeedForm, TranslationForm
from yishiting.web.deliberation.models import Statement
from yishiting.web.deliberation.queries.desk import desk_statements
from yishiting.web.desk.pages import FormPage, form_page
from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.deliberation.models import Deliberation

PER_PAGE = 50


@permits("deliberation.desk", find_deliberation)
def desk_statement_list(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """List statements, all or of one status."""
    status = request.GET.get("status", "")
    statements = Paginator(desk_statements(deliberation, status), PER_PAGE)
    context = {
        "deliberation": deliberation,
        "page": statements.get_page(request.GET.get("page")),
        "status": status if status in Statement.Status.values else "",
        "statuses": Statement.Status.choices,
        "may_add": may("deliberation.import", actor_of(request), deliberation),
    }
    return render(request, "deliberation/desk_statements.html", context)


@permits(get="deliberation.import", post="deliberation.import", finder=find_deliberation)
def desk_statement_new(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Add one statement, and offer the form for the next."""
    form = SeedForm(request.POST if request.method == "POST" else None, languages=current_assembly().languages)
    if request.method == "POST" and form.is_valid():
        texts = [form.cleaned_data["text"]]
        by = actor_of(request).account
        outcome = add_statements(deliberation=deliberation, texts=texts, by=by, now=timezone.now())
        if outcome.added:
            messages.success(
                request, _("Statement %d is added. Add the next one, or go back.") % outcome.added[0].number
            )
            return redirect("desk_statement_new", slug=deliberation.slug)
        form.add_error("text", _("This statement stands in the deliberation already, in the same words."))
    words = FormPage(
        title=_("Add a statement"),
        submit=_("Add"),
        back=reverse("desk_statement_list", args=[deliberation.slug]),
        within=str(deliberation),
    )
    return form_page(request, form, words)


@permits(get="statement.translate", post="statement.translate", finder=find_statement)
def desk_statement_translate(request: HttpRequest, statement: Statement) -> HttpResponse:
    """Write, change or take out translations."""
    data = request.POST if request.method == "POST" else None
    form = TranslationForm(data, content=statement.text, languages=current_assembly().languages)
    if request.method == "POST" and form.is_valid():
        by, now = actor_of(request).account, timezone.now()
        for language in form.languages:
            text = form.cleaned_data[language]
            translate_statement(statement=statement, by=by, language=language, text=text, now=now)
        messages.success(request, _("The translations of statement %d are saved.") % statement.number)
        return redirect("desk_statement_list", slug=statement.deliberation.slug)
    words = FormPage(
        title=_("Translations of statement %d") % statement.number,
        submit=_("Save"),
        back=reverse("desk_statement_list", args=[statement.deliberation.slug]),
        within=str(statement.deliberation),
        lead=statement.text.original,
        note=_("Translations are written by people. Where one is missing, readers see the original."),
    )
    return form_page(request, form, words)
