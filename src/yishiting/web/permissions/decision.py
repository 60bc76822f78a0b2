"""Look an action up in the table: allowed, or in which way refused."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from yishiting.web.deliberation.models import Deliberation, Phase, Statement
from yishiting.web.permissions.table import SEE, TABLE
from yishiting.web.programme.models import Forum

if TYPE_CHECKING:
    from django.db.models import Model

    from yishiting.web.permissions.actor import Actor
    from yishiting.web.permissions.table import Grant


class Decision(Enum):
    """What the table says."""

    ALLOWED = "allowed"
    HIDDEN = "hidden"  # they may not know that the thing is there: 404
    NOT_NOW = "not now"  # their role may, but not in this phase or status: 409
    SIGN_IN = "sign in"  # nobody is signed in: to the sign-in page
    FORBIDDEN = "forbidden"  # 403


def decide(action: str, actor: Actor, thing: Model | None = None) -> Decision:
    """Decide about one action; an action that the table does not know is an error of ours, never a permission."""
    row, roles = TABLE[action], actor.roles_on(thing)
    mine = [grant for grant in row.grants if grant.roles & roles]
    if any(_holds(grant, thing) for grant in mine):
        return Decision.ALLOWED
    if row.on in SEE and action != SEE[row.on] and decide(SEE[row.on], actor, thing) is not Decision.ALLOWED:
        return Decision.HIDDEN
    if row.on in SEE and action == SEE[row.on]:
        return Decision.HIDDEN
    if mine:
        return Decision.NOT_NOW
    return Decision.SIGN_IN if actor.account is None else Decision.FORBIDDEN


def may(action: str, actor: Actor, thing: Model | None = None) -> bool:
    """Tell whether an action is allowed: for templates that offer it, and for lists."""
    return decide(action, actor, thing) is Decision.ALLOWED


def phase_of(thing: Model | None) -> Phase:
    """Give the phase that counts for a thing. Nothing of an unpublished forum has begun."""
    if isinstance(thing, Statement):
        return phase_of(thing.deliberation)
    if isinstance(thing, Deliberation):
        return Phase(thing.phase) if thing.forum.is_published else Phase.DRAFT
    if isinstance(thing, Forum):
        return Phase.OPEN if thing.is_published else Phase.DRAFT
    return Phase.OPEN


def _holds(grant: Grant, thing: Model | None) -> bool:
    if thing is not None and phase_of(thing) not in grant.during:
        return False
    return not isinstance(thing, Statement) or Statement.Status(thing.status) in grant.having
