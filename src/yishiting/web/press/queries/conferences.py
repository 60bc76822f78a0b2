"""Press conferences: sessions that are called so, or for which questions were asked."""

from __future__ import annotations

from datetime import datetime, time
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q

from yishiting.web.content import interface_languages
from yishiting.web.press.models import Question
from yishiting.web.programme.models import PUBLIC, Session

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from yishiting.web.programme.models import Assembly

# The kind of a session is written freely.
_SAYS_SO = ("press", "media briefing", "发布会", "记者", "媒体")


def press_conferences() -> QuerySet[Session]:
    """List those that everybody may see, by time; ``has_questions`` says where something was asked and accepted."""
    asked = Question.objects.filter(session=OuterRef("pk")).exclude(status__in=("waiting", "rejected", "withdrawn"))
    found = _public().annotate(has_questions=Exists(asked))
    return found.filter(_is_called_so() | Q(has_questions=True))


def sessions_to_ask_for(assembly: Assembly, now: datetime) -> tuple[list[Session], list[Session]]:
    """Give the sessions of today and later for which one can ask: press conferences, and the others."""
    zone = ZoneInfo(assembly.time_zone)
    midnight = datetime.combine(now.astimezone(zone).date(), time(), zone)
    to_come = _public().filter(ends_at__gte=midnight, is_cancelled=False)
    called_so = list(to_come.filter(_is_called_so()))
    mine = {each.pk for each in called_so}
    return called_so, [each for each in to_come if each.pk not in mine]


def _public() -> QuerySet[Session]:
    return Session.objects.filter(PUBLIC).defer("about").order_by("begins_at", "slug")


def _is_called_so() -> Q:
    places = [f"kind__texts__{code}__icontains" for code in interface_languages()]
    return reduce(or_, (Q(**{place: words}) for place in places for words in _SAYS_SO))
