"""Look an action up in the table: allowed, or in which way refused."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from django.utils import timezone

from yishiting.web.comments.models import Comment
from yishiting.web.deliberation.models import Deliberation, Phase, Statement
from yishiting.web.exhibition.models import Exhibit, Exhibitor
from yishiting.web.permissions.table import SEE, TABLE
from yishiting.web.press.models import Question, Release
from yishiting.web.programme.models import Document, Forum, Session

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from django.db.models import Model

    from yishiting.web.permissions.actor import Actor
    from yishiting.web.permissions.roles import Role
    from yishiting.web.permissions.table import Grant, Kind


class Decision(Enum):
    """What the table says."""

    ALLOWED = "allowed"
    HIDDEN = "hidden"  # they may not know that the thing is there: 404
    NOT_NOW = "not now"  # their role may, but not in this phase or status: 409
    SIGN_IN = "sign in"  # nobody is signed in: to the sign-in page
    FORBIDDEN = "forbidden"  # 403


@dataclass(frozen=True)
class Case:
    """What the table is asked about: who it is, seen from the thing, and in which state the thing is."""

    roles: AbstractSet[Role]
    is_signed_in: bool
    phase: Phase | None = None  # of everything but the site
    status: str | None = None  # of a statement, a question or a comment


KINDS: dict[Kind, type[Model]] = {
    "forum": Forum,
    "session": Session,
    "deliberation": Deliberation,
    "statement": Statement,
    "release": Release,
    "question": Question,
    "exhibitor": Exhibitor,
    "exhibit": Exhibit,
    "comment": Comment,
}


def decide(action: str, actor: Actor, thing: Model | None = None) -> Decision:
    """Decide about one action; a thing of the wrong kind is an error of ours, never a permission.

    A document is its session's: who sees or changes the one sees or changes the other.
    Of an action on the site the thing says nothing: whoever holds a role anywhere holds it there.
    """
    kind = TABLE[action].on
    if kind == "site":
        return look_up(action, Case(actor.roles_on(None), actor.account is not None))
    thing = thing.session if isinstance(thing, Document) else thing
    if not isinstance(thing, KINDS[kind]):
        raise TypeError(f"`{action}` is done to a {kind}, got {type(thing).__name__}")
    status = str(thing.status) if isinstance(thing, Statement | Question | Comment) else None
    return look_up(action, Case(actor.roles_on(thing), actor.account is not None, phase_of(thing), status))


def may(action: str, actor: Actor, thing: Model | None = None) -> bool:
    """Tell whether an action is allowed: for templates that offer it, and for lists."""
    return decide(action, actor, thing) is Decision.ALLOWED


def look_up(action: str, case: Case) -> Decision:
    """Read the table."""
    row = TABLE[action]
    mine = [grant for grant in row.grants if grant.roles & case.roles]
    if any(_holds(grant, case) for grant in mine):
        return Decision.ALLOWED
    see = SEE.get(row.on)
    if see is not None and (action == see or look_up(see, case) is not Decision.ALLOWED):
        return Decision.HIDDEN
    if mine:
        return Decision.NOT_NOW
    return Decision.FORBIDDEN if case.is_signed_in else Decision.SIGN_IN


def phase_of(thing: Model | None) -> Phase | None:
    """Give the phase that counts for a thing. Nothing of an unpublished forum has begun."""
    if isinstance(thing, Statement):
        return phase_of(thing.deliberation)
    if isinstance(thing, Comment):
        return phase_of(thing.release or thing.exhibit)
    if isinstance(thing, Deliberation):
        return Phase(thing.phase) if thing.forum.is_published else Phase.DRAFT
    if isinstance(thing, Release):
        return _phase_of_release(thing)
    if isinstance(thing, Question):
        return Phase.OPEN
    is_public = _is_public(thing)
    return None if is_public is None else Phase.OPEN if is_public else Phase.DRAFT


def _is_public(thing: Model | None) -> bool | None:
    """Tell whether everybody may see a thing that is either shown or not; `None` for what is no such thing."""
    if isinstance(thing, Forum | Exhibitor):
        return thing.is_published
    return thing.is_public if isinstance(thing, Session | Exhibit) else None


def _phase_of_release(release: Release) -> Phase:
    if not release.is_public_at(timezone.now()):
        return Phase.DRAFT
    return Phase.OPEN if release.withdrawn_at is None else Phase.CLOSED


def _holds(grant: Grant, case: Case) -> bool:
    in_phase = case.phase is None or case.phase in grant.during
    return in_phase and (case.status is None or grant.having is None or case.status in grant.having)
