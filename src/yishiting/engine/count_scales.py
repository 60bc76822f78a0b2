"""How many answers somebody gave or a statement received, on scales that priors can be linear in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]


@dataclass(frozen=True)
class LogCounts:
    """Log of answers received, centred and scaled; outside the range seen it stays at the edge."""

    centre: float
    spread: float
    lowest: float
    highest: float

    @classmethod
    def of(cls, counts: Floats) -> LogCounts:
        """Take the scale from the counts of a table, people counted by weight; equal counts all become 0."""
        logs = np.log1p(counts)
        spread = float(logs.std())
        return cls(float(logs.mean()), spread if spread > 1e-9 else 1.0, float(logs.min()), float(logs.max()))

    def scaled(self, counts: Floats) -> Floats:
        """Scaled logs of ``counts``, about −2 to 2."""
        logs = np.clip(np.log1p(counts), self.lowest, self.highest)
        result: Floats = (logs - self.centre) / self.spread
        return result


@dataclass(frozen=True)
class SaturatingCounts:
    """Answers given, as n / (n + median), centred and scaled; outside the range seen it stays at the edge.

    A first answer tells more of a person's zeal than a hundredth.
    """

    median: float
    centre: float
    spread: float
    lowest: int
    highest: int

    @classmethod
    def of(cls, counts: NDArray[np.int64], weights: Floats) -> SaturatingCounts:
        """Take the scale from the counts of a table, each person by weight; equal counts all become 0."""
        median = weighted_quantile(counts.astype(np.float64), weights, 0.5)
        shares = counts / (counts + median)
        centre = float(np.average(shares, weights=weights))
        spread = float(np.sqrt(np.average((shares - centre) ** 2, weights=weights)))
        return cls(median, centre, spread if spread > 1e-9 else 1.0, int(counts.min()), int(counts.max()))

    def scaled(self, counts: NDArray[np.int64]) -> Floats:
        """Scaled shares, about −2 to 2."""
        inside = np.clip(counts, self.lowest, self.highest)
        result: Floats = (inside / (inside + self.median) - self.centre) / self.spread
        return result


def weighted_quantile(values: Floats, weights: Floats, share: float) -> float:
    """The smallest value at or below which ``share`` of the weight lies."""
    order = np.argsort(values, kind="stable")
    reached = np.cumsum(weights[order]) >= share * weights.sum() * (1 - 1e-12)
    return float(values[order][np.argmax(reached)])
