"""Where newcomers stand in a result that is there already: the model, the map and the groups stay as they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yishiting.engine.layout import N_CHANNELS

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from yishiting.engine.results import Analysis
    from yishiting.engine.votes import VoteTable

    Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Place:
    """One person's place: ``position`` and ``position_sd`` (2,) on the map, the nearest group and how sure that is."""

    position: Floats
    position_sd: Floats
    group: int
    certainty: float


def place(analysis: Analysis, statements: ArrayLike, votes: ArrayLike) -> Place:
    """Place somebody by their votes: ids of statements, and -1, 0 or +1 for each; takes well under a millisecond."""
    from yishiting.engine.grouping import certainties, nearest

    placement = analysis.model.place(statements, votes)
    opinion = placement.mean[None, N_CHANNELS:]
    noise = placement.covariance[N_CHANNELS:, N_CHANNELS:]
    plane, scale = analysis.map.plane, _scale(analysis)
    points, centres = opinion * scale, analysis.groups.opinion_centres * scale
    return Place(
        position=(opinion @ plane)[0],
        position_sd=np.sqrt(np.einsum("ia,ij,ja->a", plane, noise, plane)),
        group=int(nearest(points, centres)[0]),
        certainty=float(certainties(points, (noise * scale * scale[:, None])[None], centres)[0]),
    )


def groups_of(analysis: Analysis, table: VoteTable) -> NDArray[np.int64]:
    """Nearest group of each person of another table on the same statements, shape (n_participants,)."""
    from yishiting.engine.grouping import nearest

    scale = _scale(analysis)
    people = analysis.model.placing(table).fitted.people
    return nearest(people.means[:, N_CHANNELS:] * scale, analysis.groups.opinion_centres * scale)


def _scale(analysis: Analysis) -> Floats:
    scale: Floats = np.sqrt(np.maximum(analysis.map.relevance, 0.0))
    return scale
