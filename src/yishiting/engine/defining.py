"""Statements that tell a group from everybody else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yishiting.engine.results import DefiningStatement

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yishiting.engine.results import Support

    Floats = NDArray[np.float64]

MOST_DEFINING = 5


def defining_statements(support: Support) -> tuple[tuple[DefiningStatement, ...], ...]:
    """For each group, the statements on which it differs most surely from the people outside it.

    Ranked by how far the near end of the difference's 90 % interval is from nought; statements whose interval
    holds nought are left out. A single group has none.
    """
    rows = list(support.rows("group"))
    if len(rows) < 2:
        return ((),) * len(rows)
    people = np.array([support.sets[row].n_people for row in rows], dtype=np.float64)
    half_width = (support.high[rows] - support.low[rows]) / 2
    return tuple(_of_group(group, people, support.share[rows], half_width**2) for group in range(len(rows)))


def _of_group(group: int, people: Floats, share: Floats, half_width_squared: Floats) -> tuple[DefiningStatement, ...]:
    others = np.delete(np.arange(len(people)), group)
    mix = people[others] / max(people[others].sum(), 1.0)
    outside = mix @ share[others]
    difference = share[group] - outside
    half = np.sqrt(half_width_squared[group] + (mix**2) @ half_width_squared[others])
    surely = np.abs(difference) - half
    best = [int(s) for s in np.argsort(-np.round(surely, 9), kind="stable")[:MOST_DEFINING] if surely[s] > 0]
    return tuple(
        DefiningStatement(
            statement=s,
            agrees=bool(difference[s] > 0),
            share=float(share[group, s]),
            share_others=float(outside[s]),
            difference=float(difference[s]),
            low=float(max(difference[s] - half[s], -1.0)),
            high=float(min(difference[s] + half[s], 1.0)),
        )
        for s in best
    )
