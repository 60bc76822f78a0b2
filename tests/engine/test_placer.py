"""The placer: one person placed without the result at hand, by the same figures, out of arrays that can be kept."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.figures import assert_same_bytes
from tests.engine.simulation import camp_votes
from yishiting.engine import InvalidSettingError, Placer, analyse, place
from yishiting.engine.kernels import solve_person
from yishiting.engine.one_person import PLACING_STEPS, Placement, logit_moments, probability
from yishiting.engine.opinion_space import OpinionSpace, certainties

if TYPE_CHECKING:
    from pathlib import Path

    from numpy.typing import NDArray

PLANTED = camp_votes(people_per_camp=60, statements=16, camps=3, seed=51, answered=0.7, passing=0.1)
RESULT = analyse(PLANTED.table)
PLACER = Placer.of(RESULT)
SOME = settings(max_examples=settings().max_examples * 3 // 10)


def kept(placer: Placer) -> dict[str, NDArray[Any]]:
    """The placer's arrays after they were written to a file and read again, no object allowed."""
    file = BytesIO()
    np.savez(file, allow_pickle=False, **placer.arrays())
    file.seek(0)
    with np.load(file, allow_pickle=False) as arrays:
        return dict(arrays)


@st.composite
def answers(draw: st.DrawFn) -> tuple[list[int], list[int]]:
    """Some statements, a few of them unknown or answered twice, and votes on them."""
    statements = draw(st.lists(st.integers(0, 19), max_size=20))
    votes = draw(st.lists(st.sampled_from((-1, 0, 1)), min_size=len(statements), max_size=len(statements)))
    return statements, votes


@SOME
@given(answers())
def test_a_placer_says_what_the_result_says(given_answers: tuple[list[int], list[int]]) -> None:
    expected = place(RESULT, *given_answers)

    assert_same_bytes(PLACER.place(*given_answers), expected)
    assert_same_bytes(Placer.from_arrays(kept(PLACER)).place(*given_answers), expected)


@SOME
@given(answers())
def test_plain_numpy_finds_what_the_compiled_loop_finds(given_answers: tuple[list[int], list[int]]) -> None:
    last = {s: v for s, v in zip(*given_answers, strict=True) if s < 16}
    fit = RESULT.model.fitted
    mean, covariance = np.zeros(len(fit.priors.person_slope)), fit.priors.person_covariance.copy()
    activity = float(fit.activity_scale.scaled(np.array(len(last))))
    rows, votes = np.array(sorted(last), dtype=np.int32), np.array([last[s] for s in sorted(last)], dtype=np.int8)
    solve_person(rows, votes, activity, fit.priors.for_people(), fit.moments, PLACING_STEPS, mean, covariance)

    found = RESULT.model.place(*given_answers)

    np.testing.assert_allclose(found.mean, mean, atol=1e-10)
    np.testing.assert_allclose(found.covariance, covariance, atol=1e-10)


def test_certainty_is_that_of_the_groups() -> None:
    for person in range(0, 180, 7):
        rows = slice(PLANTED.table.row_starts[person], PLANTED.table.row_starts[person + 1])
        placement = PLACER.placement(PLANTED.table.statement_index[rows], PLANTED.table.votes[rows])
        space = OpinionSpace.of(placement.mean[None], placement.covariance[None], RESULT.map.relevance)
        expected = certainties(space.points, space.covariances, RESULT.groups.opinion_centres * space.scale)

        assert PLACER.place_of(placement).certainty == pytest.approx(expected[0], abs=1e-12)


def test_where_there_is_one_group_everybody_is_surely_in_it() -> None:
    table = camp_votes(people_per_camp=12, statements=6, camps=1, seed=5, answered=1.0).table
    alone = Placer.of(analyse(table)).place([2, 3], [1, -1])

    assert (alone.group, alone.certainty) == (0, 1.0)


def test_logits_of_one_person_are_those_of_the_model() -> None:
    """Somebody who was fitted, asked for by their fitted posterior: their chances are the model's own."""
    people = RESULT.model.fitted.people
    for person in (0, 77, 179):
        fitted = Placement(people.means[person], people.covariances[person])

        chances = probability(*logit_moments(PLACER.moments, fitted, 0))

        np.testing.assert_allclose(chances, RESULT.model.predict(np.full(16, person), np.arange(16)), atol=1e-12)


def test_an_unknown_statement_has_the_model_s_prior() -> None:
    fitted = type(PLACER.placement([], []))(
        RESULT.model.fitted.people.means[3], RESULT.model.fitted.people.covariances[3]
    )

    chance = probability(*logit_moments(PLACER.unknown, fitted, 0))

    np.testing.assert_allclose(chance, RESULT.model.predict([3], [999]), atol=1e-12)


