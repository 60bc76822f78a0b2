"""What waits for the press desk."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Count, Q

from yishiting.web.press.models import Question
from yishiting.web.press.queries.accreditation import n_waiting_accreditations

Status = Question.Status


@dataclass(frozen=True)
class PressWaiting:
    """Requests for accreditation, questions to look at, answers to write down and to publish."""

    n_accreditations: int
    n_questions: int
    n_to_write: int
    n_to_publish: int

    @property
    def is_nothing(self) -> bool:
        """Whether nothing waits."""
        return not (self.n_accreditations or self.n_questions or self.n_to_write or self.n_to_publish)


def press_waiting() -> PressWaiting:
    """Read it, in two queries."""
    counts = Question.objects.aggregate(
        n_questions=Count("pk", Q(status=Status.WAITING)),
        n_to_write=Count("pk", Q(status=Status.ACCEPTED, heard_at__isnull=False)),
        n_to_publish=Count("pk", Q(status=Status.ANSWERED)),
    )
    return PressWaiting(n_waiting_accreditations(), **counts)
