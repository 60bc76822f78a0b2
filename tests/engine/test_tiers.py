"""However many open participants come, and whatever they answer, they move no figure of the trusted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.engine.figures import assert_close, assert_same_bytes
from tests.engine.simulation import camp_votes, random_votes
from yishiting.engine import Rule, VoteTable, analyse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yishiting.engine import Analysis

TRUSTED = camp_votes(people_per_camp=40, statements=8, camps=2, seed=11, answered=0.8).table


@dataclass(frozen=True)
class Crowd:
    """Votes of open participants: rows of (person, statement, vote), and how much each weighs."""

    people: NDArray[np.int64]
    statements: NDArray[np.int64]
    votes: NDArray[np.int64]
    weight: float = 1.0


def crowd(size: int, *, vote: int | None = None, statements: tuple[int, ...] = tuple(range(8)), seed: int = 0) -> Crowd:
    """A crowd that answers all of some statements alike, or at random."""
    rng = np.random.default_rng(seed)
    n_rows = size * len(statements)
    votes = rng.integers(-1, 2, n_rows) if vote is None else np.full(n_rows, vote)
    return Crowd(np.repeat(np.arange(size), len(statements)), np.tile(statements, size), votes)


def together(trusted: VoteTable, others: Crowd, rng: np.random.Generator) -> tuple[VoteTable, NDArray[np.bool_]]:
    """One table in which the trusted stand scattered among the crowd, their order kept; and who they are."""
    n_others = int(others.people.max(initial=-1)) + 1
    numbers = rng.permutation(trusted.n_participants + n_others)
    own, theirs = np.sort(numbers[: trusted.n_participants]), numbers[trusted.n_participants :]
    rows = trusted.participant_index()
    table = VoteTable.from_arrays(
        np.concatenate((own[rows], theirs[others.people])),
        np.concatenate((trusted.statement_ids[trusted.statement_index], others.statements)),
        np.concatenate((trusted.votes, others.votes)),
        np.concatenate((trusted.weights[rows], np.full(len(others.people), others.weight))),
    )
    return table, np.isin(table.participant_ids, own)


def labels_of(is_trusted: NDArray[np.bool_]) -> tuple[NDArray[np.str_], NDArray[np.str_]]:
    """Tiers and regions; the n-th trusted person always gets the same, and the crowd claims to be from Asia."""
    tiers, regions = np.full(len(is_trusted), "open", dtype="<U10"), np.full(len(is_trusted), "Asia", dtype="<U10")
    n_trusted = int(is_trusted.sum())
    tiers[is_trusted] = np.resize(["delegation", "verified", "verified"], n_trusted)
    regions[is_trusted] = np.resize(["Africa", "Asia", "Asia", ""], n_trusted)
    return tiers, regions


def analysed(table: VoteTable, is_trusted: NDArray[np.bool_], **settings: Any) -> Analysis:  # noqa: ANN401
    tiers, regions = labels_of(is_trusted)
    return analyse(table, tiers=tiers, constituencies={"region": regions}, **settings)


def figures_of_trusted(result: Analysis, people: NDArray[np.bool_]) -> tuple[Any, ...]:
    """All that is said about the trusted, on the statements that they voted on."""
    known = np.isin(result.statement_ids, TRUSTED.statement_ids)
    rows = [row for row, each in enumerate(result.support.sets) if each.label != "open"]
    support, groups = result.support, result.groups
    names = ("share", "low", "high", "p_supported", "p_opposed", "n_agree", "n_disagree", "n_pass")
    return (
        tuple(support.sets[row] for row in rows),
        tuple(getattr(support, name)[rows][:, known] for name in names),
        (result.consensus[known], result.division[known], result.is_borderline[known], result.votes_wanted[known]),
        tuple(verdict for verdict, is_known in zip(result.verdicts, known, strict=True) if is_known),
        tuple(each for each, is_known in zip(result.blocking, known, strict=True) if is_known),
        (result.map.people[people], result.map.people_sd[people], result.map.statements[known], result.map.kept),
        (groups.labels, groups.membership[people], groups.certainty[people], groups.centres, groups.opinion_centres),
        (groups.defining, groups.trials, result.map.plane),
        tuple(result.statement_ids[list(result.slate.statements)].tolist()),
        (result.slate.represented, result.slate.steps, tuple(check.holds for check in result.slate.checks)),
    )


CROWDS: dict[str, Crowd] = {
    "nobody": crowd(0),
    "one person": crowd(1),
    "two hundred against everything": crowd(200, vote=-1),
    "two hundred passing on everything": crowd(200, vote=0),
    "two hundred at random": crowd(200),
    "one of enormous weight": replace(crowd(1, vote=-1), weight=1e6),
    "five thousand for one statement": crowd(5_000, vote=1, statements=(3,)),
    "thirty thousand at random": crowd(30_000, statements=(0, 5)),
}


@pytest.mark.parametrize("others", CROWDS.values(), ids=CROWDS)
def test_open_participants_move_no_figure_of_the_trusted(others: Crowd) -> None:
    alone = analysed(TRUSTED, np.ones(TRUSTED.n_participants, dtype=bool))

    table, is_trusted = together(TRUSTED, others, np.random.default_rng(1))
    result = analysed(table, is_trusted)

    assert result.fitted_on == ("delegations_and_verified" if len(others.people) else "everybody")
    everybody = np.ones(TRUSTED.n_participants, dtype=bool)
    assert_same_bytes(figures_of_trusted(alone, everybody), figures_of_trusted(result, is_trusted))


def test_the_trusted_have_two_groups_that_a_crowd_could_move() -> None:
    result = analysed(TRUSTED, np.ones(TRUSTED.n_participants, dtype=bool))

    assert result.groups.n_groups == 2
    assert len(set(result.verdicts)) > 1


@pytest.mark.parametrize("n_own", [1, 30])
def test_statements_of_their_own_move_nothing_either(n_own: int) -> None:
    """To six digits: sums over more statements are rounded in other places."""
    alone = analysed(TRUSTED, np.ones(TRUSTED.n_participants, dtype=bool))

    others = crowd(100, vote=1, statements=(2, *range(100, 100 + n_own)))
    table, is_trusted = together(TRUSTED, others, np.random.default_rng(1))
    result = analysed(table, is_trusted)

    everybody = np.ones(TRUSTED.n_participants, dtype=bool)
    assert_close(figures_of_trusted(alone, everybody), figures_of_trusted(result, is_trusted), tolerance=1e-6)


@settings(max_examples=settings().max_examples * 3 // 20)
@given(
    rows=st.lists(st.tuples(st.integers(0, 20), st.integers(0, 7), st.integers(-1, 1)), min_size=1, max_size=60),
    seed=st.integers(0, 100),
)
def test_no_open_votes_whatever_move_a_figure_of_the_trusted(rows: list[tuple[int, int, int]], seed: int) -> None:
    alone = analysed(TRUSTED, np.ones(TRUSTED.n_participants, dtype=bool))

    people, statements, votes = (np.array([row[at] for row in rows]) for at in range(3))
    named = np.unique(people, return_inverse=True)[1]
    table, is_trusted = together(TRUSTED, Crowd(named, statements, votes), np.random.default_rng(seed))
    result = analysed(table, is_trusted)

    everybody = np.ones(TRUSTED.n_participants, dtype=bool)
    assert_same_bytes(figures_of_trusted(alone, everybody), figures_of_trusted(result, is_trusted))


def test_open_participants_are_reported_beside_the_others() -> None:
    table, is_trusted = together(TRUSTED, crowd(200, vote=-1), np.random.default_rng(1))

    result = analysed(table, is_trusted)

    support = result.support
    trusted, crowded = support.row("tier", "verified"), support.row("tier", "open")
    assert support.sets[crowded].n_people == 200
    assert not support.sets[crowded].counts
    assert (support.n_disagree[crowded] == 200).all()
    assert (support.share[crowded] < 0.5).all()
    assert support.share[crowded].mean() < support.share[trusted].mean()
    assert support.sets[support.row("overall")].n_people == TRUSTED.n_participants
    assert np.isfinite(result.map.people).all()
    assert result.turnout.n_participants == TRUSTED.n_participants + 200


def test_open_participants_are_put_into_groups_once_they_have_answered_enough() -> None:
    for statements, is_grouped in (((0, 1), False), (tuple(range(8)), True)):
        table, is_trusted = together(TRUSTED, crowd(20, vote=1, statements=statements), np.random.default_rng(1))

        groups = analysed(table, is_trusted).groups

        assert groups.n_groups == 2
        assert (groups.membership[~is_trusted] >= 0).tolist() == [is_grouped] * 20


def test_an_earlier_result_with_open_participants_moves_nothing_either() -> None:
    everybody = np.ones(TRUSTED.n_participants, dtype=bool)
    table, is_trusted = together(TRUSTED, crowd(200, vote=-1), np.random.default_rng(1))
    ids = table.participant_ids[is_trusted]
    named = VoteTable.from_arrays(
        ids[TRUSTED.participant_index()], TRUSTED.statement_ids[TRUSTED.statement_index], TRUSTED.votes
    )

    alone = analysed(named, everybody, previous=analysed(named, everybody))
    result = analysed(table, is_trusted, previous=analysed(table, is_trusted))

    assert_same_bytes(figures_of_trusted(alone, everybody), figures_of_trusted(result, is_trusted))


@pytest.mark.parametrize(("n_trusted", "fitted_on"), [(30, "delegations_and_verified"), (29, "everybody")])
def test_thirty_carry_a_model(n_trusted: int, fitted_on: str) -> None:
    table = random_votes(people=60, statements=8, camps=1, seed=12)
    tiers = np.array(["verified"] * n_trusted + ["open"] * (60 - n_trusted))

    assert analyse(table, tiers=tiers).fitted_on == fitted_on


def test_how_many_carry_a_model_is_a_setting() -> None:
    tiers = np.array(["delegation"] * 20 + ["open"] * (TRUSTED.n_participants - 20))

    rule = Rule(minimum_model_people=20)
    assert analyse(TRUSTED, tiers=tiers, rule=rule).fitted_on == "delegations_and_verified"


def test_where_everybody_is_alike_everybody_is_fitted() -> None:
    table, is_trusted = together(TRUSTED, crowd(200, vote=-1), np.random.default_rng(1))

    result = analysed(table, is_trusted, rule=Rule(fit_on="everybody"))

    assert result.fitted_on == "everybody"
    assert result.support.sets[0].n_people == TRUSTED.n_participants + 200
    assert_same_bytes(result.consensus, analyse(table).consensus)
