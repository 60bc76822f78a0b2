"""From support to verdicts by the rule, and how near each verdict was to another."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yishiting.engine.support import NORMAL_90, WIDENING

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
    # Each figure less its threshold; a statement that nobody answered is too wide whatever the prior says.
    supported = support.p_supported[deciding] - rule.confidence
    opposed = support.p_opposed[0] - rule.confidence
    width = support.high[0] - support.low[0] - rule.widest_interval
    unanswered = (support.n_agree + support.n_disagree)[0] == 0

    def verdicts(nudge: float) -> tuple[Verdict, ...]:
        passes, is_opposed, is_wide = supported + nudge >= 0, opposed + nudge >= 0, width + nudge > 0
        return tuple(
            "not_enough_votes" if unanswered[s] else _verdict(passes[:, s], is_opposed[s], is_wide[s])
            for s in range(len(width))
        )

    found = verdicts(0.0)
    nudged = zip(verdicts(-rule.tolerance), found, verdicts(rule.tolerance), strict=True)
    return Judgement(
        found,
        np.array([len(set(three)) > 1 for three in nudged], dtype=bool),
        tuple(tuple(deciding[(supported[:, s] < 0) | unanswered[s]].tolist()) for s in range(len(width))),
    )


def _verdict(passes: NDArray[np.bool_], is_opposed: np.bool_, is_wide: np.bool_) -> Verdict:
    """Verdict of one answered statement; ``passes`` starts with "overall"."""
    if passes.all():
        return "consensus"
    if passes[0]:
        return "broad_support"
    if is_opposed:
        return "opposed"
    return "not_enough_votes" if is_wide else "divided"


def votes_wanted(support: Support, rule: Rule) -> NDArray[np.int64]:
    """How many more answers would narrow overall support's 90 % interval to the rule's widest, nearly.

    On the logit scale an answer adds p (1 − p) / `WIDENING`² to what is known, the interval's sd σ says how much
    is known already (1 / σ²), and narrowing it k times takes k² as much.
    """
    share, width = support.share[0], support.high[0] - support.low[0]
    within = share * (1 - share)
    sd = width / (2 * NORMAL_90 * within)
    missing = ((width / rule.widest_interval) ** 2 - 1) / sd**2
    # Rounded first, so that a last digit does not ask for one more.
    more = np.ceil(np.round(WIDENING**2 * missing / within, 6))
    is_open = (width > rule.widest_interval) | ((support.n_agree + support.n_disagree)[0] == 0)
    result: NDArray[np.int64] = np.where(is_open, np.maximum(more, 1), 0).astype(np.int64)
    return result
