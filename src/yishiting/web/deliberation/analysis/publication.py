"""Publishing: a cold fit of what stands, people in canonical order, stored as a snapshot that is never changed."""

from __future__ import annotations

import logging
import secrets
from typing import TYPE_CHECKING

import numpy as np

from yishiting.web.deliberation.actions.publishing import (
    claim_publication,
    fail_publication,
    store_publication,
)
from yishiting.web.deliberation.analysis.conversation import (
    Gathered,
    canonical_order,
    conversation_of,
    n_by_tier,
    numbered,
    scatter_of,
)
from yishiting.web.deliberation.analysis.documents import Computed, columns_of
from yishiting.web.deliberation.analysis.files import files_of
from yishiting.web.deliberation.analysis.following import Follower
from yishiting.web.deliberation.analysis.gathering import counted_statements, names_of_constituencies, people_of
from yishiting.web.deliberation.analysis.live import ONE_AT_A_TIME, analysis_of
from yishiting.web.deliberation.analysis.sealing import sealed
from yishiting.web.deliberation.models import PublicationJob, PublishedResult
from yishiting.web.deliberation.queries.enough import missing_for_a_result

if TYPE_CHECKING:
    from datetime import datetime

    from yishiting.web.deliberation.models import Deliberation

_log = logging.getLogger(__name__)


class CannotPublishError(ValueError):
    """There are too few answers for a result."""


def publish_next(now: datetime) -> bool:
    """Do the publication that waits longest; tell whether there was one. What fails says why at the desk."""
    job = claim_publication(now=now)
    if job is None:
        return False
    try:
        with ONE_AT_A_TIME:
            publish(job, now)
    except CannotPublishError:
        fail_publication(job=job, failure=PublicationJob.Failure.TOO_FEW, now=now)
    except Exception:  # noqa: BLE001 - whatever broke, the desk is told and can ask again
        _log.exception("%s: publishing the result of %s failed", job.reference, job.deliberation.slug)
        fail_publication(job=job, failure=PublicationJob.Failure.BROKE, now=now)
    return True


def publish(job: PublicationJob, now: datetime) -> PublishedResult:
    """Compute and store one result. Raises `CannotPublishError`."""
    computed = compute(job.deliberation, now, salt_of(job.deliberation) or secrets.token_hex(16))
    result = PublishedResult(
        deliberation=job.deliberation,
        number=computed.number,
        input_salt=computed.salt,
        published_by=job.asked_by,
        **columns_of(computed),
    )
    return store_publication(job=job, result=result, files=list(files_of(computed)), now=now)


def compute(deliberation: Deliberation, now: datetime, salt: str) -> Computed:
    """Analyse what stands, from nothing: equal votes give the same figures, whoever computes them and when."""
    follower = Follower(deliberation.pk)
    follower.catch_up(now)
    people = people_of(np.unique(follower.ballots.standing().participant).tolist(), deliberation)
    gathered = Gathered(
        deliberation, follower.ballots, counted_statements(deliberation), people, names_of_constituencies()
    )
    by_stand_in = conversation_of(gathered)
    order = canonical_order(by_stand_in)
    conversation = numbered(by_stand_in, order)
    missing = missing_for_a_result(deliberation, n_by_tier(conversation), conversation.table.n_votes)
    if missing:
        raise CannotPublishError(missing)
    return Computed(
        deliberation=deliberation,
        conversation=conversation,
        analysis=analysis_of(gathered, conversation),
        scatter=scatter_of(deliberation, by_stand_in.table.participant_ids[order]),
        input_hash=sealed(conversation.table.fingerprint(), salt),
        moment=now,
        number=next_number(deliberation),
        salt=salt,
    )


def salt_of(deliberation: Deliberation) -> str:
    """Give the salt of the results that there are, "" without any."""
    salts = PublishedResult.objects.filter(deliberation=deliberation).exclude(input_salt="").order_by("number")
    return salts.values_list("input_salt", flat=True).first() or ""


def next_number(deliberation: Deliberation) -> int:
    """Give the number of the result that comes next."""
    last = PublishedResult.objects.filter(deliberation=deliberation).order_by("-number").first()
    return 1 + (last.number if last else 0)
