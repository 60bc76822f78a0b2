"""Take in a file of delegations and seats, exactly as its preview showed it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.people.actions.constituencies import hold_values
from yishiting.web.people.actions.delegations import change_delegation
from yishiting.web.people.actions.invitations import TWO_WEEKS, Guest, a_seat, prepare
from yishiting.web.people.errors import PlanChangedError
from yishiting.web.people.importing.plan import make_plan
from yishiting.web.people.mail import send_invitations
from yishiting.web.people.models import Delegation, Invitation, Membership, Participant, Tier
from yishiting.web.people.rules import seed_of
from yishiting.web.people.uploads import take_upload

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from yishiting.web.people.importing.plan import Plan, PlannedDelegation, PlannedSeat
    from yishiting.web.people.models import Account, Upload


@dataclass(frozen=True)
class Imported:
    """What was done, and the links that it made: their tokens are known here and nowhere else."""

    plan: Plan
    links: tuple[tuple[Invitation, str], ...]
    n_mails: int = 0


@transaction.atomic
def import_delegations(
    *, upload: Upload, by: Account, fingerprint: str, by_mail: bool = False, now: datetime
) -> Imported:
    """Make and change what the preview with this fingerprint showed; lines with faults are left out.

    ``by_mail`` writes to each new guest who has an address: the mails are in the outbox together with what they tell,
    or not at all.

    Raises `AlreadyImportedError` for the second of two confirmations, and `PlanChangedError`, with everything as it
    was, when the same file would by now do something else.
    """
    plan = make_plan(take_upload(upload), now)
    if plan.fingerprint != fingerprint:
        raise PlanChangedError
    belonging = [value for each in plan.delegations for value in each.belongs.values()]
    if len(hold_values(belonging)) < len(belonging):
        raise PlanChangedError
    _make([each for each in plan.delegations if each.change == "new"], now)
    for each in plan.delegations:
        if each.standing is not None and each.differences:
            values = list(each.belongs.values())
            change_delegation(delegation=each.standing, by=by, name=each.name, constituencies=values)
    links = _make_links([seat for seat in plan.seats if seat.change == "new"], by, now)
    n_mails = send_invitations(links) if by_mail else 0
    _rename([seat for seat in plan.seats if seat.change == "changed"])
    counts = {f"{name}_{change}": n for name, count in plan.counts.items() for change, n in count.items()}
    record_act(by=by, what=What.DELEGATIONS_IMPORTED, details=counts, now=now)
    return Imported(plan, links, n_mails)


def _make(planned: list[PlannedDelegation], now: datetime) -> None:
    made = Delegation.objects.bulk_create(Delegation(slug=each.slug, name=each.name, made_at=now) for each in planned)
    participants = Participant.objects.bulk_create(
        Participant(tier=Tier.DELEGATION, delegation=each, seed=seed_of("delegation", each.slug), made_at=now)
        for each in made
    )
    Membership.objects.bulk_create(
        Membership(participant=participant, kind_id=value.kind_id, constituency=value)
        for participant, each in zip(participants, planned, strict=True)
        for value in each.belongs.values()
    )


def _make_links(seats: list[PlannedSeat], by: Account, now: datetime) -> tuple[tuple[Invitation, str], ...]:
    delegations = Delegation.objects.in_bulk({seat.slug for seat in seats}, field_name="slug")
    made = [
        prepare(
            by=by,
            gives=a_seat(delegations[seat.slug], seat.title),
            guest=Guest(seat.name, seat.email),
            valid_for=TWO_WEEKS,
            now=now,
        )
        for seat in seats
    ]
    Invitation.objects.bulk_create([invitation for invitation, _ in made])
    return tuple(made)


def _rename(seats: Iterable[PlannedSeat]) -> None:
    for seat in seats:
        if seat.standing is not None:
            seat.standing.title = seat.title
            seat.standing.save(update_fields=["title"])
