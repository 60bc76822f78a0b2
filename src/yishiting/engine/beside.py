"""People who are placed in a result but do not shape it: their places and their own support, set beside it.

Every figure of the result stays as it was, whoever and however many they are.
"""

from __future__ import annotations

from dataclasses import fields, replace
from typing import TYPE_CHECKING

import numpy as np

from yishiting.engine.kernels import Posteriors
from yishiting.engine.layout import N_CHANNELS
from yishiting.engine.participation import LEAST_ANSWERS, enough_answers, given_answers, turnout
from yishiting.engine.results import PeopleSet, Support
from yishiting.engine.support import Membership, sum_support, support_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yishiting.engine.fitting import Fit
    from yishiting.engine.results import Analysis, Groups, OpinionMap
    from yishiting.engine.votes import VoteTable

    Floats = NDArray[np.float64]
    Truths = NDArray[np.bool_]


def with_placed_people(result: Analysis, table: VoteTable, electors: Truths, n_threads: int) -> Analysis:
    """The result with everybody else of ``table`` placed in it; ``electors`` marks those whom it is made of."""
    model = result.model.placing(table)
    opinion_map = _everybody_on_map(result.map, model.fitted, electors)
    groups = _everybody_in_groups(result, table, model.fitted, electors)
    return replace(
        result,
        participant_ids=table.participant_ids,
        turnout=turnout(table, groups.membership),
        map=opinion_map,
        groups=groups,
        support=_with_rows(result.support, _support_beside(result, table, model.fitted, electors, n_threads)),
        slate=result.slate.with_witnesses(np.flatnonzero(electors)),
        fitted_on="delegations_and_verified",
        model=model,
    )


def _everybody_on_map(opinion_map: OpinionMap, fit: Fit, electors: Truths) -> OpinionMap:
    plane, placed = opinion_map.plane, ~electors
    opinions = fit.people.means[placed, N_CHANNELS:]
    noise = fit.people.covariances[placed, N_CHANNELS:, N_CHANNELS:]
    people, spread = np.empty((len(electors), 2)), np.empty((len(electors), 2))
    people[electors], people[placed] = opinion_map.people, opinions @ plane
    spread[electors] = opinion_map.people_sd
    spread[placed] = np.sqrt(np.einsum("ia,nij,ja->na", plane, noise, plane, optimize=True))
    return replace(opinion_map, people=people, people_sd=spread)


def _everybody_in_groups(result: Analysis, table: VoteTable, fit: Fit, electors: Truths) -> Groups:
    from yishiting.engine.opinion_space import OpinionSpace, certainties, nearest

    groups, placed = result.groups, ~electors
    space = OpinionSpace.of(fit.people.means[placed], fit.people.covariances[placed], fit.relevance)
    centres = groups.opinion_centres * space.scale
    membership, certainty = np.empty(len(electors), dtype=np.int64), np.empty(len(electors))
    membership[electors], membership[placed] = groups.membership, nearest(space.points, centres)
    certainty[electors] = groups.certainty
    certainty[placed] = certainties(space.points, space.covariances, centres)
    if groups.n_groups > 1:
        few = given_answers(table) < enough_answers(int(fit.answered.sum()), LEAST_ANSWERS)
        membership[placed & few] = -1
    return replace(groups, membership=membership, certainty=certainty)


def _support_beside(result: Analysis, table: VoteTable, fit: Fit, electors: Truths, n_threads: int) -> Support:
    others = table.keep(~electors)
    placed = replace(fit, people=Posteriors(fit.people.means[~electors], fit.people.covariances[~electors]))
    tier = PeopleSet("tier", "", "open", others.n_participants, counts=False)
    membership = Membership((tier,), np.zeros((others.n_participants, 1), dtype=np.int32))
    sums = sum_support(placed, others, membership, result.rule, n_threads, shaped_the_model=False)
    return support_of(sums, membership, result.rule)


def _with_rows(first: Support, second: Support) -> Support:
    """Both supports, the second one's sets below the first one's."""
    rows = {
        field.name: np.concatenate((getattr(first, field.name), getattr(second, field.name)))
        for field in fields(Support)
        if field.name != "sets"
    }
    return Support(sets=(*first.sets, *second.sets), **rows)
