"""An adversary who knows every parameter, and how dots are scattered, looks at the map: answers stay open.

Statements' parameters can be learned by answering, margins are published, and the code is public; only the key is not.
The adversary weighs every ballot there could be, by the margins before the map and by Bayes' rule after it.
"""

from __future__ import annotations

import gzip
import re
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

import numpy as np
import pytest

from tests.web.deliberation.polls import clock, make_poll, two_camps
from tests.web.deliberation.test_publishing import published
from yishiting.engine import VoteTable, analyse
from yishiting.engine.layout import N_CHANNELS
from yishiting.report import MapFrame
from yishiting.web.deliberation.analysis.live import LiveDeliberation
from yishiting.web.deliberation.analysis.scattering import (
    LEAST_DRAWN,
    Scatter,
    grid_levels,
    grid_steps,
    scattered,
)
from yishiting.web.deliberation.models import Deliberation, LiveResult, Phase, PublishedResult
from yishiting.web.deliberation.stored_placer import read_placer

if TYPE_CHECKING:
    from collections.abc import Callable

    from numpy.typing import NDArray

    from tests.web.deliberation.polls import Poll
    from yishiting.engine import Analysis

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

NO_VOTE = 9
N_STATEMENTS = 6
# What the map may tell of one ballot, on average: where somebody stands, in two bits, of the ten or more that a ballot
# of six statements has.
MOST_BITS = 2.0
MOST_FOUND = 0.05  # of ballots, above those that the margins alone find
KEY = b"known to the server only"


@dataclass(frozen=True)
class Revision:
    """One state of a result, and the map that is shown of it."""

    votes: Integers
    analysis: Analysis
    shown: Floats
    spread: Floats

    @classmethod
    def of(cls, votes: Integers, previous: Analysis | None = None, *, is_exact: bool = False) -> Revision:
        analysis, shown = shown_of(table_of(votes), previous)
        spread = analysis.map.people[np.isfinite(shown).all(axis=1)].std(axis=0)
        return cls(votes, analysis, analysis.map.people if is_exact else shown, spread)

    @property
    def own_steps(self) -> Floats:
        """The steps of the grids of those whose votes these are."""
        return grid_steps(grid_levels(self.analysis.map.people_sd[: len(self.votes)], self.spread))


def shown_of(table: VoteTable, previous: Analysis | None = None) -> tuple[Analysis, Floats]:
    analysis = analyse(table, previous=previous)
    return analysis, scattered(analysis.map, table, Scatter(KEY, np.arange(table.n_participants))).people


def table_of(votes: Integers) -> VoteTable:
    rows, columns = np.nonzero(votes != NO_VOTE)
    return VoteTable.from_arrays(rows, columns, votes[rows, columns])


def people_with_few_answers(n_people: int, seed: int = 0) -> Integers:
    votes = two_camps(n_people, N_STATEMENTS, seed, share=0.6)
    passes = np.random.default_rng(seed + 1).random(votes.shape) < 0.1
    votes = np.where((votes != NO_VOTE) & passes, 0, votes)
    votes[(votes != NO_VOTE).sum(axis=1) < 2, :2] = 1
    return votes


BALLOTS = np.array(list(product((NO_VOTE, -1, 0, 1), repeat=N_STATEMENTS)))[1:]


def prior(votes: Integers) -> Floats:
    """How likely each ballot is by the public margins."""
    chances = np.ones(len(BALLOTS))
    for statement in range(N_STATEMENTS):
        for value in (NO_VOTE, -1, 0, 1):
            share = ((votes[:, statement] == value).sum() + 0.5) / (len(votes) + 2)
            chances[BALLOTS[:, statement] == value] *= share
    result: Floats = chances / chances.sum()
    return result


def places_of_ballots(analysis: Analysis) -> tuple[Floats, Floats]:
    """Where each ballot would stand, and how uncertain that is."""
    people, plane = analysis.model.placing(table_of(BALLOTS)).fitted.people, analysis.map.plane
    noise = people.covariances[:, N_CHANNELS:, N_CHANNELS:]
    return people.means[:, N_CHANNELS:] @ plane, np.sqrt(np.einsum("ia,nij,ja->na", plane, noise, plane))


