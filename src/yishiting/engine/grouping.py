"""Opinion groups: how many there are, who belongs to which, and how sure that is.

k-means in opinion space from a start that is fixed by the points alone (PCA-Part: Su & Dy, Intelligent Data
Analysis 11, 2007). A number of groups is possible when people keep to their group under the uncertainty of their own
answers, and its centres lie far apart: a logit and a half on a typical statement, or one logit where there is a
gap between the groups. Of the possible numbers, the one wins whose silhouette exceeds most that of a Gaussian cloud
of the same shape, fewer groups when it is close; one group where none is possible.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yishiting.engine.opinion_map import principal_axes
from yishiting.engine.opinion_space import certainties, nearest, squared_distances
from yishiting.engine.participation import at_even_distances
from yishiting.engine.results import GroupTrial

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yishiting.engine.opinion_space import OpinionSpace

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]

MOST_GROUPS = 5
TRIAL_PEOPLE = 5_000
REFERENCE_POINTS = 1_000
FAR = 1.5  # logits: 32 % in one group, 68 % in the other
LEAST_DISTANCE = 1.0  # logits, where the silhouette shows a gap
GAP_GAIN = 0.05  # simulated single clouds stayed below it
LEAST_STABILITY = 0.8
CLOSE_GAIN = 0.02  # of two splits whose silhouettes differ by less, the one with fewer groups
PEOPLE_PER_GROUP = 15
LEAST_GROUP_SHARE = 0.03
LEAST_GROUP_PEOPLE = 5
ROUNDS = 100


@dataclass(frozen=True)
class Grouping:
    """``membership`` (n_people,) is a position in ``centres`` (n_groups, d); ``certainty`` (n_people,) in [0, 1]."""

    centres: Floats
    membership: Integers
    certainty: Floats
    trials: tuple[GroupTrial, ...]


def find_groups(space: OpinionSpace, weights: Floats, informed: NDArray[np.bool_]) -> Grouping:
    """Group everybody by centres learned from ``informed`` people, those who answered enough to tell."""
    chosen = np.flatnonzero(informed)
    chosen = chosen[at_even_distances(len(chosen), TRIAL_PEOPLE)]
    points, mass, noise = space.points[chosen], weights[chosen], space.covariances[chosen]
    one = np.average(space.points, axis=0, weights=weights)[None]
    trials = [_Trial(one, 0.0, 1.0, is_possible=True)]
    most = min(MOST_GROUPS, len(points) // PEOPLE_PER_GROUP)
    cloud = _gaussian_cloud(points, mass) if most > 1 else points
    trials += [_try(points, mass, noise, cloud, n_groups) for n_groups in range(2, most + 1)]
    winner = _choose(trials)
    return Grouping(
        winner.centres,
        nearest(space.points, winner.centres),
        certainties(space.points, space.covariances, winner.centres),
        tuple(GroupTrial(len(t.centres), t.gain, t.stability, t is winner) for t in trials),
    )


@dataclass(frozen=True)
class _Trial:
    centres: Floats
    gain: float
    stability: float
    is_possible: bool


def _try(points: Floats, weights: Floats, noise: Floats, cloud: Floats, n_groups: int) -> _Trial:
    centres = cluster(points, weights, n_groups)
    even = np.ones(len(cloud))
    gain = silhouette(points, weights, centres) - silhouette(cloud, even, cluster(cloud, even, n_groups))
    stability = float(np.average(certainties(points, noise, centres), weights=weights))
    apart = min(np.linalg.norm(centres[i] - centres[j]) for i in range(n_groups) for j in range(i))
    is_apart = apart >= FAR or (apart >= LEAST_DISTANCE and gain >= GAP_GAIN)
    is_possible = bool(is_apart and stability >= LEAST_STABILITY and _all_large(points, weights, centres))
    return _Trial(centres, gain, stability, is_possible)


def _choose(trials: list[_Trial]) -> _Trial:
    """The fewest groups among the possible splits that are about as good as the best; else one group."""
    splits = [trial for trial in trials[1:] if trial.is_possible]
    if not splits:
        return trials[0]
    best = max(trial.gain for trial in splits)
    return next(trial for trial in splits if trial.gain >= best - CLOSE_GAIN)


def cluster(points: Floats, weights: Floats, n_groups: int) -> Floats:
    """Weighted k-means centres (n_groups, d) from a start that depends on the points alone."""
    centres = _first_centres(points, weights, n_groups)
    membership = np.empty(0, dtype=np.int64)
    for _ in range(ROUNDS):
        membership, last = nearest(points, centres), membership
        if np.array_equal(membership, last):
            break
        mass = np.bincount(membership, weights=weights, minlength=n_groups)
        centres = centres.copy()
        for axis in range(points.shape[1]):
            total = np.bincount(membership, weights=weights * points[:, axis], minlength=n_groups)
            centres[:, axis] = np.where(mass > 0, total / np.maximum(mass, 1e-300), centres[:, axis])
    return centres


def _first_centres(points: Floats, weights: Floats, n_groups: int) -> Floats:
    """Split the widest part at its mean across its principal axis until there are enough parts."""
    parts = [np.arange(len(points))]
    while len(parts) < n_groups:
        spreads = [_axis_and_spread(points[part], weights[part]) for part in parts]
        widest = int(np.argmax([spread for _, spread in spreads]))
        part, axis = parts.pop(widest), spreads[widest][0]
        along = points[part] @ axis
        right = along > np.average(along, weights=weights[part])
        # People who stand on one spot cannot be split, whichever side rounding puts them on.
        parts += [part[right], part[~right]] if right.any() and not right.all() else [part, part]
    return np.array([np.average(points[part], axis=0, weights=weights[part]) for part in parts])


def _axis_and_spread(points: Floats, weights: Floats) -> tuple[Floats, float]:
    variances, axes = principal_axes(points, weights)
    return axes[:, 0], float(variances[0] * weights.sum())


def silhouette(points: Floats, weights: Floats, centres: Floats) -> float:
    """Weighted mean of (b − a) / max(a, b), a and b the distances to the nearest and next centre.

    The simplified silhouette of Hruschka, de Castro & Campello (ICDM 2004): near 1 for tight groups far apart.
    """
    distances = np.sqrt(np.sort(squared_distances(points, centres), axis=1))
    a, b = distances[:, 0], distances[:, 1]
    return float(np.average((b - a) / np.maximum(b, 1e-12), weights=weights))


def _gaussian_cloud(points: Floats, weights: Floats) -> Floats:
    """A fixed cloud of normal points with the spread of ``points`` along each principal axis."""
    variances, _ = principal_axes(points, weights)
    normal = np.random.default_rng(0).standard_normal((REFERENCE_POINTS, len(variances)))
    cloud: Floats = normal * np.sqrt(variances)
    return cloud


def _all_large(points: Floats, weights: Floats, centres: Floats) -> bool:
    membership = nearest(points, centres)
    counts = np.bincount(membership, minlength=len(centres))
    shares = np.bincount(membership, weights=weights, minlength=len(centres)) / weights.sum()
    return bool(counts.min() >= LEAST_GROUP_PEOPLE and shares.min() >= LEAST_GROUP_SHARE)
