"""Mails that carry invitation links. Their words are ours: nothing that people write is read as a template."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from yishiting.web.people.outbox import queue
from yishiting.web.people.queries.invitations import gift_in_words
from yishiting.web.people.text import one_line
from yishiting.web.programme.queries.assembly import current_assembly

if TYPE_CHECKING:
    from collections.abc import Iterable

    from yishiting.web.people.models import Invitation
    from yishiting.web.programme.models import Assembly


def link_of(token: str) -> str:
    """Give the whole address of an invitation."""
    return f"{settings.PUBLIC_URL}{reverse('invitation', args=[token])}"


def send_invitations(made: Iterable[tuple[Invitation, str]]) -> int:
    """Write each guest that has an address a mail with their link, in the language of the moment; give how many.

    They go into the outbox, with whatever else the open transaction does; the worker sends them.
    """
    assembly = current_assembly()
    return queue(_mail(invitation, link_of(token), assembly) for invitation, token in made if invitation.email)


def _mail(invitation: Invitation, link: str, assembly: Assembly) -> EmailMessage:
    words = {"invitation": invitation, "gift": gift_in_words(invitation), "link": link, "assembly": assembly}
    subject = one_line(_("%(assembly)s: your invitation") % {"assembly": str(assembly) or "Yishiting 议事厅"})
    return EmailMessage(subject, render_to_string("people/mail/invitation.txt", words), to=[invitation.email])
