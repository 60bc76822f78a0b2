"""What changed between two published results of a deliberation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from yishiting.web.content import Content
from yishiting.web.deliberation.models import PublishedResult, Statement

if TYPE_CHECKING:
    from yishiting.web.deliberation.models import Deliberation

# Support that moved by less than this is called the same: the published figures are no more certain than that.
WORTH_TELLING = 0.05


@dataclass(frozen=True)
class StandingThen:
    """What one result says of a statement; shares in whole percent."""

    verdict: str
    share: int
    low: int
    high: int


@dataclass(frozen=True)
class Changed:
    """One statement with what two results say of it; `None` where it was not among the statements."""

    number: int
    text: Content
    before: StandingThen | None
    after: StandingThen | None

    @property
    def has_other_verdict(self) -> bool:
        """Whether the verdict is another one."""
        return self.before is not None and self.after is not None and self.before.verdict != self.after.verdict

    @property
    def points(self) -> int:
        """By how many points support rose, or fell below zero."""
        return self.after.share - self.before.share if self.before and self.after else 0


def changes(deliberation: Deliberation, earlier: int, later: int) -> list[Changed]:
    """List statements that came, went, or whose verdict or support changed: other verdicts first, then the furthest."""
    before, after = (_standings(deliberation, number) for number in (earlier, later))
    texts = dict(Statement.objects.filter(deliberation=deliberation).order_by().values_list("number", "text"))
    pairs = (
        Changed(number, texts.get(number, Content()), before.get(number), after.get(number))
        for number in sorted(before.keys() | after.keys())
    )
    told = [pair for pair in pairs if _is_worth_telling(pair)]
    return sorted(told, key=lambda pair: (not pair.has_other_verdict, -abs(pair.points), pair.number))


def _is_worth_telling(pair: Changed) -> bool:
    has_come_or_gone = pair.before is None or pair.after is None
    return has_come_or_gone or pair.has_other_verdict or abs(pair.points) >= 100 * WORTH_TELLING


def _standings(deliberation: Deliberation, number: int) -> dict[int, StandingThen]:
    results = PublishedResult.objects.filter(deliberation=deliberation, number=number).order_by()
    statements, support = results.values_list("analysis__statements", "analysis__support").get()
    columns = (statements["ids"], statements["verdicts"], *(support[name][0] for name in ("share", "low", "high")))
    return {row[0]: _standing(*row[1:]) for row in zip(*columns, strict=True)}


def _standing(verdict: str, *shares: Any) -> StandingThen:  # noqa: ANN401 - figures out of JSON
    return StandingThen(verdict, *(round(100 * float(share)) for share in shares))