@dataclass(frozen=True)
class Adversary:
    """What the maps of some revisions make of every ballot; everything about each revision is known but the key."""

    revisions: list[Revision]
    places: Floats  # (n_revisions, n_ballots, 2)
    steps: Floats  # (n_revisions, n_ballots, 2)

    @classmethod
    def of(cls, revisions: list[Revision]) -> Adversary:
        places, steps = [], []
        for revision in revisions:
            stands, sd = places_of_ballots(revision.analysis)
            places.append(stands)
            steps.append(grid_steps(grid_levels(sd, revision.spread)))
        return cls(revisions, np.array(places), np.array(steps))

    def by_grids(self, person: int) -> Floats:
        """How likely the dots of one person are for each ballot, shape (n_ballots,), if the maps are scattered."""
        shown = self._dots(person)
        if not np.isfinite(shown).all():
            return np.ones(len(BALLOTS))
        return self._along(shown, 0) * self._along(shown, 1)

    def by_places(self, person: int) -> Floats:
        """The same for somebody who takes a dot for the place itself."""
        return _near(self._dots(person)[:1] - self.places[:1].swapaxes(0, 1))

    def by_movements(self, person: int) -> Floats:
        """The same for somebody who looks only at how far a dot has moved from one map to the next."""
        return _near(np.diff(self._dots(person), axis=0) - np.diff(self.places, axis=0).swapaxes(0, 1))

    def _dots(self, person: int) -> Floats:
        return np.array([revision.shown[person] for revision in self.revisions])

    def _along(self, shown: Floats, axis: int) -> Floats:
        # The unknown lie of a grid is summed over: every phase, and the one shift that the first dot leaves.
        steps, phases = self.steps[:, :, axis], np.arange(32) / 32 + 1 / 64
        cells = np.floor((self.places[:, :, axis] / steps)[..., None] + phases)
        shifts = (shown[:, axis, None] / steps)[..., None] - cells + phases - 0.5
        fits = np.abs(shifts[0]) <= 0.5
        for later, step in zip(shifts[1:], steps[1:], strict=True):
            fits &= (step != steps[0])[:, None] | (np.abs(later - shifts[0]) < 1e-6)
        exact = fits.mean(axis=1) / steps[0]
        # A placed ballot stands some thousandths beside the fitted one: nothing is impossible.
        likely: Floats = 0.97 * exact + 0.03 / (steps[0] * 6)
        return likely


def _near(off: Floats) -> Floats:
    """Weigh ballots by how far off they are, shape (n_ballots, n_maps, 2); what is unknown tells nothing."""
    furthest = np.nan_to_num(np.abs(off)).max(axis=(1, 2), initial=0.0)
    weights: Floats = np.exp(-0.5 * (furthest / 5e-3) ** 2) + 1e-6
    return weights


@dataclass(frozen=True)
class Outcome:
    """What an attack brings: bits about a ballot on average, and the shares of ballots found with and without maps."""

    bits: float
    found: float
    found_by_margins: float


def attack(revisions: list[Revision]) -> Outcome:
    """Give what the best of three ways of looking at the maps brings."""
    adversary = Adversary.of(revisions)
    ways = (adversary.by_grids, adversary.by_places, adversary.by_movements)
    return max((_attack(revisions[0].votes, way) for way in ways), key=lambda outcome: outcome.bits)


def _attack(votes: Integers, likelihood: Callable[[int], Floats]) -> Outcome:
    before, bits, found, known = prior(votes), [], [], []
    for person in few_answers(votes):
        mine = int(np.flatnonzero((votes[person] == BALLOTS).all(axis=1))[0])
        after = before * likelihood(person)
        after /= after.sum()
        bits.append(np.log2(after[mine] / before[mine]))
        found.append(int(after.argmax()) == mine)
        known.append(int(before.argmax()) == mine)
    return Outcome(float(np.mean(bits)), float(np.mean(found)), float(np.mean(known)))


def few_answers(votes: Integers) -> list[int]:
    n_answers = (votes != NO_VOTE).sum(axis=1)
    return np.flatnonzero((n_answers >= 2) & (n_answers <= 8)).tolist()


@pytest.mark.parametrize("n_people", [40, 150])
def test_the_map_tells_hardly_more_about_a_ballot_than_the_margins(n_people: int) -> None:
    found = attack([Revision.of(people_with_few_answers(n_people))])

    assert found.bits < MOST_BITS
    assert found.found <= found.found_by_margins + MOST_FOUND


