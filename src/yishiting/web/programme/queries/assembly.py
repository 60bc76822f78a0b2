"""The one assembly of this installation."""

from __future__ import annotations

from django.db.models import Exists, Q
from django.db.models.functions import Now

from yishiting.web.deliberation.models import Deliberation, Phase
from yishiting.web.exhibition.models import Exhibitor
from yishiting.web.press.models import Addressee, Release
from yishiting.web.programme.models import PUBLIC, Assembly, Session


def current_assembly() -> Assembly:
    """Give the assembly; before it has been set up, an unsaved one with nothing but its number.

    ``shows_programme`` and the like say whether there is anything yet to which the head of every page could lead. They
    are read along, because every page needs the assembly: asking by themselves they would cost each page a query.
    """
    return Assembly.objects.filter(pk=1).annotate(**_what_it_shows()).first() or Assembly(pk=1)


def _what_it_shows() -> dict[str, Exists | Q]:
    opened = Deliberation.objects.filter(forum__is_published=True).exclude(phase=Phase.DRAFT)
    # The press room is there for questions from the moment that somebody is there to answer them. The database's own
    # clock is good enough for that; which releases may be seen is asked with the moment of the request.
    issued = Release.objects.filter(Q(embargo_until=None) | Q(embargo_until__lte=Now()), issued_at__lte=Now())
    return {
        "shows_programme": Exists(Session.objects.filter(PUBLIC).order_by()),
        "shows_questions": Exists(opened.order_by()),
        "shows_press": Exists(issued.order_by()) | Exists(Addressee.objects.order_by()),
        "shows_exhibition": Exists(Exhibitor.objects.filter(is_published=True).order_by()),
    }
