"""Delegations: made and changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.people.actions.constituencies import set_memberships
from yishiting.web.people.models import Delegation, Participant, Tier
from yishiting.web.people.rules import seed_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from yishiting.web.content import Content
    from yishiting.web.people.models import Account, Constituency


@transaction.atomic
def make_delegation(
    *, by: Account | None, name: Content, slug: str, constituencies: Iterable[Constituency] = (), now: datetime
) -> Delegation:
    """Make a delegation and the participant as which it answers; at most one constituency of each kind."""
    delegation = Delegation.objects.create(slug=slug, name=name, made_at=now)
    participant = Participant.objects.create(
        tier=Tier.DELEGATION, delegation=delegation, seed=seed_of("delegation", slug), made_at=now
    )
    set_memberships(participant=participant, constituencies=constituencies)
    record_act(by=by, what=What.DELEGATION_MADE, thing=slug, now=now)
    return delegation


@transaction.atomic
def change_delegation(
    *, delegation: Delegation, by: Account, name: Content, constituencies: Iterable[Constituency]
) -> None:
    """Change a delegation's name and constituencies; its short name stays, other things point at it."""
    delegation.name = name
    delegation.save(update_fields=["name"])
    set_memberships(participant=delegation.participant, constituencies=constituencies)
    record_act(by=by, what=What.DELEGATION_CHANGED, thing=delegation.slug)