def test_the_same_adversary_reads_ballots_from_a_map_of_exact_places() -> None:
    found = attack([Revision.of(people_with_few_answers(150), is_exact=True)])

    assert found.bits > 3 * MOST_BITS
    assert found.found > found.found_by_margins + 5 * MOST_FOUND


def test_looking_again_and_again_tells_no_more(revisions: list[Revision]) -> None:
    # Others answer meanwhile, so that every place moves a little from one revision to the next.
    moved = np.abs(revisions[-1].analysis.map.people[:100] - revisions[0].analysis.map.people[:100])
    assert np.median(moved) > 0.02

    found = attack(revisions)

    assert found.bits < MOST_BITS
    assert found.found <= found.found_by_margins + MOST_FOUND


@pytest.fixture(scope="module")
def revisions() -> list[Revision]:
    """Eight states of one result: the first hundred people stay as they are, ten others come each time."""
    votes = people_with_few_answers(180)
    found: list[Revision] = []
    for n_people in range(100, 180, 10):
        found.append(Revision.of(votes[:n_people], found[-1].analysis if found else None))
    return [replace(each, votes=votes[:100], shown=each.shown[:100]) for each in found]


def test_a_dot_moves_by_whole_steps_or_not_at_all(revisions: list[Revision]) -> None:
    first, last = revisions[0], revisions[-1]
    same_grid = first.own_steps == last.own_steps

    n_steps = ((last.shown - first.shown) / first.own_steps)[same_grid]

    assert same_grid.sum() > 50
    assert np.allclose(n_steps, np.round(n_steps), atol=1e-6, equal_nan=True)
    assert (np.round(n_steps) == 0).mean() > 0.5


def test_nobody_is_drawn_before_they_have_answered_some_and_nobody_before_ten_have() -> None:
    votes = two_camps(40, 20, share=1.0)
    votes[:6, LEAST_DRAWN - 1 :] = NO_VOTE
    fewer = votes.copy()
    fewer[9:, LEAST_DRAWN - 1 :] = NO_VOTE

    drawn, drawn_of_fewer = (np.isfinite(shown_of(table_of(each))[1]).all(axis=1) for each in (votes, fewer))

    assert drawn.tolist() == [False] * 6 + [True] * 34
    assert not drawn_of_fewer.any()


@pytest.mark.django_db
def test_no_picture_holds_anybodys_exact_place() -> None:
    poll = make_poll(two_camps(40, 12), phase=Phase.OPEN)
    LiveDeliberation.of(poll.deliberation).keep_up(poll.deliberation, clock())
    live = LiveResult.objects.get()
    Deliberation.objects.update(phase=Phase.CLOSED)
    poll.deliberation.refresh_from_db()
    result = published(poll)
    report = gzip.decompress(bytes(result.files.get(name="report-en.html").content)).decode()

    pictures: list[tuple[LiveResult | PublishedResult, str]] = [
        (live, live.sections["en"]["map"]),
        (result, result.sections["en"]["map"]),
        (result, report),
    ]
    for stored, picture in pictures:
        dots = _dots_across(picture)
        exact = _exact_places_across(poll, stored)
        met = np.abs(exact[:, None] - dots).min(axis=1) < 0.15
        assert len(dots) == len(exact) == 40
        assert met.mean() < 0.2
        assert stored.analysis["participants"] is None


def _dots_across(picture: str) -> Floats:
    """Where the marks of people stand, from left to right: their paths begin at their left edge."""
    paths = " ".join(re.findall(r'class="people [^"]*" d="([^"]*)"', picture))
    circles = re.findall(r"M([-\d.]+) [-\d.]+a([\d.]+)", paths)
    triangles = re.findall(r"M([-\d.]+) [-\d.]+h([\d.]+)", paths)
    return np.array(
        [float(x) + float(radius) for x, radius in circles] + [float(x) + float(width) / 2 for x, width in triangles]
    )


def _exact_places_across(poll: Poll, stored: LiveResult | PublishedResult) -> Floats:
    placer, frame = read_placer(bytes(stored.placer)), MapFrame.from_dict(stored.sections["en"]["frame"])
    places = []
    for participant in poll.participants:
        votes = list(participant.votes.values_list("statement__number", "value"))
        places.append(placer.place([number for number, _ in votes], [value for _, value in votes]).position)
    across: Floats = frame.frame.on_drawing(np.array(places))[:, 0]
    return across
