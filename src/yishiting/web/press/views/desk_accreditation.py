"""Requests for accreditation at the press desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yishiting.web.desk.pages import FormPage, form_page
from yishiting.web.permissions.guard import my_account, permits
from yishiting.web.press.actions.accreditation import end_accreditation, grant_accreditation, refuse_accreditation
from yishiting.web.press.finders import find_accreditation
from yishiting.web.press.forms.accreditation import DecisionForm
from yishiting.web.press.models import Accreditation
from yishiting.web.press.queries.accreditation import accreditations, counts_by_status
from yishiting.web.press.refusals import PressRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

_ON_A_PAGE = 50


@permits("accreditation.decide")
def desk_accreditations(request: HttpRequest) -> HttpResponse:
    """List requests by what has become of them."""
    status = request.GET.get("status", "")
    counts = counts_by_status()
    states = [(value, label, counts[value]) for value, label in Accreditation.Status.choices]
    page = Paginator(accreditations(status), _ON_A_PAGE).get_page(request.GET.get("page"))
    return render(request, "press/desk_accreditations.html", {"page": page, "states": states, "status": status})


@permits("accreditation.decide", find_accreditation)
def desk_accreditation(request: HttpRequest, accreditation: Accreditation) -> HttpResponse:
    """Show one request."""
    told = accreditations().select_related("decided_by").get(pk=accreditation.pk)
    return render(request, "press/desk_accreditation.html", {"accreditation": told})


@permits(post="accreditation.decide", finder=find_accreditation)
def desk_accreditation_grant(request: HttpRequest, accreditation: Accreditation) -> HttpResponse:
    """Accredit a journalist."""
    try:
        grant_accreditation(accreditation=accreditation, by=my_account(request), now=timezone.now())
    except PressRefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("%s is accredited and can ask questions now.") % accreditation.name)
    return redirect("desk_accreditation", accreditation.pk)


@permits(get="accreditation.decide", post="accreditation.decide", finder=find_accreditation)
def desk_accreditation_refuse(request: HttpRequest, accreditation: Accreditation) -> HttpResponse:
    """Refuse a request, and say why."""
    words = _words(accreditation, _("Refuse this request"), _("They are told why, and may ask again."))
    return _decide(request, accreditation, refuse_accreditation, words, _("The request is refused."))


@permits(get="accreditation.decide", post="accreditation.decide", finder=find_accreditation)
def desk_accreditation_end(request: HttpRequest, accreditation: Accreditation) -> HttpResponse:
    """Take an accreditation back."""
    lead = _("They can ask no more questions. What they asked stays. They are told why, and may ask again.")
    words = _words(accreditation, _("End this accreditation"), lead)
    return _decide(request, accreditation, end_accreditation, words, _("The accreditation is ended."))


def _decide(
    request: HttpRequest,
    accreditation: Accreditation,
    act: Callable[..., Accreditation],
    words: FormPage,
    done: str,
) -> HttpResponse:
    form = DecisionForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return form_page(request, form, words)
    reason = form.cleaned_data["reason"]
    try:
        act(accreditation=accreditation, by=my_account(request), reason=reason, now=timezone.now())
    except PressRefusedError as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, done)
    return redirect("desk_accreditation", accreditation.pk)


def _words(accreditation: Accreditation, title: str, lead: str) -> FormPage:
    back = reverse("desk_accreditation", args=[accreditation.pk])
    return FormPage(title=title, submit=title, back=back, within=str(accreditation), lead=lead)
