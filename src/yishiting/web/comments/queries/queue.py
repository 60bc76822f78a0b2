"""Comments at the desk: what waits, what was reported, what was decided last."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, Q

from yishiting.web.comments.models import Comment, Commenter, Decision, Report
from yishiting.web.comments.subject import Subject
from yishiting.web.exhibition.models import Exhibit
from yishiting.web.permissions.decision import may
from yishiting.web.press.models import Release

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from yishiting.web.permissions.actor import Actor

Status = Comment.Status
WAITING, REPORTED = "waiting", "reported"
PLACES = (WAITING, REPORTED, Status.ACCEPTED, Status.REJECTED, Status.REMOVED)
_MOST_DECIDED = 5


@dataclass(frozen=True)
class Wanted:
    """Which comments are asked for: those in one place, held for one reason, on one thing; "" for any."""

    place: str = WAITING
    reason: str = ""
    subject: Subject | None = None


@dataclass(frozen=True)
class Batch:
    """What was decided together: how many comments, what became of them, and for which reason."""

    first: Decision
    n: int
    is_undoing: bool


@dataclass(frozen=True)
class AuthorSoFar:
    """What became of everything that one author wrote."""

    n_public: int
    n_against: int
    n_waiting: int


@dataclass(frozen=True)
class Counts:
    """How many comments wait for somebody at the desk."""

    n_waiting: int
    n_reported: int

    @property
    def is_nothing(self) -> bool:
        """Whether nothing waits."""
        return not (self.n_waiting or self.n_reported)


def moderates(actor: Actor) -> bool:
    """Tell whether somebody decides about comments: in the assembly; a comment belongs to no forum."""
    return may("comment.desk", actor, Comment(author=Commenter()))


def queue(wanted: Wanted, actor: Actor) -> QuerySet[Comment]:
    """Give comments, those that have waited longest first; of those already decided the latest first."""
    found = Comment.objects.filter(_place(wanted.place)) if moderates(actor) else Comment.objects.none()
    if wanted.reason:
        found = found.filter(reason=wanted.reason)
    if wanted.subject is not None:
        found = found.filter(**wanted.subject.where)
    order = {WAITING: ("made_at", "pk"), REPORTED: ("-n_reports", "made_at", "pk")}
    return _with_names(found).order_by(*order.get(wanted.place, ("-decided_at", "-pk")))


def reports_on(comments: list[Comment]) -> dict[int, list[Report]]:
    """Give the open reports on comments, the earliest first."""
    found: dict[int, list[Report]] = {}
    for report in Report.objects.filter(comment__in=comments, settled_at=None).order_by("pk"):
        found.setdefault(report.comment_id, []).append(report)
    return found


def waiting_counts(actor: Actor) -> Counts:
    """Count what waits for somebody, and what was reported."""
    if not moderates(actor):
        return Counts(0, 0)
    waits, reported = _place(WAITING), _place(REPORTED)
    found = Comment.objects.filter(waits | reported)
    counts = found.aggregate(n_waiting=Count("pk", filter=waits), n_reported=Count("pk", filter=reported))
    return Counts(**counts)


def held_counts(actor: Actor) -> dict[str, int]:
    """Count what waits by the reason for which it was held."""
    if not moderates(actor):
        return {}
    rows = Comment.objects.filter(_place(WAITING)).order_by().values_list("reason").annotate(n=Count("pk"))
    return dict(rows)


def last_batches(actor: Actor) -> list[Batch]:
    """Give what was decided last and not taken back, the latest first."""
    if not moderates(actor):
        return []
    standing = Decision.objects.filter(undone_by=None, undoes=None).exclude(batch="")
    keys = standing.order_by("-pk").values_list("batch", flat=True)[: 40 * _MOST_DECIDED]
    return _batches(list(dict.fromkeys(keys))[:_MOST_DECIDED])


def batch_named(key: str, actor: Actor) -> Batch | None:
    """Give what was decided with one press of a button, unless there is no such batch."""
    return next(iter(_batches([key])), None) if key.isalnum() and moderates(actor) else None


def about_author(author: Commenter) -> AuthorSoFar:
    """Count what became of an author's comments."""
    counts = author.comments.aggregate(
        n_public=Count("pk", filter=Q(status=Status.ACCEPTED)),
        n_against=Count("pk", filter=Q(status__in=(Status.REJECTED, Status.REMOVED))),
        n_waiting=Count("pk", filter=Q(status=Status.WAITING)),
    )
    return AuthorSoFar(**counts)


def subject_named(asked: Mapping[str, str]) -> Subject | None:
    """Give the thing that an address names by ``release`` or ``exhibit``, if there is one."""
    of_release, of_exhibit = (asked.get(name, "").replace("\0", "")[:80] for name in ("release", "exhibit"))
    if of_release:
        release = Release.objects.filter(slug=of_release).first()
        return Subject(release) if release else None
    exhibit = Exhibit.objects.filter(slug=of_exhibit).select_related("exhibitor").first()
    return Subject(exhibit) if exhibit else None


def _batches(keys: list[str]) -> list[Batch]:
    found: dict[str, list[Decision]] = {}
    decisions = Decision.objects.filter(batch__in=keys).select_related("comment__release", "comment__exhibit", "by")
    for decision in decisions.order_by("pk"):
        found.setdefault(decision.batch, []).append(decision)
    there = [found[key] for key in keys if key in found]
    return [Batch(each[0], len(each), each[0].undoes_id is not None) for each in there]


def _place(place: str) -> Q:
    if place == REPORTED:
        return Q(status=Status.ACCEPTED, n_reports__gt=0)
    return Q(status=place if place in PLACES else WAITING)


def _with_names(found: QuerySet[Comment]) -> QuerySet[Comment]:
    return found.select_related("author__account", "release", "exhibit__exhibitor", "parent")
