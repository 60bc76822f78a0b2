"""Accreditation as journalists see it: asking for it, and what has become of that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from yishiting.web.permissions.decision import may
from yishiting.web.permissions.guard import actor_of, my_account, permits
from yishiting.web.press.actions.accreditation import choose_mails, request_accreditation
from yishiting.web.press.forms.accreditation import AccreditationForm, MailsForm
from yishiting.web.press.models import Accreditation
from yishiting.web.press.queries.accreditation import accreditation_of
from yishiting.web.press.refusals import PressRefusedError
from yishiting.web.programme.queries.agenda import address_of

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_MAY_ASK = (None, Accreditation.Status.REFUSED, Accreditation.Status.ENDED)


@permits(get="accreditation.request", post="accreditation.request")
def accreditation(request: HttpRequest) -> HttpResponse:
    """Show how a request stands; POST asks, or asks again."""
    account = my_account(request)
    mine = accreditation_of(account)
    initial = {"name": account.name} if mine is None else None
    form = AccreditationForm(request.POST if request.method == "POST" else None, instance=mine, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            now, language = timezone.now(), get_language() or ""
            request_accreditation(account=account, values=form.cleaned_data, language=language, now=now)
        except PressRefusedError as refused:
            messages.error(request, str(refused))
        else:
            messages.success(request, _("Thank you. The press desk decides; what becomes of it stands here."))
        return redirect("accreditation")
    is_wrong = request.method == "POST"
    if is_wrong and mine is not None:
        mine = accreditation_of(account)  # the form has written into the other one
    context = {
        "accreditation": mine,
        "form": form if (mine and mine.status) in _MAY_ASK else None,
        "mails": MailsForm(initial={"wants_releases": mine.wants_releases}) if mine else None,
        "address": address_of(account),
        "may_ask": may("question.ask", actor_of(request)),
    }
    return render(request, "press/accreditation.html", context, status=422 if is_wrong else 200)


@permits(post="accreditation.request")
def accreditation_mails(request: HttpRequest) -> HttpResponse:
    """Say whether new releases are to come by e-mail."""
    mine = accreditation_of(my_account(request))
    form = MailsForm(request.POST)
    if mine is not None and form.is_valid():
        choose_mails(accreditation=mine, wants_releases=form.cleaned_data["wants_releases"])
        messages.success(request, _("Saved."))
    return redirect("accreditation")
