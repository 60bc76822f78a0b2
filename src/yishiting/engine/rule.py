"""The rule that turns support into a verdict: every threshold is a setting, printed beside each result."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from yishiting.engine.errors import InvalidSettingError

Verdict = Literal["consensus", "broad_support", "opposed", "not_enough_votes", "divided"]
VERDICTS: tuple[Verdict, ...] = get_args(Verdict)


@dataclass(frozen=True)
class Rule:
    """When a statement is called agreed; the wording follows ISO/IEC Guide 2 on consensus.

    Parameters
    ----------
    support_threshold : float in [0.01, 0.99]
        Share of agreement that a set of people must reach.
    opposition_threshold : float in [0.01, 0.99]
        Share of agreement at or below which a statement is opposed.
    confidence : float in [0.5, 0.999]
        Probability with which a threshold must be met.
    worst_off_share : float in [0.01, 1]
        Share of people, the least favourable to a statement, whose mean support is its consensus score.
    minimum_people : int >= 1
        A group or constituency of fewer people has no say of its own in the verdict.
    minimum_share : float in [0, 1]
        The same, as a share of those who took part.
    minimum_delegations : int >= 1
        So many delegations give a set its say whatever its size.
    widest_interval : float in [0.01, 1]
        A 90 % interval of overall support wider than this means "not enough votes".
    fit_on : {"trusted", "everybody"}
        Whose votes shape the model where people have tiers: delegations and verified people, or all alike.
    minimum_model_people : int >= 1
        Delegations and verified people carry the model once there are so many of them.
    tolerance : float in [0, 0.1]
        A probability nearer than this to ``confidence``, or a width nearer than this to ``widest_interval``, makes a
        verdict borderline where it decides.
    """

    support_threshold: float = 2 / 3
    opposition_threshold: float = 1 / 3
    confidence: float = 0.9
    worst_off_share: float = 0.2
    minimum_people: int = 10
    minimum_share: float = 0.05
    minimum_delegations: int = 3
    widest_interval: float = 0.3
    fit_on: Literal["trusted", "everybody"] = "trusted"
    minimum_model_people: int = 30
    tolerance: float = 0.005

    def __post_init__(self) -> None:
        """Refuse settings out of range, naming the first."""
        for name, (low, high) in RANGES.items():
            value = getattr(self, name)
            wanted = int if isinstance(low, int) else float
            if isinstance(value, bool) or not isinstance(value, (int, wanted)):
                kind = "a whole number" if wanted is int else "a number"
                raise InvalidSettingError(f"`{name}` must be {kind}, got {value!r}")
            if not low <= value <= high:
                raise InvalidSettingError(f"`{name}` must be between {low} and {high}, got {value}")
        if self.fit_on not in ("trusted", "everybody"):
            raise InvalidSettingError(f"`fit_on` must be trusted or everybody, got {self.fit_on!r}")
        if self.opposition_threshold >= self.support_threshold:
            raise InvalidSettingError(
                f"`opposition_threshold` must be below `support_threshold` {self.support_threshold}, "
                f"got {self.opposition_threshold}"
            )


_MANY = 2**31
RANGES: dict[str, tuple[float, float]] = {
    "support_threshold": (0.01, 0.99),
    "opposition_threshold": (0.01, 0.99),
    "confidence": (0.5, 0.999),
    "worst_off_share": (0.01, 1.0),
    "minimum_people": (1, _MANY),
    "minimum_share": (0.0, 1.0),
    "minimum_delegations": (1, _MANY),
    "widest_interval": (0.01, 1.0),
    "minimum_model_people": (1, _MANY),
    "tolerance": (0.0, 0.1),
}
