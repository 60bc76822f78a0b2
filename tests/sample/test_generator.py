import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yishiting.sample.errors import InvalidSampleSettingError
from yishiting.sample.generator import VoteArrays, simulate_votes


def pairs(rows: VoteArrays) -> list[tuple[int, int, int]]:
    return list(zip(rows.participants.tolist(), rows.statements.tolist(), rows.votes.tolist(), strict=True))


@settings(max_examples=40, deadline=None)
@given(n_participants=st.integers(1, 300), n_statements=st.integers(1, 80), seed=st.integers(0, 2**40), data=st.data())
def test_every_row_is_legal_and_everybody_votes(
    n_participants: int, n_statements: int, seed: int, data: st.DataObject
) -> None:
    votes_per_person = data.draw(st.floats(1, max(1, 0.6 * n_statements)))

    rows = simulate_votes(n_participants, n_statements, votes_per_person, seed)

    assert set(rows.participants.tolist()) == set(range(n_participants))
    assert set(rows.votes.tolist()) <= {-1, 0, 1}
    assert 0 <= rows.statements.min() <= rows.statements.max() < n_statements
    assert len({pair[:2] for pair in pairs(rows)}) == len(rows)


@pytest.mark.parametrize(("n_statements", "votes_per_person"), [(1000, 30), (896, 111), (200, 5)])
def test_mean_number_of_votes_is_the_one_asked_for(n_statements: int, votes_per_person: float) -> None:
    rows = simulate_votes(20_000, n_statements, votes_per_person, seed=1)

    assert abs(len(rows) / 20_000 - votes_per_person) < 0.03 * votes_per_person


def test_opinions_lie_in_two_dimensions_beside_a_tendency_to_agree() -> None:
    rows = simulate_votes(3000, 40, 24, seed=1)
    matrix = np.zeros((3000, 40))
    matrix[rows.participants, rows.statements] = rows.votes

    spread = np.linalg.svd(matrix - matrix.mean(axis=0), compute_uv=False) ** 2

    # Three directions stand out from the noise.
    assert spread[2] > 1.4 * spread[3]
    assert spread[3] < 1.4 * spread[4]


def test_people_from_two_chunks_are_joined_and_chunks_differ() -> None:
    rows = simulate_votes(40_000, 50, 5, seed=1)
    first, second = (pairs(rows)[place] for place in (0, -1))

    assert first[0] == 0
    assert second[0] == 39_999
    assert (np.diff(rows.participants) >= 0).all()
    is_second = rows.participants >= 20_000
    assert rows.statements[~is_second][:1000].tolist() != rows.statements[is_second][:1000].tolist()


def test_shuffled_rows_are_the_same_rows_in_another_order() -> None:
    in_order = simulate_votes(500, 60, seed=2)
    shuffled = simulate_votes(500, 60, seed=2, is_shuffled=True)

    assert sorted(pairs(shuffled)) == sorted(pairs(in_order))
    assert pairs(shuffled) != pairs(in_order)


def test_same_seed_gives_the_same_rows_and_another_seed_others() -> None:
    assert pairs(simulate_votes(200, 60, seed=3)) == pairs(simulate_votes(200, 60, seed=3))
    assert pairs(simulate_votes(200, 60, seed=3)) != pairs(simulate_votes(200, 60, seed=4))


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ((0, 10, 2, 0), "`n_participants` must be 1 or above, got 0"),
        ((10, 0, 2, 0), "`n_statements` must be 1 or above, got 0"),
        ((10, 10, 2, -1), "`seed` must be 0 or above, got -1"),
        ((10, 10, 0.5, 0), "`votes_per_person` must be between 1 and 6, got 0.5"),
        ((10, 40, 30, 0), "`votes_per_person` must be between 1 and 24, got 30"),
    ],
)
def test_argument_out_of_range_is_refused(arguments: tuple[int, int, float, int], sentence: str) -> None:
    with pytest.raises(InvalidSampleSettingError) as refused:
        simulate_votes(*arguments)

    assert str(refused.value) == sentence
