"""Whole random numbers that are the same on every machine and with every version of numpy.

Numpy promises that the raw 64-bit output of PCG64 stays as it is, but not that the distributions built on it do.
So the sample draws raw numbers and makes everything else of them with whole-number arithmetic: no rounding of
floating-point numbers, which may differ in the last digit between machines, can turn a vote.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Integers = NDArray[np.int64]
    Shape = int | tuple[int, ...]

UNIT = 100
"""Positions, logits and standard deviations are counted in hundredths."""

CERTAIN = 10_000
"""Probabilities are counted in ten-thousandths."""

_WIDEST_LOGIT = 8 * UNIT
_HALF_WORD = np.uint64(32)


@dataclass(frozen=True)
class Dice:
    """One stream of whole random numbers; the order of calls is part of the result."""

    bits: np.random.PCG64

    @classmethod
    def named(cls, seed: int, *names: str) -> Dice:
        """Give each purpose a stream of its own, so that a draw more in one changes nothing in another."""
        digest = sha256("/".join((str(seed), *names)).encode()).digest()
        return cls(np.random.PCG64(np.random.SeedSequence(int.from_bytes(digest, "big"))))

    def below(self, bound: int, shape: Shape) -> Integers:
        """Draw whole numbers 0 <= number < `bound`, all alike; `bound` is at most 2^32.

        The upper 32 bits times the bound, divided by 2^32: no chance is off by more than bound / 2^32.
        """
        upper = self.bits.random_raw(shape) >> _HALF_WORD
        numbers: Integers = ((upper * np.uint64(bound)) >> _HALF_WORD).astype(np.int64)
        return numbers

    def bell(self, spread: int, shape: tuple[int, ...]) -> Integers:
        """Draw whole numbers around 0 with standard deviation `spread`, bell-shaped, none beyond 6 spreads.

        The sum of twelve even draws from [0, 1) has variance 12 · 1/12 = 1 (Irwin and Hall) and needs no logarithm.
        """
        steps: Integers = self.below(CERTAIN, (12, *shape)).sum(axis=0) - 6 * CERTAIN
        return steps * spread // CERTAIN

    def shuffled(self, values: Integers) -> Integers:
        """Return the values in random order, all orders alike."""
        in_new_order: Integers = values[np.argsort(self.bits.random_raw(len(values)), kind="stable")]
        return in_new_order

    def which(self, weights: Integers) -> Integers:
        """Draw a column for each row of `weights`, shape (n, k), with chances as its weights."""
        ceilings = weights.cumsum(axis=1) * CERTAIN // weights.sum(axis=1, keepdims=True)
        drawn: Integers = (self.below(CERTAIN, len(weights))[:, None] >= ceilings).sum(axis=1)
        return drawn


def logistic(logits: Integers) -> Integers:
    """Turn logits in hundredths into probabilities in ten-thousandths, 1 / (1 + exp(-logit)), any shape.

    Beyond ±8 the logit is cut: nobody is surer than 9,997 in 10,000.
    """
    chances: Integers = _logistic_table()[np.clip(logits, -_WIDEST_LOGIT, _WIDEST_LOGIT) + _WIDEST_LOGIT]
    return chances


@cache
def _logistic_table() -> Integers:
    # Decimal arithmetic rounds correctly by its specification; the exp of a machine's mathematics library need not.
    exact = Context(prec=20)
    odds = (exact.exp(exact.divide(Decimal(-logit), UNIT)) for logit in range(-_WIDEST_LOGIT, _WIDEST_LOGIT + 1))
    table = np.array([int(exact.divide(CERTAIN, 1 + odd).to_integral_value()) for odd in odds], dtype=np.int64)
    table.setflags(write=False)
    return table
