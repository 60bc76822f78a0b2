"""The outbox: mail that is sent from here, or waits because no mail server is configured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache

from yishiting.web.desk.pages import Confirmation, confirmation_page
from yishiting.web.people.actions.outbox import delete_mail, empty_outbox
from yishiting.web.people.actions.sending import try_again
from yishiting.web.people.finders import find_mail
from yishiting.web.people.models import OutboxMail
from yishiting.web.people.queries.desk import outbox_mails
from yishiting.web.people.views.desk_people import PER_PAGE
from yishiting.web.permissions.guard import my_account, permits

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

_State = OutboxMail.State
_STATES = {"waiting": (_State.KEPT, _State.QUEUED), "failed": (_State.FAILED,), "sent": (_State.SENT,)}


@permits("desk.see_outbox")
def desk_outbox(request: HttpRequest) -> HttpResponse:
    """List mail by what has become of it, newest first."""
    asked = request.GET.get("state", "")
    state = asked if asked in _STATES else "waiting"
    page = Paginator(outbox_mails(_STATES[state]), PER_PAGE).get_page(request.GET.get("page"))
    words = (_("waiting"), _("not sent"), _("sent"))
    context = {
        "page": page,
        "state": state,
        "tabs": list(zip(_STATES, words, strict=True)),
        "n_failed": outbox_mails(_STATES["failed"]).count(),
        "has_server": bool(settings.EMAIL_HOST),
    }
    return render(request, "people/desk_outbox.html", context)


@permits(post="desk.see_outbox")
def desk_outbox_again(request: HttpRequest) -> HttpResponse:
    """Send once more what has failed."""
    number = try_again(by=my_account(request), now=timezone.now())
    said = ngettext("%d message is sent once more.", "%d messages are sent once more.", number) % number
    messages.success(request, said)
    return redirect("desk_outbox")


@permits("desk.see_outbox", find_mail)
@never_cache
def desk_mail(request: HttpRequest, mail: OutboxMail) -> HttpResponse:
    """Show one message, to be copied and sent by other means."""
    return render(request, "people/desk_mail.html", {"mail": mail})


@permits(post="desk.see_outbox", finder=find_mail)
def desk_mail_delete(request: HttpRequest, mail: OutboxMail) -> HttpResponse:
    """Delete a message that has been delivered by hand."""
    delete_mail(mail=mail, by=my_account(request))
    messages.success(request, _("The message is deleted."))
    return redirect("desk_outbox")


@permits(get="desk.see_outbox", post="desk.see_outbox")
def desk_outbox_empty(request: HttpRequest) -> HttpResponse:
    """Delete all of them."""
    if request.method == "POST":
        empty_outbox(by=my_account(request))
        messages.success(request, _("The outbox is empty."))
        return redirect("desk_outbox")
    words = Confirmation(
        title=_("Delete all messages in the outbox?"),
        back=reverse("desk_outbox"),
        within=_("Outbox"),
        says=(
            _("Messages hold links that let people in. What has been delivered need not lie here."),
            _("What is still going to be sent is then not sent."),
        ),
        submit=_("Delete all messages"),
        is_danger=True,
    )
    return confirmation_page(request, words)
