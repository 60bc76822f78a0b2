import numpy as np
import pytest
from numpy.typing import NDArray

from yishiting.sample.design import DELIBERATIONS, DeliberationDesign, load_deliberation, load_people
from yishiting.sample.opinions import Opinions, form_opinions
from yishiting.sample.people import People, assemble_people

SEEDS = (1, 2, 3)


def formed(name: str, seed: int = 1) -> tuple[DeliberationDesign, People, Opinions]:
    design = load_deliberation(name)
    people = assemble_people(load_people(), 1200, seed)
    return design, people, form_opinions(design, people, seed)


def shares_by_current(opinions: Opinions) -> NDArray[np.float64]:
    """Expected share of agreement, n_currents × n_statements."""
    return np.array([opinions.chances[opinions.current == c].mean(axis=0) for c in np.unique(opinions.current)]) / 1e4


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", DELIBERATIONS)
def test_statements_behave_as_their_design_says(name: str, seed: int) -> None:
    design, _, opinions = formed(name, seed)
    share, spread = opinions.chances.mean(axis=0) / 1e4, opinions.chances.std(axis=0) / 1e4
    lowest_fifth = np.sort(opinions.chances, axis=0)[:240].mean(axis=0) / 1e4
    holds = {
        "agreed_by_all": (shares_by_current(opinions).min(axis=0) > 0.7) & (lowest_fifth > 0.6),
        "agreed_by_most": (share > 0.67) & (lowest_fifth < 0.6),
        "divides": (share > 0.33) & (share < 0.67) & (spread > 0.25),
        "opposed": (share < 0.25) & (spread < 0.15),
        "little_known": np.ones(len(share), dtype=bool),  # what makes it so is seen in the votes
    }

    wrong = [each.id for place, each in enumerate(design.statements) if not holds[each.behaves][place]]

    assert wrong == []


@pytest.mark.parametrize(("name", "sizes"), [("development", (48, 32, 20)), ("safety", (62, 38))])
def test_currents_have_unequal_sizes_near_the_design(name: str, sizes: tuple[int, ...]) -> None:
    for seed in SEEDS:
        _, _, opinions = formed(name, seed)

        shares = 100 * np.bincount(opinions.current) / len(opinions.current)

        assert np.abs(shares - sizes).max() < 10


def test_currents_stand_apart_where_there_are_several() -> None:
    for name in ("development", "safety"):
        _, _, opinions = formed(name)
        centres = np.array([opinions.positions[opinions.current == c].mean(axis=0) for c in set(opinions.current)])
        own = np.linalg.norm(opinions.positions - centres[opinions.current], axis=1)
        others = np.linalg.norm(opinions.positions[:, None] - centres, axis=2)

        assert np.mean(others.argmin(axis=1) == opinions.current) > 0.95
        assert own.mean() < 0.5 * np.linalg.norm(centres[0] - centres[1])


def test_constituencies_shape_opinions_only_in_part() -> None:
    _, people, opinions = formed("development")
    chances = opinions.chances[:, 3] / 1e4  # the statement that divides most

    means = [chances[people.constituency["stakeholder"] == place].mean() for place in range(4)]
    within = [chances[people.constituency["stakeholder"] == place].std() for place in range(4)]

    assert max(means) - min(means) > 0.15
    assert min(within) > 0.25


def test_same_seed_gives_the_same_opinions_and_another_seed_others() -> None:
    first, again, other = formed("safety", 4)[2], formed("safety", 4)[2], formed("safety", 5)[2]

    assert (first.chances == again.chances).all()
    assert (first.chances != other.chances).any()
