from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.deliberation.polls import two_camps
from yishiting.engine import Rule, VoteTable, analyse
from yishiting.formats import Conversation, Names, ReadingNotes, StatementTexts
from yishiting.web.deliberation.analysis.scattering import Scatter
from yishiting.web.deliberation.analysis.shielding import EVERYBODY_ELSE, WITHHELD, shielded
from yishiting.web.deliberation.analysis.withholding import FEWEST

if TYPE_CHECKING:
    from yishiting.engine import Analysis
    from yishiting.web.deliberation.analysis.shielding import Shielded

TALLIES = ("n_agree", "n_disagree", "n_pass")


@dataclass(frozen=True)
class Case:
    conversation: Conversation
    analysis: Analysis
    shown: Shielded
    is_on_record: bool

    @property
    def is_private(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        tiers = self.conversation.tiers
        assert tiers is not None
        return np.asarray((tiers != "delegation") | (not self.is_on_record))

    @property
    def is_counted(self) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
        tiers = self.conversation.tiers
        assert tiers is not None
        return np.asarray((tiers != "open") | (self.analysis.fitted_on == "everybody"))


def make_case(
    regions: list[str],
    tiers: list[str],
    *,
    is_on_record: bool = False,
    votes: np.ndarray[tuple[int, int], np.dtype[np.int64]] | None = None,
) -> Case:
    if votes is None:
        votes = two_camps(len(regions), 6, share=0.6)
        votes[:, 0] = 1  # everybody has a vote
    rows, columns = np.nonzero(votes != 9)
    table = VoteTable.from_arrays(rows, columns, votes[rows, columns])
    conversation = Conversation(
        title="",
        question="",
        table=table,
        statements=StatementTexts(table.statement_ids, ("s",) * 6, ("en",) * 6, ("",) * 6),
        constituencies={"region": np.array(regions, dtype=np.str_)},
        tiers=np.array(tiers, dtype=np.str_),
        is_simulated=False,
        notes=ReadingNotes(source="", layout="long_csv", n_votes_read=table.n_votes),
        names=Names(),
    )
    analysis = analyse(table, constituencies=conversation.constituencies, tiers=tiers, rule=Rule())
    scatter = Scatter(b"secret", np.arange(table.n_participants))
    shown = shielded(conversation, analysis, scatter, is_on_record=is_on_record)
    return Case(conversation, analysis, shown, is_on_record)


PEOPLE = st.lists(
    st.tuples(st.sampled_from(["africa", "asia", "europe", ""]), st.sampled_from(["delegation", "verified", "open"])),
    min_size=12,
    max_size=60,
)


@settings(max_examples=60)
@given(PEOPLE, st.booleans())
def test_no_figure_is_about_a_few_people_and_none_can_be_had_by_subtraction(
    people: list[tuple[str, str]], is_on_record: bool
) -> None:
    regions, tiers = ([each[column] for each in people] for column in (0, 1))
    case = make_case(regions, tiers, is_on_record=is_on_record)
    labels = case.conversation.constituencies["region"]
    shown = [one for one in case.shown.analysis.support.sets if one.kind == "constituency"]

    inside = {one.label: labels == one.label for one in shown if one.label != EVERYBODY_ELSE}
    named = [members & case.is_counted & case.is_private for members in inside.values()]
    for members in named:
        assert members.sum() == 0 or members.sum() >= FEWEST
    rest = case.is_counted & case.is_private & ~np.any([np.zeros(len(labels), dtype=bool), *inside.values()], axis=0)
    assert rest.sum() == 0 or rest.sum() >= FEWEST or not any(members.any() for members in named)


@settings(max_examples=60)
@given(PEOPLE, st.booleans())
def test_withheld_tallies_of_a_kind_are_none_or_ten_together(people: list[tuple[str, str]], is_on_record: bool) -> None:
    regions, tiers = ([each[column] for each in people] for column in (0, 1))
    case = make_case(regions, tiers, is_on_record=is_on_record)
    support, table = case.shown.analysis.support, case.conversation.table
    person = table.participant_index()
    labels = case.conversation.constituencies["region"]
    named = [
        (row, labels == one.label)
        for row, one in enumerate(support.sets)
        if one.kind == "constituency" and one.label != EVERYBODY_ELSE
    ]
    for statement in range(table.n_statements):
        on_it = (table.statement_index == statement) & (case.is_counted & case.is_private)[person]
        seen = {row: int((on_it & members[person]).sum()) for row, members in named}
        given_away = {row: n for row, n in seen.items() if support.n_agree[row, statement] != WITHHELD}
        assert all(n == 0 or n >= FEWEST for n in given_away.values())
        hidden = int(on_it.sum()) - sum(given_away.values())
        assert hidden == 0 or hidden >= FEWEST or not any(given_away.values())


def test_a_tally_of_few_answers_is_withheld_with_the_next_smallest() -> None:
    votes = np.ones((72, 6), dtype=np.int64)
    votes[5:12, 3] = 9  # of the first twelve people, five have answered the fourth statement
    case = make_case(["africa"] * 12 + ["asia"] * 20 + ["europe"] * 40, ["verified"] * 72, votes=votes)
    support = case.shown.analysis.support

    shown = {
        one.label: int(support.n_agree[row, 3]) for row, one in enumerate(support.sets) if one.kind == "constituency"
    }

    assert shown == {"africa": WITHHELD, "asia": WITHHELD, "europe": 40}
    assert support.n_agree[support.row("overall"), 3] == 65
    assert not (support.n_agree[:, [0, 1, 2, 4, 5]] == WITHHELD).any()


def test_large_sets_are_shown_as_the_engine_gives_them() -> None:
    case = make_case(["africa", "asia"] * 40, ["verified"] * 80)

    assert case.shown.analysis.support.sets == case.analysis.support.sets
    for name in ("share", "low", "high"):
        np.testing.assert_array_equal(getattr(case.shown.analysis.support, name), getattr(case.analysis.support, name))


def test_a_hidden_constituency_that_counts_stands_among_everybody_else() -> None:
    # Six delegations of a region have a say in the verdict, and are too few to be shown.
    case = make_case(["africa"] * 6 + ["asia"] * 30 + ["europe"] * 30, ["delegation"] * 66)
    shown = {one.label: one for one in case.shown.analysis.support.sets if one.kind == "constituency"}

    assert set(shown) == {"asia", EVERYBODY_ELSE} or set(shown) == {"europe", EVERYBODY_ELSE}
    assert shown[EVERYBODY_ELSE].n_people == 36
    row = case.shown.analysis.support.row("constituency", EVERYBODY_ELSE, "region")
    small = [case.analysis.support.row("constituency", each, "region") for each in ("africa",)]
    bounds = case.analysis.support.share[small][0]
    assert np.all(case.shown.analysis.support.share[row] <= np.maximum(bounds, 1.0))
    n_rows = len(case.shown.analysis.support.sets)
    assert all(0 <= blocked < n_rows for found in case.shown.analysis.blocking for blocked in found)


def test_delegations_on_record_are_shown_however_few() -> None:
    regions = ["africa"] * 6 + ["asia"] * 30
    hidden = make_case(regions, ["delegation"] * 36)
    public = make_case(regions, ["delegation"] * 36, is_on_record=True)

    assert [one.label for one in public.shown.analysis.support.sets if one.kind == "constituency"] == ["africa", "asia"]
    assert "africa" not in [one.label for one in hidden.shown.analysis.support.sets]
    assert not (public.shown.analysis.support.n_agree == WITHHELD).any()


@pytest.mark.parametrize("n_small", [3, 30])
def test_the_spread_over_groups_is_shown_only_without_small_cells(n_small: int) -> None:
    case = make_case(["africa"] * n_small + ["asia"] * 60, ["verified"] * (n_small + 60))
    membership = case.analysis.groups.membership
    labels = case.conversation.constituencies["region"]
    cells = [
        int(((labels == label) & (membership == group)).sum()) for label in set(labels) for group in set(membership)
    ]

    assert ("region" in case.shown.conversation.constituencies) == all(cell == 0 or cell >= FEWEST for cell in cells)


def test_nobody_is_named_as_a_witness() -> None:
    case = make_case(["africa", "asia"] * 20, ["open"] * 40)

    assert all(len(check.witness_people) == 0 for check in case.shown.analysis.slate.checks)
