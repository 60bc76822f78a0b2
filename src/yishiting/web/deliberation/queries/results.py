"""Results as pages show them: the sections that the worker has written, and one's own place in them."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar, cast

from django.utils.safestring import SafeString
from django.utils.translation import get_language

from yishiting.report import ResultSections, own_place
from yishiting.web.deliberation.models import LiveResult, PublicationJob, PublishedResult, Statement, Vote
from yishiting.web.deliberation.stored_placer import read_placer

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from datetime import datetime

    from django.db.models import QuerySet

    from yishiting.engine import Placer
    from yishiting.report import OwnPlace
    from yishiting.web.deliberation.models import Deliberation
    from yishiting.web.people.models import Participant

Value = TypeVar("Value")

_HEAD = ("pk", "made_at", "n_votes", "n_participants", "input_hash", "engine_version")


@dataclass(frozen=True)
class ResultHead:
    """What identifies one state of a result; ``number`` is a live one's revision or a published one's number."""

    kind: str
    pk: int
    made_at: datetime
    n_votes: int
    n_participants: int
    input_hash: str
    engine_version: str
    number: int

    @property
    def state(self) -> tuple[str, int, int, str]:
        """Equal for equal contents."""
        return self.kind, self.pk, self.number, self.made_at.isoformat()


@dataclass(frozen=True)
class ShownResult:
    """A result in the reader's language, with the reader's own place in it where they have answered."""

    head: ResultHead
    sections: ResultSections
    own: OwnPlace | None


def live_head(deliberation: Deliberation) -> ResultHead | None:
    """Tell which revision there is, without reading it."""
    row = LiveResult.objects.filter(deliberation=deliberation).values_list(*_HEAD, "revision").first()
    return ResultHead("live", *row) if row else None


def published_heads(deliberation: Deliberation) -> list[ResultHead]:
    """List the published results, the latest first."""
    rows = PublishedResult.objects.filter(deliberation=deliberation).order_by("-number")
    return [ResultHead("published", *row) for row in rows.values_list(*_HEAD, "number")]


def shown_result(deliberation: Deliberation, head: ResultHead, voter: Participant | None) -> ShownResult:
    """Read a result for one reader."""
    votes = own_votes_by_number(deliberation, voter)
    sections = _sections(head)
    if not votes:
        return ShownResult(head, sections, None)
    given = list(votes.items())
    placer = placer_of(head)
    place = placer.place([number for number, _value in given], [value for _number, value in given])
    known = set(placer.statement_ids.tolist())
    n_answers = sum(1 for number, value in given if value and number in known)
    return ShownResult(head, sections, own_place(sections.frame, place, n_answers, sections.language))


def own_votes_by_number(deliberation: Deliberation, voter: Participant | None) -> dict[int, int]:
    """Give somebody's votes on standing statements by the statements' numbers."""
    if voter is None:
        return {}
    votes = Vote.objects.filter(
        participant=voter, statement__deliberation=deliberation, statement__status=Statement.Status.ACCEPTED
    )
    return dict(votes.values_list("statement__number", "value"))


def placer_of(head: ResultHead) -> Placer:
    """Give what places one person in a result; kept in memory by the process until there is a newer one."""
    return _KEPT.get(("placer", *head.state), lambda: _read_placer(head))


def all_statements(head: ResultHead) -> SafeString:
    """Give the table of all statements, which the report has written and escaped."""
    html: str = _KEPT.get(("statements", get_language(), *head.state), lambda: _column(head, "statements"))
    return SafeString(html)  # written by the report's templates, which escape, and read from our own table


def title_of_all_statements(head: ResultHead) -> str:
    """Give the heading of that table."""
    return _sections(head).titles["all"]


def publication_jobs(deliberation: Deliberation) -> QuerySet[PublicationJob]:
    """List what was asked to be published, the latest first."""
    jobs = PublicationJob.objects.filter(deliberation=deliberation).select_related("asked_by", "result")
    return jobs.defer("result__analysis", "result__sections", "result__placer")


def _sections(head: ResultHead) -> ResultSections:
    return _KEPT.get(("sections", get_language(), *head.state), lambda: ResultSections.from_dict(_column(head, "")))


def _column(head: ResultHead, part: str) -> Any:  # noqa: ANN401 - a piece of JSON
    """Read one language's part of the stored sections: the database hands over no more than is asked for."""
    path = "__".join(["sections", get_language() or "en", *([part] if part else [])])
    return _stored(head).values_list(path, flat=True).get()


def _read_placer(head: ResultHead) -> Placer:
    return read_placer(_stored(head).values_list("placer", flat=True).get())


def _stored(head: ResultHead) -> QuerySet[Any]:
    if head.kind == "live":
        return LiveResult.objects.filter(pk=head.pk)
    return PublishedResult.objects.filter(pk=head.pk).order_by()


def forget_results() -> None:
    """Read anew at the next page: for tests, in which the database forgets too."""
    _KEPT.clear()


class _Kept:
    """The last few results that this process has read, for all its threads."""

    def __init__(self, most: int) -> None:
        self._values: OrderedDict[tuple[Hashable, ...], Any] = OrderedDict()
        self._most, self._lock = most, Lock()

    def get(self, key: tuple[Hashable, ...], read: Callable[[], Value]) -> Value:
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return cast("Value", self._values[key])
        value = read()
        with self._lock:
            self._values[key] = value
            while len(self._values) > self._most:
                self._values.popitem(last=False)
        return value

    def clear(self) -> None:
        with self._lock:
            self._values.clear()


_KEPT = _Kept(24)
