"""What a forum's page at the desk shows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from yishiting.web.deliberation.models import Statement
from yishiting.web.permissions.decision import may
from yishiting.web.programme.queries.desk_programme import BY_TIME

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from yishiting.web.deliberation.models import Deliberation
    from yishiting.web.permissions.actor import Actor
    from yishiting.web.programme.models import Forum, Host, Session


@dataclass(frozen=True)
class ForumDesk:
    """A forum's deliberations and sessions in every state, and what this person may do with the forum."""

    hosts: QuerySet[Host]
    deliberations: QuerySet[Deliberation]
    sessions: QuerySet[Session]
    may_change: bool
    may_publish: bool
    may_delete: bool
    may_make: bool
    may_make_sessions: bool


def forum_desk(forum: Forum, actor: Actor) -> ForumDesk:
    """Read a forum's page at the desk."""
    waiting = Count("statements", Q(statements__status=Statement.Status.WAITING))
    return ForumDesk(
        forum.hosts.all(),
        forum.deliberations.annotate(n_waiting=waiting).order_by("order", "pk"),
        forum.sessions.select_related("forum", "room").order_by(*BY_TIME),
        may_change=may("forum.change", actor, forum),
        may_publish=may("forum.publish", actor, forum),
        may_delete=may("forum.make", actor),
        may_make=may("deliberation.make", actor, forum),
        may_make_sessions=may("session.make", actor, forum),
    )
