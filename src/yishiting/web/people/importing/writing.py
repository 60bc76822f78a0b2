"""The same columns as a download: a template to fill in, or everything that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yishiting.formats import table_text
from yishiting.web.people.importing.columns import DELEGATION, NAME_, SEAT_EMAIL, SEAT_NAME, SEAT_TITLE, read_columns
from yishiting.web.people.models import Delegation, Invitation, Seat
from yishiting.web.people.queries.desk import memberships_in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from yishiting.web.people.importing.columns import Columns

_EXAMPLE = {
    DELEGATION: "example-institute",
    NAME_ + "en": "Example Institute",
    NAME_ + "zh-hans": "示例研究所",
    SEAT_NAME: "A. Example",
    SEAT_EMAIL: "a.example@example.org",
    SEAT_TITLE: "head of delegation",
}


def template_csv() -> str:
    """Write the first line and one example, with a value of each kind that there is."""
    columns = read_columns()
    values = {kind: next(iter(known.values())).slug for kind, known in columns.values.items() if known}
    return _written(columns, [{**_EXAMPLE, **values}])


def delegations_csv(now: datetime) -> str:
    """Write every delegation, with a line for each seat that is taken or promised."""
    columns = read_columns()
    return _written(columns, _lines(columns, now))


LINK_COLUMNS = (DELEGATION, "delegation_name", SEAT_NAME, SEAT_EMAIL, SEAT_TITLE, "link", "valid_until")


def links_rows(links: Iterable[tuple[Invitation, str]]) -> list[list[str]]:
    """Give a row for each link: all that a letter to its guest needs."""
    return [
        [
            invitation.delegation.slug if invitation.delegation else "",
            str(invitation.delegation.name) if invitation.delegation else "",
            invitation.name,
            invitation.email,
            invitation.title,
            link,
            invitation.expires_at.isoformat(timespec="minutes"),
        ]
        for invitation, link in links
    ]


def links_csv(rows: Iterable[Iterable[str]]) -> str:
    """Write such rows as a table."""
    return table_text(LINK_COLUMNS, rows)


def _written(columns: Columns, lines: Iterable[Mapping[str, str]]) -> str:
    return table_text(columns.names, ([line.get(name, "") for name in columns.names] for line in lines))


def _lines(columns: Columns, now: datetime) -> Iterator[dict[str, str]]:
    seats = _seats(now)
    listed = Delegation.objects.select_related("participant")
    for delegation in listed.prefetch_related(memberships_in_order("participant__")):
        texts = {NAME_ + code: delegation.name.texts.get(code, "") for code in columns.languages}
        belongs = {each.kind.slug: each.constituency.slug for each in delegation.participant.memberships.all()}
        for seat in seats.get(delegation.pk, [{}]):
            yield {DELEGATION: delegation.slug, **texts, **belongs, **seat}


def _seats(now: datetime) -> dict[int, list[dict[str, str]]]:
    found: dict[int, list[dict[str, str]]] = {}
    for seat in Seat.objects.filter(ended_at=None).select_related("account").order_by("pk"):
        line = {SEAT_NAME: seat.account.name, SEAT_EMAIL: seat.account.email or "", SEAT_TITLE: seat.title}
        found.setdefault(seat.delegation_id, []).append(line)
    waiting = Invitation.objects.filter(used_at=None, revoked_at=None, expires_at__gt=now)
    for link in waiting.exclude(delegation=None).order_by("pk"):
        line = {SEAT_NAME: link.name, SEAT_EMAIL: link.email, SEAT_TITLE: link.title}
        found.setdefault(link.delegation_id or 0, []).append(line)
    return found
