"""What holds for every deliberation: names and order do not matter, nothing is NaN, sums add up."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine import strategies
from tests.engine.figures import (
    Matched,
    arrays_of,
    assert_same_bytes,
    assert_same_figures,
    assert_same_map,
    assert_same_slate,
    not_finite,
)
from yishiting.engine import Rule, VoteTable, analyse
from yishiting.engine.rule import VERDICTS

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tests.engine.strategies import Deliberation
    from yishiting.engine import Analysis

# A share of the profile's examples: an analysis takes hundredths of a second, a law may need several.
some = settings(max_examples=settings().max_examples * 3 // 10)
few = settings(max_examples=settings().max_examples * 3 // 20)


def positions(old: NDArray[Any], new: NDArray[Any], renamed: NDArray[Any]) -> NDArray[np.int64]:
    """Where each of the old ids stands under its new name; ``renamed`` is aligned with the old ids."""
    found: NDArray[np.int64] = np.searchsorted(new, renamed)
    assert (new[found] == renamed).all()
    assert len(old) == len(new)
    return found


@few
@given(case=strategies.deliberations(), data=st.data())
def test_names_change_nothing(case: Deliberation, data: st.DataObject) -> None:
    old = case.analyse()
    people = data.draw(strategies.ids(len(old.participant_ids)))
    statements = data.draw(strategies.ids(len(old.statement_ids)))

    new = case.renamed(people, statements).analyse()

    matched = Matched.of(
        old,
        new,
        statements=positions(old.statement_ids, new.statement_ids, statements),
        people=positions(old.participant_ids, new.participant_ids, people),
    )
    assert_same_figures(old, new, matched)
    assert_same_map(old, new, matched)
    assert_same_slate(old, new, matched)


@few
@given(case=strategies.deliberations(), seed=st.integers(0, 2**32 - 1))
def test_order_of_rows_changes_no_byte(case: Deliberation, seed: int) -> None:
    rows = np.random.default_rng(seed).permutation(len(case.votes))

    assert_same_bytes(case.analyse(), case.in_order(rows).analyse())


@few
@given(case=strategies.deliberations())
def test_same_votes_and_seed_give_same_bytes(case: Deliberation) -> None:
    assert_same_bytes(case.analyse(seed=3), case.analyse(seed=3))


@some
@given(case=strategies.deliberations())
def test_inputs_are_left_untouched(case: Deliberation) -> None:
    table = case.table
    regions = np.array(["" if at % 3 else "here" for at in range(table.n_participants)])
    tiers = np.array(["verified" if at % 4 else "open" for at in range(table.n_participants)])
    given_arrays = [array for _, array in arrays_of(table)] + [regions, tiers]
    for array in given_arrays:
        array.flags.writeable = False

    before = [array.tobytes() for array in given_arrays]
    first = analyse(table, constituencies={"place": regions}, tiers=tiers)
    analyse(table, constituencies={"place": regions}, tiers=tiers, previous=first)

    assert [array.tobytes() for array in given_arrays] == before


@some
@given(case=strategies.deliberations())
def test_an_earlier_result_is_left_untouched(case: Deliberation) -> None:
    earlier = case.analyse()
    before = [(path, array.tobytes()) for path, array in arrays_of(earlier)]

    case.analyse(previous=earlier)

    assert [(path, array.tobytes()) for path, array in arrays_of(earlier)] == before


@some
@given(case=strategies.deliberations())
def test_figures_are_in_their_ranges(case: Deliberation) -> None:
    result = case.analyse()

    assert not_finite(result) == []
    support = result.support
    assert (support.low >= 0).all()
    assert (support.low <= support.share).all()
    assert (support.share <= support.high).all()
    assert (support.high <= 1).all()
    for shares in (support.p_supported, support.p_opposed, result.consensus, result.groups.certainty):
        assert ((shares >= 0) & (shares <= 1)).all()
    assert (result.division >= 0).all()
    assert (result.division <= 0.5).all()
    assert 0 <= result.slate.represented <= 1
    assert 0 <= result.map.kept <= 1 + 1e-12
    assert set(result.verdicts) <= set(VERDICTS)
    assert (result.votes_wanted >= 0).all()


@some
@given(case=strategies.deliberations())
def test_counts_are_those_of_the_rows(case: Deliberation) -> None:
    result, table = case.analyse(), case.table

    turnout, votes = result.turnout, table.votes
    assert (turnout.n_agree, turnout.n_disagree, turnout.n_pass) == tuple(int((votes == v).sum()) for v in (1, -1, 0))
    assert turnout.n_votes == len(case.votes)
    assert turnout.n_participants == len(np.unique(case.participants))
    assert turnout.n_statements == len(np.unique(case.statements))
    assert turnout.n_grouped == int((result.groups.membership >= 0).sum())
    answers = [int((case.participants == person).sum()) for person in np.unique(case.participants)]
    assert turnout.median_votes_per_person == np.median(answers)
    assert turnout.share_answered == pytest.approx(len(votes) / (turnout.n_participants * turnout.n_statements))


@some
@given(case=strategies.deliberations())
def test_counts_of_sets_add_up(case: Deliberation) -> None:
    result = case.analyse(rule=Rule(fit_on="everybody"))

    for value, name in ((1, "n_agree"), (-1, "n_disagree"), (0, "n_pass")):
        counts = getattr(result.support, name)
        np.testing.assert_array_equal(counts[0], count(case.table, value, np.ones(len(result.participant_ids), bool)))
        ungrouped = count(case.table, value, result.groups.membership < 0)
        groups = list(result.support.rows("group"))
        np.testing.assert_array_equal(counts[groups].sum(axis=0) + ungrouped, counts[0])
        if case.regions is not None:
            undeclared = count(case.table, value, case.labels(case.regions) == "")
            regions = list(result.support.rows("constituency"))
            np.testing.assert_array_equal(counts[regions].sum(axis=0) + undeclared, counts[0])
        if case.tiers is not None:
            tiers = list(result.support.rows("tier"))
            np.testing.assert_array_equal(counts[tiers].sum(axis=0), counts[0])


def count(table: VoteTable, value: int, people: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Votes of one value among some people, per statement."""
    matrix = np.zeros((table.n_participants, table.n_statements), dtype=np.int64)
    matrix[table.participant_index(), table.statement_index] = table.votes == value
    result: NDArray[np.int64] = matrix[people].sum(axis=0)
    return result


