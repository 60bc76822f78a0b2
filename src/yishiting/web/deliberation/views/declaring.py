"""Where somebody says which constituencies they belong to."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from yishiting.web.deliberation.finders import find_deliberation
from yishiting.web.deliberation.forms.declaring import DeclarationForm
from yishiting.web.deliberation.voters import voter_for
from yishiting.web.people.actions.constituencies import declare_constituencies
from yishiting.web.people.cookie import give_cookie
from yishiting.web.permissions.guard import actor_of, permits

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from yishiting.web.deliberation.models import Deliberation


@permits(get="constituency.declare", post="constituency.declare", finder=find_deliberation)
def constituencies(request: HttpRequest, deliberation: Deliberation) -> HttpResponse:
    """Ask for the kinds that the deliberation names; nobody has to answer."""
    kinds = list(deliberation.asks_for.all())
    actor = actor_of(request)
    mine = actor.voter(deliberation)
    declared = dict(mine.memberships.values_list("kind", "constituency")) if mine else {}
    form = DeclarationForm(request.POST or None, kinds=kinds, declared=declared)
    if request.method == "POST" and form.is_valid():
        voter = voter_for(actor, deliberation, timezone.now())
        if voter is not None:
            declare_constituencies(participant=voter.participant, kinds=kinds, constituencies=form.chosen())
            messages.success(request, _("Thank you. Your answers are counted there from now on."))
        return redirect("deliberation", deliberation.slug)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.is_bound else HTTPStatus.OK
    context = {"deliberation": deliberation, "form": form, "kinds": kinds}
    response = render(request, "deliberation/constituencies.html", context, status=status)
    give_cookie(request, response)
    return response
