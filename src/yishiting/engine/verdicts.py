"""From support to verdicts by the rule, and how near each verdict was to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yishiting.engine.results import Support
    from yishiting.engine.rule import Rule, Verdict


@dataclass(frozen=True)
class Judgement:
    """Per statement: the verdict, whether a tiny change could turn it, and the sets that keep it from consensus."""

    verdicts: tuple[Verdict, ...]
    is_borderline: NDArray[np.bool_]
    blocking: tuple[tuple[int, ...], ...]


def judge(support: Support, rule: Rule) -> Judgement:
    """Apply the rule to every statement."""
    deciding = np.array([row for row, people in enumerate(support.sets) if people.counts], dtype=np.int64)
    # A decision is a figure against its threshold: (passes, distance to the threshold).
    supported = support.p_supported[deciding] - rule.confidence
    opposed = support.p_opposed[0] - rule.confidence
    width = support.high[0] - support.low[0] - rule.widest_interval
    verdicts = [_verdict(supported[:, s] >= 0, opposed[s] >= 0, width[s] > 0) for s in range(len(width))]
    nudges = (-rule.tolerance, rule.tolerance)
    borderline = np.zeros(len(width), dtype=bool)
    for nudge in nudges:
        nudged = [
            _verdict(supported[:, s] + nudge >= 0, opposed[s] + nudge >= 0, width[s] + nudge > 0)
            for s in range(len(width))
        ]
        borderline |= np.array([new != old for new, old in zip(nudged, verdicts, strict=True)], dtype=bool)
    return Judgement(
        tuple(verdicts),
        borderline,
        tuple(tuple(deciding[supported[:, s] < 0].tolist()) for s in range(len(width))),
    )


def _verdict(passes: NDArray[np.bool_], is_opposed: np.bool_, is_wide: np.bool_) -> Verdict:
    """Verdict of one statement; ``passes`` starts with "overall"."""
    if passes.all():
        return "consensus"
    if passes[0]:
        return "broad_support"
    if is_opposed:
        return "opposed"
    return "not_enough_votes" if is_wide else "divided"


def votes_wanted(support: Support, rule: Rule) -> NDArray[np.int64]:
    """How many more votes would narrow overall support's 90 % interval to the rule's widest.

    The width falls about with the root of the number of votes, so (width / widest)² times as many are needed.
    """
    width = support.high[0] - support.low[0]
    cast = (support.n_agree + support.n_disagree)[0]
    wanted = np.ceil(np.maximum(cast, 1) * ((width / rule.widest_interval) ** 2 - 1))
    result: NDArray[np.int64] = np.where(width > rule.widest_interval, np.maximum(wanted, 1), 0).astype(np.int64)
    return result
