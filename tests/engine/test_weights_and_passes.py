"""What a weight and a pass mean: so many people, and no answer about agreement."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings

from tests.engine import strategies
from tests.engine.simulation import camp_votes, random_votes
from yishiting.engine import VoteTable, analyse

if TYPE_CHECKING:
    from tests.engine.strategies import Deliberation

TABLE = random_votes(people=80, statements=8, camps=2, seed=61)


def with_weights(table: VoteTable, weights: np.ndarray) -> VoteTable:
    rows = table.participant_index()
    return VoteTable.from_arrays(rows, table.statement_ids[table.statement_index], table.votes, weights[rows])


def doubled(table: VoteTable, twice: np.ndarray) -> VoteTable:
    """Every person of ``twice`` a second time, under another name."""
    rows, again = table.participant_index(), twice[table.participant_index()]
    statements = table.statement_ids[table.statement_index]
    return VoteTable.from_arrays(
        np.concatenate((rows, rows[again] + 1_000)),
        np.concatenate((statements, statements[again])),
        np.concatenate((table.votes, table.votes[again])),
    )


def test_a_weight_of_two_is_like_two_people() -> None:
    twice = np.arange(80) % 4 == 0

    weighted, counted = analyse(with_weights(TABLE, np.where(twice, 2.0, 1.0))), analyse(doubled(TABLE, twice))
    plain = analyse(TABLE)

    np.testing.assert_allclose(weighted.support.share[0], counted.support.share[0], atol=0.02)
    np.testing.assert_allclose(weighted.consensus, counted.consensus, atol=0.03)
    apart = np.abs(plain.support.share[0] - counted.support.share[0]).max()
    assert np.abs(weighted.support.share[0] - counted.support.share[0]).max() < 0.5 * apart


def test_a_heavy_camp_decides_support() -> None:
    planted = camp_votes(people_per_camp=40, statements=12, camps=2, seed=62, answered=0.9)

    result = analyse(with_weights(planted.table, np.where(planted.camp == 0, 20.0, 1.0)))

    theirs = planted.chances[0]
    assert (result.support.share[0][theirs > 0.5] > 0.7).all()
    assert (result.support.share[0][theirs < 0.5] < 0.3).all()


def test_a_weight_of_next_to_nothing_is_nearly_like_not_being_there() -> None:
    gone = np.arange(80) < 20

    tables = (with_weights(TABLE, np.where(gone, 1e-6, 1.0)), TABLE, TABLE.keep(~gone))
    faint, full, absent = (analyse(table).support.share[0] for table in tables)

    assert np.abs(faint - absent).mean() < 0.5 * np.abs(full - absent).mean()
    np.testing.assert_allclose(faint, absent, atol=0.06)


@settings(max_examples=settings().max_examples * 3 // 20)
@given(case=strategies.medium_deliberations())
def test_weights_leave_the_counts_alone(case: Deliberation) -> None:
    """Counts are of votes really cast; weights speak in shares."""
    table = case.table
    heavy = with_weights(table, np.where(np.arange(table.n_participants) % 2, 5.0, 1.0))

    weighted, plain = analyse(heavy), analyse(with_weights(table, np.ones(table.n_participants)))

    for name in ("n_agree", "n_disagree", "n_pass"):
        np.testing.assert_array_equal(getattr(weighted.support, name)[0], getattr(plain.support, name)[0])
    assert weighted.support.sets[0] == plain.support.sets[0]


def with_votes_on(table: VoteTable, votes: dict[int, int], statement: int = 99) -> VoteTable:
    """The table with one more statement, on which these people (by position) vote so."""
    rows = table.participant_index()
    return VoteTable.from_arrays(
        np.concatenate((rows, np.array(list(votes)))),
        np.concatenate((table.statement_ids[table.statement_index], np.full(len(votes), statement))),
        np.concatenate((table.votes, np.array(list(votes.values()), dtype=np.int8))),
    )


def test_a_pass_is_not_half_a_disagreement() -> None:
    """Thirty agree: whether forty more pass or have never seen it, support hardly moves; if they disagree it falls."""
    agreeing = dict.fromkeys(range(30), 1)
    unseen = with_votes_on(TABLE, agreeing)
    passing = with_votes_on(TABLE, agreeing | dict.fromkeys(range(30, 70), 0))
    divided = with_votes_on(TABLE, agreeing | dict.fromkeys(range(30, 50), 1) | dict.fromkeys(range(50, 70), -1))

    shares = [analyse(table).support.share[0, -1] for table in (unseen, passing, divided)]

    assert abs(shares[0] - shares[1]) < 0.04
    assert shares[2] < shares[0] - 0.12


def test_passing_on_everything_tells_nothing_about_agreement() -> None:
    """Twenty more people who pass on all: they are guessed at from the others, to no fixed side."""
    rows, statements = TABLE.participant_index(), TABLE.statement_ids[TABLE.statement_index]
    newcomers = np.repeat(np.arange(500, 520), 8)
    more = VoteTable.from_arrays(
        np.concatenate((rows, newcomers)),
        np.concatenate((statements, np.tile(TABLE.statement_ids, 20))),
        np.concatenate((TABLE.votes, np.zeros(160, dtype=np.int8))),
    )

    without, with_passes = analyse(TABLE), analyse(more)

    moved = with_passes.support.share[0] - without.support.share[0]
    assert np.abs(moved).max() < 0.08
    assert abs(moved.mean()) < 0.02
    np.testing.assert_array_equal(with_passes.support.n_pass[0], without.support.n_pass[0] + 20)
    np.testing.assert_array_equal(with_passes.support.n_agree[0], without.support.n_agree[0])


def test_somebody_who_only_passes_belongs_to_no_group_where_there_are_several() -> None:
    planted = camp_votes(people_per_camp=40, statements=12, camps=2, seed=63, answered=0.9)
    rows = planted.table.participant_index()
    table = VoteTable.from_arrays(
        np.concatenate((rows, np.full(12, 500))),
        np.concatenate((planted.table.statement_index, np.arange(12))),
        np.concatenate((planted.table.votes, np.zeros(12, dtype=np.int8))),
    )

    result = analyse(table)

    assert result.groups.n_groups > 1
    assert result.groups.membership[-1] == -1
    assert result.turnout.n_grouped == int((result.groups.membership >= 0).sum()) < 81


@pytest.mark.parametrize("vote", [1, 0, -1])
def test_one_person_with_one_vote_can_be_analysed(vote: int) -> None:
    result = analyse(VoteTable.from_arrays(["lone"], ["only"], [vote]))

    assert result.verdicts == ("not_enough_votes",)
    assert result.groups.membership.tolist() == [0]
    assert [each.n_people for each in result.support.sets] == [1, 1]
    assert result.votes_wanted[0] > 0


def test_a_constituency_of_one_is_reported_and_has_no_say() -> None:
    regions = np.array(["lone", *["rest"] * 79])

    result = analyse(TABLE, constituencies={"region": regions})

    row = result.support.row("constituency", "lone", "region")
    assert result.support.sets[row].n_people == 1
    assert not result.support.sets[row].counts
    assert all(row not in blocking for blocking in result.blocking)
    widths = result.support.high - result.support.low
    assert (widths[row] > widths[0]).all()
    predicted = result.model.predict(np.zeros(8, dtype=np.int64), result.statement_ids)
    assert np.corrcoef(result.support.share[row], predicted)[0, 1] > 0.95


def test_agreement_moves_support_up_and_disagreement_down() -> None:
    agreeing, rejecting = (
        with_votes_on(TABLE, dict.fromkeys(range(40), 1) | dict.fromkeys(range(40, 60), vote)) for vote in (1, -1)
    )

    up, down = analyse(agreeing), analyse(rejecting)

    assert up.support.share[0, -1] > down.support.share[0, -1] + 0.1
    assert up.consensus[-1] > down.consensus[-1] + 0.1


def test_more_votes_narrow_the_interval() -> None:
    few, many = (analyse(with_votes_on(TABLE, {at: 1 if at % 3 else -1 for at in range(n)})) for n in (8, 80))

    widths = [(each.support.high - each.support.low)[0, -1] for each in (few, many)]
    assert widths[1] < 0.6 * widths[0]
