"""Whoever knows where people belong adds and subtracts published figures: no answer of a few people may come out."""

from __future__ import annotations

from itertools import chain, combinations, product
from typing import TYPE_CHECKING

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.web.deliberation.test_shielding import Case, make_case
from yishiting.web.deliberation.analysis.shielding import WITHHELD
from yishiting.web.deliberation.analysis.withholding import FEWEST, Rows, is_whole_shown, withheld_tallies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    Truths = NDArray[np.bool_]


def test_a_tier_less_its_shown_constituencies_leaves_nobody_alone() -> None:
    # Ten delegations of Africa and of Asia each, one of Europe; verified people have declared nothing.
    regions = ["africa"] * 10 + ["asia"] * 10 + ["europe"] + [""] * 30
    case = make_case(regions, ["delegation"] * 21 + ["verified"] * 30, votes=np.ones((51, 6), dtype=np.int64))
    shown = {one.label: n for one, n in zip(case.shown.analysis.support.sets, _agreeing(case, 0), strict=True)}

    assert shown["delegation"] == 21
    assert shown.keys() & {"africa", "asia", "europe"} in ({"africa"}, {"asia"})


def _agreeing(case: Case, statement: int) -> list[int]:
    tallies: list[int] = case.shown.analysis.support.n_agree[:, statement].tolist()
    return tallies


KINDS = st.lists(
    st.tuples(st.sampled_from([0, 1, 2]), st.sampled_from([0, 1, 2]), st.booleans()), min_size=15, max_size=70
)


@settings(max_examples=150, deadline=None)
@given(KINDS, st.integers(0, 2**31), st.sampled_from([0.5, 0.9, 1.0]))
def test_no_sum_of_shown_tallies_differs_from_another_by_a_few_answers(
    people: list[tuple[int, int, bool]], seed: int, share: float
) -> None:
    rows = _rows(people, np.random.default_rng(seed).random((len(people), 5)) < share)

    withheld = withheld_tallies(rows)

    for statement in range(5):
        shown = [[row for row in kind if not withheld[row, statement]] for kind in rows.declared]
        sums = [chosen for kind in shown for chosen in _subsets(kind)]
        figures = [
            (rows.members[list(chosen)].any(axis=0), int(rows.answers[list(chosen), statement].sum()))
            for chosen in sums
        ]
        if not withheld[0, statement]:
            figures.append((rows.members[0], int(rows.answers[0, statement])))
        for (larger, n_larger), (smaller, n_smaller) in product(figures, repeat=2):
            if n_smaller and not (smaller & ~larger).any():
                assert n_larger - n_smaller == 0 or n_larger - n_smaller >= FEWEST


def _rows(people: list[tuple[int, int, bool]], has_answered: Truths) -> Rows:
    columns = [np.array(column) for column in zip(*people, strict=True)]
    members = [np.ones(len(people), dtype=bool)]
    declared = []
    for column in columns:
        declared.append([len(members) + place for place in range(len(np.unique(column)))])
        members += [column == value for value in np.unique(column)]
    stacked = np.stack(members)
    answers = stacked.astype(np.int64) @ has_answered.astype(np.int64)
    return Rows(stacked, answers, declared, [], is_whole_shown(answers[0]))


def _subsets(rows: list[int]) -> Iterator[tuple[int, ...]]:
    return chain.from_iterable(combinations(rows, size) for size in range(1, len(rows) + 1))


def test_tallies_of_a_few_answers_are_withheld_for_everybody_too() -> None:
    votes = np.ones((40, 6), dtype=np.int64)
    votes[3:, 3] = 9  # three people have answered the fourth statement, one against it
    votes[0, 3] = -1
    votes[30:, 5] = 9
    support = make_case(["africa"] * 20 + ["asia"] * 20, ["verified"] * 40, votes=votes).shown.analysis.support

    overall = support.n_agree[support.row("overall")].tolist()

    # The last one too: the sum over all statements, which is public, would give the three away.
    assert overall == [40, 40, 40, WITHHELD, 40, WITHHELD]
    assert (support.n_agree[:, [3, 5]] == WITHHELD).all()