@some
@given(case=strategies.deliberations(), data=st.data())
def test_verdicts_are_a_plain_reading_of_the_rule(case: Deliberation, data: st.DataObject) -> None:
    rule = Rule(
        support_threshold=data.draw(st.sampled_from((0.5, 0.6, 2 / 3))),
        confidence=data.draw(st.sampled_from((0.5, 0.6, 0.9))),
        minimum_people=data.draw(st.sampled_from((1, 5, 10))),
        widest_interval=data.draw(st.sampled_from((0.2, 0.3, 0.6))),
    )

    result = case.analyse(rule=rule)

    assert [plain_verdict(result, s) for s in range(len(result.verdicts))] == list(result.verdicts)
    for verdict, blocking in zip(result.verdicts, result.blocking, strict=True):
        assert (verdict == "consensus") == (not blocking)
        assert (0 in blocking) == (verdict not in ("consensus", "broad_support"))


def plain_verdict(result: Analysis, statement: int) -> str:
    """The rule in the words of its documentation."""
    support, rule = result.support, result.rule
    chances = {row: support.p_supported[row, statement] for row, each in enumerate(support.sets) if each.counts}
    if not (support.n_agree + support.n_disagree)[0, statement]:
        return "not_enough_votes"
    if min(chances.values()) >= rule.confidence:
        return "consensus"
    if chances[0] >= rule.confidence:
        return "broad_support"
    if support.p_opposed[0, statement] >= rule.confidence:
        return "opposed"
    if support.high[0, statement] - support.low[0, statement] > rule.widest_interval:
        return "not_enough_votes"
    return "divided"


@some
@given(case=strategies.deliberations(), strangers=strategies.ids(3))
def test_predictions_are_chances_also_for_strangers(case: Deliberation, strangers: NDArray[Any]) -> None:
    table = case.table
    model = case.analyse(rule=Rule(fit_on="everybody")).model

    known = model.predict(table.participant_ids, np.resize(table.statement_ids, table.n_participants))
    unknown = model.predict(strangers, strangers)
    mixed = model.predict(np.resize(table.participant_ids, 3), strangers)

    for chances, size in ((known, table.n_participants), (unknown, 3), (mixed, 3)):
        assert chances.shape == (size,)
        assert ((chances >= 0) & (chances <= 1)).all()


@few
@given(case=strategies.deliberations())
def test_letters_go_by_size(case: Deliberation) -> None:
    result = case.analyse(rule=Rule(fit_on="everybody"))

    membership, weights = result.groups.membership, case.table.weights
    sizes = [weights[membership == group].sum() for group in range(result.groups.n_groups)]
    assert list(result.groups.labels) == list("ABCDE"[: result.groups.n_groups])
    assert sizes == sorted(sizes, reverse=True)
    assert membership.min() >= -1
    assert membership.max() < result.groups.n_groups
