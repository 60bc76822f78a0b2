"""Write to those who starred a session what has become different about it."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from yishiting.web.people.outbox import queue
from yishiting.web.people.text import one_line
from yishiting.web.programme.differences import differences
from yishiting.web.programme.models import Notice, Session, SessionChange
from yishiting.web.programme.queries.agenda import address_of
from yishiting.web.programme.queries.assembly import current_assembly
from yishiting.web.programme.queries.telling import is_due, letters_due, untold_changes

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from yishiting.web.programme.differences import Differences
    from yishiting.web.programme.queries.telling import Letter


def tell_of_changes(*, now: datetime) -> None:
    """Put the e-mails that are due into the outbox, and note who is told of what: both or neither."""
    if any(is_due(each, now) for each in untold_changes(now)):  # else no vote has to wait for a look around
        _tell(now)


@transaction.atomic
def _tell(now: datetime) -> None:
    changes = untold_changes(now)
    letters = letters_due(changes, now)
    queue(mail for letter in letters if (mail := _mail(letter)) is not None)
    told = [Notice(agenda=each.agenda, change=change, made_at=now) for each in letters for change in each.changes]
    Notice.objects.bulk_create(told, ignore_conflicts=True)
    due = [each.pk for each in changes if is_due(each, now)]
    SessionChange.objects.filter(pk__in=due).update(told_at=now)


def _mail(letter: Letter) -> EmailMessage | None:
    """Write it; there is nothing to write where all is again as it was, and nobody to write to without an address."""
    address, news = address_of(letter.agenda.account), _news(letter.changes)
    if not address or not news:
        return None
    assembly = current_assembly()
    with override(letter.agenda.language or settings.LANGUAGE_CODE):
        words = {"news": news, "assembly": assembly, "site": settings.PUBLIC_URL}
        subject = _("%(assembly)s: changes in your agenda") % {"assembly": str(assembly) or "Yishiting 议事厅"}
        return EmailMessage(one_line(subject), render_to_string("programme/mail/changes.txt", words), to=[address])


def _news(changes: Sequence[SessionChange]) -> list[Differences]:
    of_session: dict[int, list[SessionChange]] = defaultdict(list)
    for change in changes:
        of_session[change.session_id].append(change)
    sessions = Session.objects.select_related("room").filter(pk__in=of_session).order_by("begins_at", "slug")
    compared = (differences(each, of_session[each.pk]) for each in sessions)
    return [each for each in compared if each]
