"""Say who looks after an exhibitor's entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.exhibition.models import Representative
from yishiting.web.people.outbox import queue
from yishiting.web.people.text import one_line
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.exhibition.models import Exhibitor
    from yishiting.web.people.models import Account


@transaction.atomic
def name_representative(
    *, exhibitor: Exhibitor, email: str, by: Account | None, now: datetime
) -> tuple[Representative, bool]:
    """Let whoever has confirmed an address look after the entry, and write to them how to come in.

    Gives the representative, and whether they are new; who was named before is not written to again. The mail is in
    the language of the moment.
    """
    named, is_new = Representative.objects.get_or_create(
        exhibitor=exhibitor, email=email.strip().lower(), defaults={"made_at": now}
    )
    if is_new:
        queue([_mail(named)])
        record_act(by=by, what=What.REPRESENTATIVE_NAMED, thing=exhibitor.slug, now=now)
    return named, is_new


@transaction.atomic
def remove_representative(*, representative: Representative, by: Account | None, now: datetime) -> None:
    """Take the entry out of somebody's hands, from this moment on."""
    slug = representative.exhibitor.slug
    if representative.delete()[0]:
        record_act(by=by, what=What.REPRESENTATIVE_REMOVED, thing=slug, now=now)


def _mail(representative: Representative) -> EmailMessage:
    """Write it; there is no key in it: what lets somebody in is that the address is theirs."""
    assembly = current_assembly()
    words = {
        "assembly": assembly,
        "representative": representative,
        "sign_up": settings.PUBLIC_URL + reverse("account_signup"),
        "mine": settings.PUBLIC_URL + reverse("exhibition_mine"),
    }
    subject = _("%(assembly)s: your entry in the exhibition") % {"assembly": str(assembly) or "Yishiting 议事厅"}
    body = render_to_string("exhibition/mail/representative.txt", words)
    return EmailMessage(one_line(subject), body, to=[representative.email])
