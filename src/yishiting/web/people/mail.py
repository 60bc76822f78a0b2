"""Mails that carry invitation links. Their words are ours: nothing that people write is read as a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.core.mail import EmailMessage, get_connection
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from yishiting.web.people.queries.invitations import gift_in_words
from yishiting.web.people.text import one_line
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yishiting.web.people.models import Invitation
    from yishiting.web.programme.models import Assembly


def send_invitations(links: Iterable[tuple[Invitation, str]]) -> int:
    """Send each guest that has an address their link, in the language of the moment; give how many were sent."""
    assembly = current_assembly()
    mails = [_mail(invitation, link, assembly) for invitation, link in links if invitation.email]
    if mails:
        get_connection().send_messages(mails)
    return len(mails)


def _mail(invitation: Invitation, link: str, assembly: Assembly) -> EmailMessage:
    words = {"invitation": invitation, "gift": gift_in_words(invitation), "link": link, "assembly": assembly}
    subject = one_line(_("%(assembly)s: your invitation") % {"assembly": str(assembly) or "Yishiting 议事厅"})
    return EmailMessage(subject, render_to_string("people/mail/invitation.txt", words), to=[invitation.email])
