"""What people think: a place on an invented plane for each, and the chance that they agree with a statement.

For person *p* and statement *s*, in hundredths::

    logit P(agree) = appeal_s + x_s · X_p + y_s · Y_p + tendency_p
    (X_p, Y_p) = centre of p's current + leaning of p's category and region + a bell-shaped rest

It is the engine's own model with two dimensions, so the engine can in principle find all that was put in. Which
current a person belongs to is drawn: its share, raised or lowered by how far the person's leaning points its way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yishiting.sample.dice import UNIT, Dice, logistic

if TYPE_CHECKING:
    from yishiting.sample.design import DeliberationDesign
    from yishiting.sample.dice import Integers
    from yishiting.sample.people import People

_TENDENCY_SPREAD = 40  # some people agree more readily than others
_REGION_SPREAD = 12  # regions lean by chance alone: nobody's opinion about real regions stands in the data
_LEANING_WEIGHT = 50  # a leaning of .25 towards a current 1.2 away raises the chance of belonging to it by 60 %
_LOWEST_WEIGHT = 10  # percent: no leaning shuts anybody out of a current


@dataclass(frozen=True, eq=False)
class Opinions:
    """The truth behind simulated votes.

    ``current`` has shape (n_people,): positions in the design's currents; ``positions`` (n_people, 2), hundredths of
    a unit; ``chances`` (n_people, n_statements), the chance of agreeing rather than disagreeing, in ten-thousandths.
    """

    current: Integers
    positions: Integers
    chances: Integers


def form_opinions(design: DeliberationDesign, people: People, seed: int) -> Opinions:
    """Draw everybody's place on the plane, and from it the chances of agreement."""
    dice = Dice.named(seed, "opinions", design.name)
    leanings = _leanings(design, people, dice)
    current = dice.which(_current_weights(design, leanings))
    spreads = np.array([each.spread for each in design.currents])[current]
    rest = dice.bell(UNIT, (len(people), 2)) * spreads[:, None] // UNIT
    positions = _centres(design)[current] + leanings + rest
    tendency = dice.bell(_TENDENCY_SPREAD, (len(people),))
    appeal = np.array([statement.appeal for statement in design.statements])
    directions = np.array([(statement.x, statement.y) for statement in design.statements])
    logits = appeal + positions @ directions.T // UNIT + tendency[:, None]
    return Opinions(current, positions, logistic(logits))


def _leanings(design: DeliberationDesign, people: People, dice: Dice) -> Integers:
    total = np.zeros((len(people), 2), dtype=np.int64)
    for kind in people.design.kinds:
        by_chance = dice.bell(_REGION_SPREAD, (len(kind.values), 2))
        written = [design.leanings.get(value.key) for value in kind.values]
        leanings = np.array([by_chance[place] if said is None else said for place, said in enumerate(written)])
        total += leanings[people.constituency[kind.column]]
    return total


def _centres(design: DeliberationDesign) -> Integers:
    return np.array([(current.x, current.y) for current in design.currents], dtype=np.int64)


def _current_weights(design: DeliberationDesign, leanings: Integers) -> Integers:
    shares = np.array([current.share for current in design.currents], dtype=np.int64)
    tilt = 100 + leanings @ _centres(design).T // _LEANING_WEIGHT
    weights: Integers = shares * np.maximum(tilt, _LOWEST_WEIGHT)
    return weights
