"""Acts at the desk: found by person, deliberation and day, and written as a table."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import Q
from django.utils.translation import gettext as _

from yishiting.formats import table_text
from yishiting.web.desk.models import Act

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from django.db.models import QuerySet

    from yishiting.web.deliberation.models import Deliberation

# A long read holds up commits where SQLite keeps a rollback journal.
SLICE = 1_000
COLUMNS = ("number", "made_at", "by", "by_number", "what", "thing", "about", "about_number", "details")


@dataclass(frozen=True)
class Wanted:
    """Which acts are asked for; what is empty limits nothing. Days are whole days on the clocks of ``time_zone``."""

    person: str = ""
    deliberation: Deliberation | None = None
    since: date | None = None
    until: date | None = None
    time_zone: str = "UTC"


def acts(wanted: Wanted) -> QuerySet[Act]:
    """Give acts, the latest first, with the accounts that they name."""
    found = Act.objects.select_related("by", "about")
    if wanted.person:
        found = found.filter(_names("by", wanted.person) | _names("about", wanted.person))
    if wanted.deliberation is not None:
        found = found.filter(deliberation=wanted.deliberation)
    if wanted.since is not None:
        found = found.filter(made_at__gte=_midnight(wanted.since, wanted))
    if wanted.until is not None and wanted.until.toordinal() < type(wanted.until).max.toordinal():
        found = found.filter(made_at__lt=_midnight(wanted.until + timedelta(days=1), wanted))
    return found


def acts_csv(wanted: Wanted) -> str:
    """Write acts as a table, the latest first."""
    return table_text(COLUMNS, (_cells(act) for act in _in_slices(acts(wanted))))


def details_in_words(act: Act) -> str:
    """Say what an act's details are, in the reader's language; short names stay as they are."""
    words = {
        "settings": _("settings"),
        "role": _("role"),
        "of": _("of"),
        "gives": _("gives"),
        "statement": _("statement number"),
        "statements": _("statements"),
        "comments": _("comments"),
        "language": _("language"),
        "reason": _("reason"),
        "votes": _("votes"),
        "people": _("people"),
        "messages": _("messages"),
        "embargo_until": _("embargo until"),
        "delegations_new": _("new delegations"),
        "delegations_changed": _("changed delegations"),
        "delegations_unchanged": _("unchanged delegations"),
        "seats_new": _("new seats"),
        "seats_changed": _("changed seats"),
        "seats_unchanged": _("unchanged seats"),
    }
    return "; ".join(f"{words.get(key, key)}: {_in_words(value)}" for key, value in act.details.items())


def _in_words(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _names(role: str, person: str) -> Q:
    return Q(**{f"{role}__name__icontains": person}) | Q(**{f"{role}__email__icontains": person})


def _midnight(day: date, wanted: Wanted) -> datetime:
    return datetime.combine(day, time(), ZoneInfo(wanted.time_zone))


def _in_slices(found: QuerySet[Act]) -> Iterator[Act]:
    before: int | None = None
    while True:
        some = list((found if before is None else found.filter(pk__lt=before))[:SLICE])
        yield from some
        if len(some) < SLICE:
            return
        before = some[-1].pk


def _cells(act: Act) -> tuple[str, ...]:
    details = "; ".join(f"{key}: {_in_words(value)}" for key, value in act.details.items())
    return (
        str(act.pk),
        act.made_at.isoformat(timespec="seconds"),
        str(act.by or ""),
        str(act.by_id or ""),
        act.what,
        act.thing,
        str(act.about or ""),
        str(act.about_id or ""),
        details,
    )
