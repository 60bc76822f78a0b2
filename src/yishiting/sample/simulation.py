"""One deliberation, simulated: who took part, what they think, and what they answered."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from yishiting.sample.design import DELIBERATIONS, load_deliberation, load_people
from yishiting.sample.errors import InvalidSampleSettingError
from yishiting.sample.opinions import form_opinions
from yishiting.sample.people import assemble_people
from yishiting.sample.voting import cast_votes

if TYPE_CHECKING:
    from yishiting.sample.design import DeliberationDesign
    from yishiting.sample.opinions import Opinions
    from yishiting.sample.people import People
    from yishiting.sample.voting import CastVotes

GENERATOR_VERSION = "1"
"""Raised whenever the same seed gives other files than before: by a change of code, of words or of loadings."""


@dataclass(frozen=True)
class SampleSettings:
    """What the user of the generator chooses.

    Parameters
    ----------
    n_people : int from 100 to 100,000
        The same people take part in every deliberation.
    seed : int >= 0
        The same seed and `GENERATOR_VERSION` give the same bytes on any machine.
    deliberations : tuple of str
        Names out of `DELIBERATIONS`.
    """

    n_people: int = 1200
    seed: int = 1
    deliberations: tuple[str, ...] = DELIBERATIONS


@dataclass(frozen=True, eq=False)
class Simulation:
    """One simulated deliberation, with the truth behind its votes."""

    design: DeliberationDesign
    people: People
    opinions: Opinions
    votes: CastVotes
    seed: int


def simulate(settings: SampleSettings) -> tuple[Simulation, ...]:
    """Simulate the deliberations that were asked for, in the order in which they were named.

    Raises
    ------
    InvalidSampleSettingError
        A number is out of its range, or a deliberation is unknown or named twice.
    """
    if not settings.deliberations or len(set(settings.deliberations)) < len(settings.deliberations):
        said = ", ".join(settings.deliberations) or "none"
        raise InvalidSampleSettingError(f"`deliberations` must name one or more, each once, got {said}")
    people = assemble_people(load_people(), settings.n_people, settings.seed)
    return tuple(_simulate_one(load_deliberation(name), people, settings.seed) for name in settings.deliberations)


def _simulate_one(design: DeliberationDesign, people: People, seed: int) -> Simulation:
    opinions = form_opinions(design, people, seed)
    return Simulation(design, people, opinions, cast_votes(design, opinions, seed), seed)
