"""Where newcomers stand in a result that is there already: the model, the map and the groups stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from yishiting.engine.placer import Placer

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import ArrayLike, NDArray

    from yishiting.engine.placer import Place
    from yishiting.engine.results import Analysis
    from yishiting.engine.votes import VoteTable


def place(analysis: Analysis, statements: ArrayLike, votes: ArrayLike) -> Place:
    """Place somebody by their votes: ids of statements, and -1, 0 or +1 for each; takes under a millisecond."""
    return Placer.of(analysis).place(statements, votes)


def groups_of(analysis: Analysis, table: VoteTable) -> NDArray[np.int64]:
    """Nearest group of each person of another table on the same statements, shape (n_participants,)."""
    from yishiting.engine.opinion_space import OpinionSpace, nearest

    people = analysis.model.placing(table).fitted.people
    space = OpinionSpace.of(people.means, people.covariances, analysis.map.relevance)
    return nearest(space.points, analysis.groups.opinion_centres * space.scale)
