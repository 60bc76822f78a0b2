"""Where people are drawn on a map that others see: near their place, so that nobody's answers can be had from a dot.

A place follows from somebody's answers and the statements' parameters, and those anybody can learn by answering. Of
few answers, an exact place leaves one possibility. So:

1. Nobody is drawn before they have agreed or disagreed `LEAST_DRAWN` times, and nobody at all before ten people have.
2. Everybody has a grid of their own, of whose lie only the server knows. Its step fits what is *not* known about them:
   the standard deviation of their place, at most the spread of all on the map. They are drawn at a point that stands
   for the whole cell their place is in; the point is not its middle, but shifted by up to half a step, once for good.
3. So a dot is off by about one such standard deviation, as if drawn from what the answers leave open. It stays while
   its place moves within a cell. Looking again and again averages nothing away, and from one state of the result to
   the next a dot moves by whole steps or not at all: subtracting two states tells no movement.
"""

from __future__ import annotations

import hashlib
import struct
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np

from yishiting.engine.participation import enough_answers, given_answers
from yishiting.web.deliberation.analysis.withholding import FEWEST

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yishiting.engine import VoteTable
    from yishiting.engine.results import OpinionMap

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]
    Truths = NDArray[np.bool_]

VERSION = 1  # of how people are drawn: another number makes live results anew
LEAST_DRAWN = 5
# A uniform place within a cell, shifted by up to half a cell, is off by a sixth of the squared step.
_STEP_PER_SD = 6**0.5
_SMALLEST = 1e-9


@dataclass(frozen=True)
class Scatter:
    """The secret of the grids: ``key``, and ``people`` (n_participants,) numbers that stay theirs, as on the map."""

    key: bytes
    people: Integers

    def lie(self, levels: Integers) -> tuple[Floats, Floats]:
        """Phases of grids in [0, 1) and shifts of points in [-1/2, 1/2), in steps; shapes of ``levels`` (n, 2)."""
        rows = zip(self.people.tolist(), levels.tolist(), strict=True)
        digests = b"".join(
            _digest(self.key, person, axis, level) for person, both in rows for axis, level in enumerate(both)
        )
        drawn = np.frombuffer(digests, dtype=">u4").reshape(-1, 2, 2) / 2.0**32
        return drawn[:, :, 0], drawn[:, :, 1] - 0.5


def _digest(key: bytes, person: int, axis: int, level: int) -> bytes:
    return hashlib.blake2b(struct.pack(">qbh", person, axis, level), key=key, digest_size=8).digest()


def scattered(drawn: OpinionMap, table: VoteTable, scatter: Scatter) -> OpinionMap:
    """Give the map as others may see it: everybody at a point of their own grid, NaN for those who are not drawn."""
    is_drawn, nowhere = _is_drawn(table), np.full_like(drawn.people, np.nan)
    if is_drawn.sum() < FEWEST:
        return replace(drawn, people=nowhere, people_sd=nowhere)
    levels = grid_levels(drawn.people_sd, drawn.people[is_drawn].std(axis=0))
    places = on_grid(drawn.people, levels, *scatter.lie(levels))
    return replace(drawn, people=np.where(is_drawn[:, None], places, nowhere), people_sd=nowhere)


def _is_drawn(table: VoteTable) -> Truths:
    n_answered = len(np.unique(table.statement_index[table.votes != 0]))
    enough: Truths = given_answers(table) >= enough_answers(n_answered, LEAST_DRAWN)
    return enough


def grid_levels(sd: Floats, spread: Floats) -> Integers:
    """Powers of two, so that grids change seldom, in the shape of ``sd`` (n, 2); ``spread`` (2,) is the whole map's."""
    both = 1.0 / np.sqrt(np.maximum(sd, _SMALLEST) ** -2 + np.maximum(spread, _SMALLEST) ** -2)
    return np.asarray(np.round(np.log2(both)), dtype=np.int64)


def grid_steps(levels: Integers) -> Floats:
    """How far apart the points of each grid are."""
    return np.asarray(_STEP_PER_SD * 2.0**levels, dtype=np.float64)


def on_grid(places: Floats, levels: Integers, phase: Floats, shift: Floats) -> Floats:
    """The point of each grid that stands for the cell of a place."""
    steps = grid_steps(levels)
    points: Floats = steps * (np.floor(places / steps + phase) - phase + 0.5 + shift)
    return points
