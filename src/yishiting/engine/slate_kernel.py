"""The compiled inner loop of the method of equal shares: what each candidate would cost its supporters."""

from __future__ import annotations

from typing import Any

import numpy as np

from yishiting.engine.kernels import compiled


@compiled
def prices(approves: Any, weights: Any, budgets: Any, poorest_first: Any, out: Any) -> None:
    """Smallest ρ with Σ weight × min(budget, ρ) = 1 for each candidate, infinite where no ρ is enough.

    ``approves`` is (n_candidates, n_people); ``poorest_first`` orders people by budget. A person of weight w
    counts as w people with equal budgets. Whoever has less than ρ pays all they have.
    """
    for candidate in range(approves.shape[0]):
        supports = approves[candidate]
        left = 0.0
        for person in range(supports.shape[0]):
            if supports[person]:
                left += weights[person]
        owed, out[candidate] = 1.0, np.inf
        for at in range(poorest_first.shape[0]):
            person = poorest_first[at]
            if not supports[person]:
                continue
            # Equal up to rounding: supporters whose whole budgets add up to one unit can buy.
            if owed <= budgets[person] * left * (1.0 + 1e-9):
                out[candidate] = owed / left
                break
            owed -= budgets[person] * weights[person]
            left -= weights[person]
