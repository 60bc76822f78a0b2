"""VoteTable: what it holds, beside a plain dictionary; what it refuses, word by word."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.engine import strategies
from tests.engine.figures import assert_same_bytes
from yishiting.engine import EngineError, InvalidVotesError, VoteTable

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from tests.engine.strategies import Deliberation

Row = tuple[str | int, str | int, int, float]
NAMES = st.one_of(st.sampled_from(["ann", "bo", "陈", "b\no"]), st.text("ab\n:", min_size=1, max_size=3))
NUMBERS = st.one_of(st.integers(-2, 3), st.sampled_from([2**53 + 1, 2**53, -(2**63), 2**63 - 1]))
VOTES, WEIGHTS = st.sampled_from([-1, 0, 1]), st.sampled_from([0.5, 1.0, 2.0])
ROWS = st.one_of(
    st.lists(st.tuples(NAMES, NUMBERS, VOTES, WEIGHTS), max_size=30),
    st.lists(st.tuples(NUMBERS, NAMES, VOTES, WEIGHTS), max_size=30),
)


def table_of(rows: list[Row]) -> VoteTable:
    participants, statements, votes, weights = ([row[at] for row in rows] for at in range(4))
    return VoteTable.from_arrays(participants, statements, votes, weights)


def content(table: VoteTable) -> dict[tuple[str | int, str | int], int]:
    """The votes as a dictionary."""
    people = table.participant_ids[table.participant_index()].tolist()
    statements = table.statement_ids[table.statement_index].tolist()
    return dict(zip(zip(people, statements, strict=True), table.votes.tolist(), strict=True))


@given(ROWS)
def test_last_row_of_a_pair_counts(rows: list[Row]) -> None:
    expected = {(person, statement): vote for person, statement, vote, _ in rows}

    table = table_of(rows)

    assert content(table) == expected
    assert table.n_votes == len(expected)


@given(ROWS)
def test_ids_rise_and_are_unique(rows: list[Row]) -> None:
    table = table_of(rows)

    assert table.participant_ids.tolist() == sorted({person for person, _, _, _ in rows})
    assert table.statement_ids.tolist() == sorted({statement for _, statement, _, _ in rows})
    assert (table.n_participants, table.n_statements) == (len(table.participant_ids), len(table.statement_ids))


@given(ROWS)
def test_layout_is_compressed_rows_with_rising_statements(rows: list[Row]) -> None:
    table = table_of(rows)

    assert table.row_starts[0] == 0
    assert table.row_starts[-1] == table.n_votes
    assert (np.diff(table.row_starts) > 0).all()
    for start, stop in zip(table.row_starts[:-1], table.row_starts[1:], strict=True):
        assert (np.diff(table.statement_index[start:stop]) > 0).all()


@given(ROWS)
def test_last_row_of_a_person_decides_their_weight(rows: list[Row]) -> None:
    expected = {person: weight for person, _, _, weight in rows}

    table = table_of(rows)

    assert dict(zip(table.participant_ids.tolist(), table.weights.tolist(), strict=True)) == expected


def test_everybody_weighs_one_where_nothing_is_said() -> None:
    assert VoteTable.from_arrays([5, 3], [1, 1], [1, 1]).weights.tolist() == [1.0, 1.0]


def test_types_are_those_documented() -> None:
    table = VoteTable.from_arrays([5, 3], ["a", "bc"], [1.0, -1.0])

    assert table.participant_ids.dtype == np.int64
    assert table.statement_ids.dtype.kind == "U"
    kinds = (table.row_starts, table.statement_index, table.votes, table.weights)
    assert [array.dtype for array in kinds] == [np.int64, np.int32, np.int8, np.float64]


@pytest.mark.parametrize("kind", [np.int8, np.uint8, np.int32, np.uint64, object])
def test_any_whole_numbers_name_people(kind: type) -> None:
    table = VoteTable.from_arrays(np.array([9, 3], dtype=kind), [1, 1], [1, -1])

    assert content(table) == {(3, 1): -1, (9, 1): 1}


@pytest.mark.parametrize("kind", [np.int8, np.int64, np.float64, object])
def test_votes_may_have_any_numeric_type(kind: type) -> None:
    table = VoteTable.from_arrays([1, 2, 3], [1, 1, 1], np.array([1, 0, -1], dtype=kind))

    assert table.votes.tolist() == [1, 0, -1]


@given(strategies.deliberations())
def test_codes_in_any_order_give_the_table_of_their_ids(case: Deliberation) -> None:
    people, participant_index = np.unique(case.participants, return_inverse=True)
    statements, statement_index = np.unique(case.statements, return_inverse=True)
    turned = len(people) - 1 - participant_index

    from_codes = VoteTable.from_codes(people[::-1], statements, turned, statement_index, case.votes)

    assert_same_bytes(from_codes, VoteTable.from_arrays(case.participants, case.statements, case.votes))


def test_codes_keep_statements_without_votes_but_not_people() -> None:
    table = VoteTable.from_codes(np.array(["a", "b"]), np.array([4, 2, 9]), [1], [0], [1])

    assert table.participant_ids.tolist() == ["b"]
    assert table.statement_ids.tolist() == [2, 4, 9]
    assert content(table) == {("b", 4): 1}


@given(case=strategies.deliberations(), data=st.data())
def test_keep_is_the_table_of_those_people(case: Deliberation, data: st.DataObject) -> None:
    table = case.table
    kept = np.array(data.draw(st.lists(st.booleans(), min_size=table.n_participants, max_size=table.n_participants)))
    staying = set(table.participant_ids[kept].tolist())

    smaller = table.keep(kept)

    assert content(smaller) == {pair: vote for pair, vote in content(table).items() if pair[0] in staying}
    assert smaller.participant_ids.tolist() == table.participant_ids[kept].tolist()
    assert smaller.statement_ids.tolist() == table.statement_ids.tolist()
    assert smaller.weights.tolist() == table.weights[kept].tolist()
    assert len(smaller.row_starts) == smaller.n_participants + 1


@given(case=strategies.deliberations(), seed=st.integers(0, 2**32 - 1))
def test_order_of_rows_gives_the_same_table(case: Deliberation, seed: int) -> None:
    rows = np.random.default_rng(seed).permutation(len(case.votes))

    assert_same_bytes(case.table, case.in_order(rows).table)
    assert case.in_order(rows).table.fingerprint() == case.table.fingerprint()


@given(ROWS, ROWS)
def test_fingerprints_are_equal_where_tables_are(one: list[Row], other: list[Row]) -> None:
    first, second = table_of(one), table_of(other)

    assert (first.fingerprint() == second.fingerprint()) == (described(first) == described(second))


def described(table: VoteTable) -> tuple[Any, ...]:
    """All that a fingerprint stands for."""
    kinds = (table.participant_ids.dtype.kind, table.statement_ids.dtype.kind)
    ids = (table.participant_ids.tolist(), table.statement_ids.tolist())
    return kinds, ids, content(table), table.weights.tolist()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((["a", "b"], [1, 1], [1, 1]), (["a", "b"], [1, 1], [1, 0])),
        ((["a", "b"], [1, 1], [1, 1]), (["a", "c"], [1, 1], [1, 1])),
        ((["a", "b"], [1, 1], [1, 1]), (["a", "b"], [1, 2], [1, 1])),
        ((["1", "2"], [1, 1], [1, 1]), ([1, 2], [1, 1], [1, 1])),
        ((["a\nb", "c"], [1, 1], [1, 1]), (["a", "b\nc"], [1, 1], [1, 1])),
        (([1], [1], [1], [1.0]), ([1], [1], [1], [2.0])),
    ],
    ids=["vote", "person", "statement", "kind of id", "line break in an id", "weight"],
)
def test_fingerprint_tells_tables_apart(one: tuple[Any, ...], other: tuple[Any, ...]) -> None:
    assert VoteTable.from_arrays(*one).fingerprint() != VoteTable.from_arrays(*other).fingerprint()


def test_fingerprint_is_64_hexadecimal_digits() -> None:
    fingerprint = VoteTable.from_arrays([1], [1], [1]).fingerprint()

    assert len(fingerprint) == 64
    assert set(fingerprint) <= set("0123456789abcdef")


def test_arrays_given_are_neither_changed_nor_kept() -> None:
    people, statements = np.array([2, 1, 2]), np.array(["b", "a", "b"])
    votes, weights = np.array([1, 0, -1], dtype=np.int8), np.array([1.0, 1.0, 2.0])
    before = [array.tobytes() for array in (people, statements, votes, weights)]
    for array in (people, statements, votes, weights):
        array.flags.writeable = False

    table = VoteTable.from_arrays(people, statements, votes, weights)

    assert [array.tobytes() for array in (people, statements, votes, weights)] == before
    assert not np.shares_memory(table.votes, votes)
    assert not np.shares_memory(table.weights, weights)


def test_sorted_votes_are_not_kept_either() -> None:
    votes = np.array([1, 0, -1], dtype=np.int8)

    table = VoteTable.from_arrays([1, 2, 3], [1, 1, 1], votes)
    votes[:] = 1

    assert table.votes.tolist() == [1, 0, -1]


def test_empty_table_is_a_table() -> None:
    table = VoteTable.from_arrays([], [], [])

    assert (table.n_participants, table.n_statements, table.n_votes) == (0, 0, 0)
    assert table.row_starts.tolist() == [0]


REFUSED: dict[str, tuple[tuple[Any, ...], str]] = {
    "a vote of 2": (([1, 2], [1, 1], [1, 2]), "`votes` must be -1, 0 or +1, got 2 in row 1"),
    "a vote of -2, small type": (
        ([1, 2], [1, 1], np.array([1, -2], np.int8)),
        "`votes` must be -1, 0 or +1, got -2 in row 1",
    ),
    "a vote of 2, small type": (([1], [1], np.array([2], np.int8)), "`votes` must be -1, 0 or +1, got 2 in row 0"),
    "a vote of -128": (([1], [1], np.array([-128], np.int8)), "`votes` must be -1, 0 or +1, got -128 in row 0"),
    "half a vote": (([1, 2], [1, 1], [0.5, 2]), "`votes` must be -1, 0 or +1, got 0.5 in row 0"),
    "a vote that is no number": (([1], [1], [float("nan")]), "`votes` must be -1, 0 or +1, got nan in row 0"),
    "no vote": (([1], [1], [None]), "`votes` must be -1, 0 or +1, got None in row 0"),
    "a matrix of votes": (([1], [1], [[1]]), "`votes` must be one-dimensional, got shape (1, 1)"),
    "too few statements": (
        ([1, 2], [1], [1, 1]),
        "all columns must have the same number of rows, got participants 2, statements 1, votes 2",
    ),
    "too few weights": (
        ([1, 2], [1, 1], [1, 1], [1.0]),
        "all columns must have the same number of rows, got participants 2, statements 2, votes 2, weights 1",
    ),
    "broken numbers as ids": (([1.5], [1], [1]), "`participants` must be integers or strings, got float64"),
    "truths as ids": (([1], [True], [1]), "`statements` must be integers or strings, got bool"),
    "words and numbers as ids": (
        (np.array(["a", 1], dtype=object), [1, 1], [1, 1]),
        "`participants` must be all integers or all strings, got int and str",
    ),
    "a matrix of ids": (([[1]], [1], [1]), "`participants` must be one-dimensional, got shape (1, 1)"),
    "an id beyond 64 bits": (
        (np.array([2**63], dtype=np.uint64), [1], [1]),
        "`participants` must fit 64-bit signed integers, got 9223372036854775808; use strings",
    ),
    "an id far beyond 64 bits": (
        ([2**70], [1], [1]),
        "`participants` must fit 64-bit signed integers, got 1180591620717411303424; use strings",
    ),
    "no weight": (([1, 2], [1, 1], [1, 1], [1, 0]), "`weights` must be between 0.000001 and 1000000, got 0.0 in row 1"),
    "a weight below nought": (
        ([1], [1], [1], [-2]),
        "`weights` must be between 0.000001 and 1000000, got -2.0 in row 0",
    ),
    "an endless weight": (
        ([1], [1], [1], [np.inf]),
        "`weights` must be between 0.000001 and 1000000, got inf in row 0",
    ),
    "a word as a weight": (([1], [1], [1], ["x"]), "`weights` must be numbers, got <U1"),
    "a weight beyond the range": (
        ([1], [1], [1], [1e7]),
        "`weights` must be between 0.000001 and 1000000, got 10000000.0 in row 0",
    ),
    "a matrix of weights": (([1], [1], [1], [[1]]), "`weights` must be one-dimensional, got shape (1, 1)"),
}


@pytest.mark.parametrize(("columns", "message"), REFUSED.values(), ids=REFUSED)
def test_bad_columns_are_refused_in_these_words(columns: tuple[Any, ...], message: str) -> None:
    with pytest.raises(InvalidVotesError) as refused:
        VoteTable.from_arrays(*columns)

    assert str(refused.value) == message
    assert isinstance(refused.value, EngineError)


BAD_CODES: dict[str, tuple[tuple[Any, ...], str]] = {
    "one too many": (([0, 2], [0, 0], [1, 1]), "`participants` must point into 2 ids, got 0 to 2"),
    "below nought": (([0, 0], [0, -1], [1, 1]), "`statements` must point into 1 ids, got -1 to 0"),
    "not whole": (
        ([0.0, 1.0], [0, 0], [1, 1]), "`participants` must be a one-dimensional array of integers, got float64(2,)",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("columns", "message"), BAD_CODES.values(), ids=BAD_CODES)
def test_bad_codes_are_refused_in_these_words(columns: tuple[Any, ...], message: str) -> None:
    with pytest.raises(InvalidVotesError) as refused:
        VoteTable.from_codes(np.array(["a", "b"]), np.array([1]), *columns)

    assert str(refused.value) == message


@pytest.mark.parametrize("ids", [np.array([3, 3]), np.array(["a", "b", "a"])])
def test_ids_that_stand_twice_are_refused(ids: NDArray[Any]) -> None:
    with pytest.raises(InvalidVotesError, match=r"^ids must be unique, got some twice$"):
        VoteTable.from_codes(ids, np.array([1]), [0], [0], [1])
