import numpy as np
import pytest

from yishiting.sample import DELIBERATIONS, InvalidSampleSettingError, SampleSettings, Simulation, simulate


def stripped(simulation: Simulation) -> list[tuple[int, ...]]:
    votes = simulation.votes
    return list(zip(votes.participant.tolist(), votes.statement.tolist(), votes.vote.tolist(), strict=True))


def test_deliberations_come_in_the_order_in_which_they_were_named() -> None:
    simulations = simulate(SampleSettings(100, deliberations=("governance", "safety")))

    assert [simulation.design.name for simulation in simulations] == ["governance", "safety"]


def test_same_people_take_part_in_every_deliberation_with_opinions_of_its_own() -> None:
    first, second, third = simulate(SampleSettings())

    assert first.people is second.people is third.people
    positions = [simulation.opinions.positions[:, 0] for simulation in (first, second, third)]
    # What is common to them is only how categories and regions lean.
    assert np.abs(np.corrcoef(positions) - np.eye(3)).max() < 0.4


def test_deliberation_is_the_same_alone_and_with_the_others() -> None:
    together = simulate(SampleSettings(200, 3))

    for name, simulation in zip(DELIBERATIONS, together, strict=True):
        (alone,) = simulate(SampleSettings(200, 3, (name,)))
        assert stripped(alone) == stripped(simulation)


@pytest.mark.parametrize(
    ("names", "said"), [((), "none"), (("safety", "safety"), "safety, safety")], ids=["none", "twice"]
)
def test_deliberations_must_be_named_once(names: tuple[str, ...], said: str) -> None:
    with pytest.raises(InvalidSampleSettingError) as refused:
        simulate(SampleSettings(deliberations=names))

    assert str(refused.value) == f"`deliberations` must name one or more, each once, got {said}"
