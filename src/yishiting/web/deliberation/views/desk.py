"""A deliberation at the desk: its page, a new one, its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yishiting.web.deliberation.actions.life import FixedAtOpeningError, change_deliberation, make_deliberation
from yishiting.web.deliberation.finders import find_deliberation
from yishiting.web.deliberation.forms.settings import SettingsForm
from yishiting.web.deliberation.models import Deliberation, Phase
from yishiting.web.deliberation.queries.desk import deliberation_desk
from yishiting.web.desk.pages import FormPage, form_page
from yishiting.web.permissions.guard import actor_of, permits
from yishiting.web.programme.finders import find_forum
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from yishiting.web.programme.models import Forum


@permits("deliberation.desk", find_deliberation)
def desk_deliberation(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Show how far a deliberation is, what waits, and what can be done."""
    now = timezone.now()
    context = {
        "deliberation": deliberation,
        "page": deliberation_desk(deliberation, actor_of(request), now),
        "asks_for": deliberation.asks_for.all(),
        "now": now,
    }
    return render(request, "deliberation/desk.html", context)


@permits(get="deliberation.make", post="deliberation.make", finder=find_forum)
def desk_deliberation_new(request: HttpRequest, forum: Forum) -> HttpResponse:
    """Make a draft."""
    draft, now = Deliberation(forum=forum), timezone.now()
    form = SettingsForm(_sent(request), instance=draft, assembly=current_assembly(), now=now)
    if request.method == "POST" and form.is_valid():
        made = make_deliberation(forum=forum, by=actor_of(request).account, values=form.values, now=now)
        messages.success(request, _("The draft is made. Add statements next, then open it."))
        return redirect("desk_deliberation", slug=made.slug)
    words = FormPage(
        title=_("A new deliberation"),
        submit=_("Make the draft"),
        back=reverse("desk_forum", args=[forum.slug]),
        within=str(forum),
        lead=_("Only the question is needed now. Everything else can be changed until it is opened."),
    )
    return form_page(request, form, words)


@permits(get="deliberation.change", post="deliberation.change", finder=find_deliberation)
def desk_deliberation_change(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Change settings."""
    now = timezone.now()
    form = SettingsForm(_sent(request), instance=deliberation, assembly=current_assembly(), now=now)
    if request.method == "POST" and form.is_valid():
        actor = actor_of(request)
        try:
            changed = change_deliberation(deliberation=deliberation, by=actor.account, values=form.values, now=now)
        except FixedAtOpeningError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, _("The settings are saved."))
            return redirect("desk_deliberation", slug=changed.slug)
    is_open = deliberation.phase != Phase.DRAFT
    words = FormPage(
        title=_("Settings"),
        submit=_("Save"),
        back=reverse("desk_deliberation", args=[deliberation.slug]),
        within=str(deliberation),
        note=_("It has been opened: what people were told when they answered stays as it is.") if is_open else "",
    )
    return form_page(request, form, words)


def _sent(request: HttpRequest) -> QueryDict | None:
    return request.POST if request.method == "POST" else None