def test_arrays_survive_a_file_byte_for_byte() -> None:
    assert_same_bytes(Placer.from_arrays(kept(PLACER)), PLACER)


def test_ids_may_be_texts() -> None:
    names = np.array([f"主张 {s:02d}" for s in range(16)])
    named = analyse(type(PLANTED.table)(PLANTED.table.participant_ids, names, *_rest_of(PLANTED.table)))

    found = Placer.from_arrays(kept(Placer.of(named))).place(["主张 03", "主张 02"], [1, -1])

    assert_same_bytes(found, PLACER.place([3, 2], [1, -1]))


def _rest_of(table: Any) -> tuple[Any, ...]:  # noqa: ANN401 — columns of four types
    return table.row_starts, table.statement_index, table.votes, table.weights


def test_nothing_in_it_grows_with_the_people() -> None:
    half = PLANTED.table.keep(np.arange(180) % 2 == 0)

    sizes = {name: array.size for name, array in Placer.of(analyse(half)).arrays().items()}

    grouped = ("labels", "opinion_centres")
    assert {name: size for name, size in sizes.items() if name not in grouped} == {
        name: array.size for name, array in PLACER.arrays().items() if name not in grouped
    }
    assert not {90, 180} & {length for array in PLACER.arrays().values() for length in array.shape}


def _without(name: str) -> dict[str, Any]:
    return {key: array for key, array in PLACER.arrays().items() if key != name}


REFUSED: dict[str, tuple[dict[str, Any], str]] = {
    "nothing": ({}, "`arrays` must hold `version`, it is missing"),
    "one missing": (_without("plane"), "`arrays` must hold `plane`, it is missing"),
    "another version": (PLACER.arrays() | {"version": np.array(2)}, "`version` must be 1, got 2"),
    "one too short": (
        PLACER.arrays() | {"second": PLACER.second[:, 1:]},
        "`second` must have shape (2, 16, 36), got (2, 15, 36)",
    ),
    "groups without a centre": (
        PLACER.arrays() | {"opinion_centres": PLACER.opinion_centres[1:]},
        f"`opinion_centres` must have shape ({len(RESULT.groups.labels)}, 6), got ({len(RESULT.groups.labels) - 1}, 6)",
    ),
    "a table for ids": (
        PLACER.arrays() | {"statement_ids": PLACER.statement_ids[None]},
        "`statement_ids` must have shape (16,), got (1, 16)",
    ),
    "whole numbers": (
        PLACER.arrays() | {"plane": np.zeros((6, 2), np.int64)},
        "`plane` must hold floating-point numbers, got int64",
    ),
    "objects": (
        PLACER.arrays() | {"statement_ids": PLACER.statement_ids.astype(object)},
        "`statement_ids` must hold integers or strings, got object",
    ),
    "NaN": (
        PLACER.arrays() | {"relevance": np.full(6, np.nan)},
        "`relevance` must hold finite numbers, got NaN or infinity",
    ),
    "ids out of order": (
        PLACER.arrays() | {"statement_ids": PLACER.statement_ids[::-1]},
        "`statement_ids` must rise, got 15 before 14",
    ),
}


@pytest.mark.parametrize(("arrays", "sentence"), REFUSED.values(), ids=REFUSED)
def test_arrays_that_are_no_placer_are_refused(arrays: dict[str, Any], sentence: str) -> None:
    with pytest.raises(InvalidSettingError) as refused:
        Placer.from_arrays(arrays)

    assert str(refused.value) == sentence


def test_votes_that_are_none_are_refused() -> None:
    with pytest.raises(InvalidSettingError, match=r"^`votes` must be -1, 0 or \+1, one for each of `statements`$"):
        PLACER.place([1], [2])


PLACE_BY_FILE = """
import sys
import numpy as np
from yishiting.engine import Candidates, OwnAnswers, Placer, rank_next
with np.load(sys.argv[1], allow_pickle=False) as arrays:
    placer = Placer.from_arrays(arrays)
placer.place([1, 2], [1, -1])
rank_next(Candidates.of([3, 4, 99], [1, 2, 0]), OwnAnswers.of([1, 2], [1, -1]), placer, seed=1, k=2)
print(sorted({"numba", "scipy", "django"} & set(sys.modules)))
"""


def test_no_compiler_is_loaded(tmp_path: Path) -> None:
    file = tmp_path / "placer.npz"
    np.savez(file, allow_pickle=False, **PLACER.arrays())

    done = subprocess.run(
        [sys.executable, "-c", PLACE_BY_FILE, str(file)], capture_output=True, text=True, check=True, timeout=60
    )

    assert done.stdout == "[]\n"
