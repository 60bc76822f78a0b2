"""What waits for somebody at the desk."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from yishiting.web.comments.queries.queue import moderates, waiting_counts
from yishiting.web.deliberation.models import ANSWERING, Deliberation, Phase, PublicationJob, Statement
from yishiting.web.deliberation.rules import is_past
from yishiting.web.people.models import Invitation
from yishiting.web.people.queries.desk import waiting_mails
from yishiting.web.permissions.decision import may
from yishiting.web.press.queries.waiting import press_waiting

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.comments.queries.queue import Counts
    from yishiting.web.permissions.actor import Actor
    from yishiting.web.press.queries.waiting import PressWaiting

SOON = timedelta(days=3)


@dataclass(frozen=True)
class Invitations:
    """Links that were made and not used."""

    n_unused: int
    n_expiring: int


@dataclass(frozen=True)
class Waiting:
    """What waits, the things first that nobody else will see to.

    ``deliberations`` is everything this person has at the desk, with ``n_waiting`` statements each; the rest are the
    same deliberations, picked out for a reason. ``invitations``, ``n_mails``, ``comments`` and ``press`` are `None`
    for who may not see them.
    """

    deliberations: list[Deliberation]
    with_statements: list[Deliberation]
    late: list[Deliberation]
    closing: list[Deliberation]
    to_publish: list[Deliberation]
    jobs: list[PublicationJob]
    invitations: Invitations | None
    n_mails: int | None
    comments: Counts | None
    press: PressWaiting | None

    @property
    def is_nothing(self) -> bool:
        """Whether nothing waits at all."""
        lists = (self.with_statements, self.late, self.closing, self.to_publish, self.jobs)
        others_wait = any(each is not None and not each.is_nothing for each in (self.comments, self.press))
        return not any(lists) and not (self.invitations and self.invitations.n_unused) and not others_wait


def waiting_for(actor: Actor, now: datetime) -> Waiting:
    """Read what waits for somebody, of what they may do."""
    deliberations = my_deliberations(actor)
    jobs = _jobs(deliberations)
    busy = {job.deliberation_id for job in jobs if job.state in PublicationJob.UNFINISHED}
    return Waiting(
        deliberations,
        with_statements=[each for each in deliberations if each.n_waiting],  # type: ignore[attr-defined] # annotated
        late=[each for each in deliberations if _is_late(each, now)],
        closing=[each for each in deliberations if _is_closing(each, now)],
        to_publish=[each for each in deliberations if each.phase == Phase.CLOSED and each.pk not in busy],
        jobs=jobs,
        invitations=_invitations(now) if may("desk.see_people", actor) else None,
        n_mails=waiting_mails().count() if may("desk.see_outbox", actor) else None,
        comments=waiting_counts(actor) if moderates(actor) else None,
        press=press_waiting() if may("press.see_desk", actor) else None,
    )


def my_deliberations(actor: Actor) -> list[Deliberation]:
    """List the deliberations at whose desk somebody works, each with how many statements wait."""
    waiting = Count("statements", Q(statements__status=Statement.Status.WAITING))
    every = Deliberation.objects.select_related("forum").annotate(n_waiting=waiting)
    return [each for each in every.order_by("forum", "order", "pk") if may("deliberation.desk", actor, each)]


def _is_late(deliberation: Deliberation, now: datetime) -> bool:
    return deliberation.phase == Phase.DRAFT and is_past(deliberation.opens_at, now)


def _is_closing(deliberation: Deliberation, now: datetime) -> bool:
    return deliberation.phase in ANSWERING and is_past(deliberation.closes_at, now + SOON)


def _jobs(deliberations: list[Deliberation]) -> list[PublicationJob]:
    """Give the last publication job of each deliberation, unless it went well."""
    mine = PublicationJob.objects.filter(deliberation__in=[each.pk for each in deliberations])
    last: dict[int, PublicationJob] = {}
    for job in mine.select_related("deliberation").order_by("-pk"):
        last.setdefault(job.deliberation_id, job)
    return [job for job in last.values() if job.state != PublicationJob.State.DONE]


def _invitations(now: datetime) -> Invitations:
    unused = Q(used_at=None, revoked_at=None, expires_at__gt=now)
    counts = Invitation.objects.aggregate(
        n_unused=Count("pk", unused), n_expiring=Count("pk", unused & Q(expires_at__lte=now + SOON))
    )
    return Invitations(**counts)
