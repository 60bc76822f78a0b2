"""A published result in each forum, really computed once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from django.utils import timezone

from yishiting.web.deliberation.actions.bulk_votes import store_votes
from yishiting.web.deliberation.analysis.publication import publish
from yishiting.web.deliberation.models import PublicationJob, ResultFile, Statement
from yishiting.web.people.models import Participant, Tier

if TYPE_CHECKING:
    from tests.web.cast import Cast
    from yishiting.web.deliberation.models import Deliberation

_PEOPLE = 24
PUBLISHED = ("own-published", "others-published", "hidden-published")


def publish_results(cast: Cast) -> None:
    """Let people answer in the first deliberation, publish its result, and copy that into the others."""
    first, *others = (cast.deliberations[name] for name in PUBLISHED)
    first.is_matrix_public = True
    first.save()
    _answer(first)
    job = PublicationJob.objects.create(deliberation=first, state=PublicationJob.State.RUNNING)
    result = publish(job, timezone.now())
    files = list(ResultFile.objects.filter(result=result))
    for deliberation in others:
        result.pk, result.deliberation = None, deliberation
        result.save()
        ResultFile.objects.bulk_create(_copies(files, result.pk))


def _copies(files: list[ResultFile], result: int) -> list[ResultFile]:
    for each in files:
        each.pk, each.result_id = None, result
    return files


def _answer(deliberation: Deliberation) -> None:
    people = Participant.objects.bulk_create(
        Participant(tier=Tier.OPEN, cookie_key=f"published-{number}", seed=number) for number in range(_PEOPLE)
    )
    statements = list(deliberation.statements.filter(status=Statement.Status.ACCEPTED))
    values = np.random.default_rng(0).choice([-1, 0, 1, 1], (_PEOPLE, len(statements)))
    now = timezone.now()
    store_votes(
        deliberation=deliberation,
        votes=[
            (person.pk, statement.pk, int(values[row, column]), now)
            for row, person in enumerate(people)
            for column, statement in enumerate(statements)
        ],
    )
