from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from yishiting.web.deliberation.analysis.ballots import Ballots

if TYPE_CHECKING:
    from yishiting.web.deliberation.analysis.ballots import Row

HISTORIES = st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4), st.sampled_from([-1, 0, 1, None])), max_size=40)


def standing(ballots: Ballots) -> dict[tuple[int, int], int]:
    rows = ballots.standing()
    pairs = zip(rows.participant.tolist(), rows.statement.tolist(), strict=True)
    return dict(zip(pairs, rows.vote.tolist(), strict=True))


def numbered(history: list[tuple[int, int, int | None]]) -> list[Row]:
    return [(entry, *rest) for entry, rest in enumerate(history, start=1)]


def by_hand(history: list[tuple[int, int, int | None]]) -> dict[tuple[int, int], int]:
    last = {(person, statement): value for person, statement, value in history}
    return {pair: value for pair, value in last.items() if value is not None}


@given(HISTORIES, st.randoms(use_true_random=False), st.integers(1, 5))
def test_the_last_entry_of_a_pair_stands_however_they_were_read(
    history: list[tuple[int, int, int | None]], dice: object, n_parts: int
) -> None:
    rows = numbered(history)
    getattr(dice, "shuffle")(rows)  # noqa: B009 - a random generator has no type here
    ballots = Ballots.empty()
    for start in range(n_parts):
        ballots = ballots.with_more(Ballots.of(rows[start::n_parts]))

    assert standing(ballots) == by_hand(history)


@given(HISTORIES)
def test_what_was_read_before_changes_nothing(history: list[tuple[int, int, int | None]]) -> None:
    rows = numbered(history)
    ballots = Ballots.of(rows)

    again = ballots.with_more(Ballots.of(rows))

    assert again.entry.tolist() == ballots.entry.tolist()


@given(HISTORIES, st.integers(0, 40))
def test_changes_are_counted_by_pairs_that_differ(history: list[tuple[int, int, int | None]], cut: int) -> None:
    rows = numbered(history)
    before, after = by_hand(history[:cut]), by_hand(history)
    expected = sum(before.get(pair) != after.get(pair) for pair in before.keys() | after.keys())

    assert Ballots.of(rows).n_changes_since(Ballots.of(rows[:cut])) == expected
