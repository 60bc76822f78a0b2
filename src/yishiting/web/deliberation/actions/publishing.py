"""Publishing a result: asked for at the desk, done by the worker, one publication of a deliberation at a time."""

from __future__ import annotations

import logging
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from yishiting.web.deliberation.models import Deliberation, Phase, PublicationJob, PublishedResult, ResultFile
from yishiting.web.desk.actions.acts import What, record_act
from yishiting.web.permissions.refusal import NotNowError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from yishiting.web.people.models import Account

PUBLISHABLE = frozenset({Phase.CLOSED, Phase.PUBLISHED})
State = PublicationJob.State
Failure = PublicationJob.Failure
# A publication that takes its worker down with it, as for want of memory, would do so at every start.
MOST_TRIES = 3
# A worker that was killed leaves its claim behind; no publication takes so long.
CLAIM_LASTS = timedelta(minutes=10)

_log = logging.getLogger(__name__)


class LostClaimError(RuntimeError):
    """Somebody else has taken over the publication, or the deliberation was opened again: nothing was stored."""


@transaction.atomic
def publish_result(*, deliberation: Deliberation, by: Account | None, now: datetime) -> PublicationJob:
    """Ask for a result to be published; while one is under way, that one is meant. Raises `NotNowError`."""
    fresh = Deliberation.objects.select_for_update().get(pk=deliberation.pk)
    if fresh.phase not in PUBLISHABLE:
        raise NotNowError("deliberation.publish", fresh)
    known = {"asked_by": by, "asked_at": now}
    unfinished = PublicationJob.objects.filter(state__in=PublicationJob.UNFINISHED)
    job, is_new = unfinished.get_or_create(deliberation=fresh, defaults=known)
    if is_new:
        record_act(by=by, what=What.RESULT_ASKED_FOR, thing=fresh, now=now)
    return job


def claim_publication(*, now: datetime) -> PublicationJob | None:
    """Take the publication that waits longest; of several workers one gets it.

    One that was begun `MOST_TRIES` times and never ended is given up.
    """
    abandoned = Q(state=State.RUNNING, claimed_at__lt=now - CLAIM_LASTS)
    waiting = PublicationJob.objects.filter(Q(state=State.WAITING) | abandoned).order_by("pk")
    for job in waiting.select_related("deliberation__forum", "asked_by"):
        mine = PublicationJob.objects.filter(pk=job.pk, state=job.state, claimed_at=job.claimed_at)
        if job.tries >= MOST_TRIES:
            if mine.update(state=State.FAILED, finished_at=now, failure=Failure.GAVE_UP):
                _log.error("%s (%s) was cut off %d times: given up", job.reference, job.deliberation.slug, MOST_TRIES)
        elif mine.update(state=State.RUNNING, claimed_at=now, tries=job.tries + 1):
            job.state, job.claimed_at, job.tries = State.RUNNING, now, job.tries + 1
            return job
    return None


def release_publications() -> None:
    """Let what an earlier worker had begun wait again: called once, when the worker starts."""
    PublicationJob.objects.filter(state=State.RUNNING).update(state=State.WAITING, claimed_at=None)


@transaction.atomic
def store_publication(
    *, job: PublicationJob, result: PublishedResult, files: Iterable[ResultFile], now: datetime
) -> PublishedResult:
    """Store a result with its files and finish its job, together or not at all. Raises `LostClaimError`."""
    mine = PublicationJob.objects.filter(pk=job.pk, state=State.RUNNING, claimed_at=job.claimed_at)
    closed = Deliberation.objects.filter(pk=job.deliberation_id, phase__in=PUBLISHABLE)
    if not mine.update(state=State.DONE, finished_at=now) or not closed.update(phase=Phase.PUBLISHED):
        raise LostClaimError(f"the publication of {job.deliberation.slug} is no longer ours")
    result.save(force_insert=True)
    for file in files:
        file.result = result
    ResultFile.objects.bulk_create(files)
    PublicationJob.objects.filter(pk=job.pk).update(result=result)
    return result


def fail_publication(*, job: PublicationJob, failure: PublicationJob.Failure, now: datetime) -> None:
    """Say at the desk why there is no result; asking again is possible."""
    mine = PublicationJob.objects.filter(pk=job.pk, state=State.RUNNING, claimed_at=job.claimed_at)
    mine.update(state=State.FAILED, finished_at=now, failure=failure)
