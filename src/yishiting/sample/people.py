"""The people who take part: a tier, a stakeholder category and a United Nations regional group for each."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import product
from math import prod
from typing import TYPE_CHECKING

import numpy as np

from yishiting.sample.dice import Dice
from yishiting.sample.errors import InvalidSampleSettingError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from yishiting.sample.design import PeopleDesign
    from yishiting.sample.dice import Integers

FEWEST_PEOPLE = 100
MOST_PEOPLE = 100_000


@dataclass(frozen=True, eq=False)
class People:
    """The same people in every deliberation of a sample.

    ``tier`` has shape (n_people,): positions in the keys of ``design.tiers``. ``constituency`` has, for each column
    of participants.csv, an array of shape (n_people,): positions in the values of that kind.
    """

    design: PeopleDesign
    tier: Integers
    constituency: Mapping[str, Integers]

    def __len__(self) -> int:
        return len(self.tier)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Ids in the order of the arrays: sim-0001, sim-0002 and so on; a number says nothing about its person."""
        width = max(4, len(str(len(self))))
        return tuple(f"sim-{number:0{width}d}" for number in range(1, len(self) + 1))


def assemble_people(design: PeopleDesign, n_people: int, seed: int) -> People:
    """Give every person a place, in random order; each pair of category and region has at least one person.

    Raises
    ------
    InvalidSampleSettingError
        `n_people` is not between 100 and 100,000, or `seed` is below zero.
    """
    _require_settings(n_people, seed)
    dice = Dice.named(seed, "people")
    cells = list(product(*(range(len(kind.values)) for kind in design.kinds)))
    weights = [prod(kind.values[place].share for kind, place in zip(design.kinds, cell, strict=True)) for cell in cells]
    counts = [1 + share for share in apportion(n_people - len(cells), weights)]
    places = np.array(cells, dtype=np.int64)[dice.shuffled(np.repeat(np.arange(len(cells)), counts))]
    tiers = np.repeat(np.arange(len(design.tiers)), apportion(n_people, list(design.tiers.values())))
    columns = {kind.column: places[:, position] for position, kind in enumerate(design.kinds)}
    return People(design, dice.shuffled(tiers), columns)


def apportion(total: int, weights: Sequence[int]) -> list[int]:
    """Divide a whole number by weights, the largest remainders rounded up, the first of equals first.

    Examples
    --------
    >>> apportion(10, [1, 1, 1])
    [4, 3, 3]
    """
    whole = sum(weights)
    counts = [total * weight // whole for weight in weights]
    by_remainder = sorted(range(len(weights)), key=lambda place: -(total * weights[place] % whole))
    for place in by_remainder[: total - sum(counts)]:
        counts[place] += 1
    return counts


def _require_settings(n_people: int, seed: int) -> None:
    if not FEWEST_PEOPLE <= n_people <= MOST_PEOPLE:
        raise InvalidSampleSettingError(f"`people` must be between {FEWEST_PEOPLE} and {MOST_PEOPLE}, got {n_people}")
    if seed < 0:
        raise InvalidSampleSettingError(f"`seed` must be 0 or above, got {seed}")
