from math import exp

import numpy as np
import pytest

from yishiting.sample.dice import CERTAIN, UNIT, Dice, logistic

GOLDEN_BELOW = [22, 87, 64, 63, 18, 65, 35, 37]
GOLDEN_BELL = [-64, -205, 17, 20, -95, -48]


def test_dice_give_the_numbers_written_down_here_on_every_machine() -> None:
    dice = Dice.named(1, "people")

    assert dice.below(100, 8).tolist() == GOLDEN_BELOW
    assert dice.bell(100, (6,)).tolist() == GOLDEN_BELL


def test_dice_with_another_seed_or_name_give_other_numbers() -> None:
    drawn = [Dice.named(seed, name).below(2**32, 4).tolist() for seed, name in ((1, "a"), (2, "a"), (1, "b"))]

    assert drawn[0] != drawn[1]
    assert drawn[0] != drawn[2]


def test_below_reaches_every_number_alike_and_none_beyond() -> None:
    counts = np.bincount(Dice.named(0, "even").below(10, 100_000), minlength=10)

    assert len(counts) == 10
    # Five standard deviations of a binomial count: sqrt(100,000 · .1 · .9) = 95.
    assert np.abs(counts - 10_000).max() < 475


def test_bell_has_the_mean_and_spread_that_were_asked_for() -> None:
    drawn = Dice.named(0, "bell").bell(45, (100_000,))

    assert abs(drawn.mean()) < 0.9  # rounding down takes one half
    assert abs(drawn.std() - 45) < 0.6


def test_shuffled_keeps_every_value_and_changes_the_order() -> None:
    values = np.arange(1000)
    values.setflags(write=False)

    shuffled = Dice.named(0, "order").shuffled(values)

    assert sorted(shuffled.tolist()) == values.tolist()
    assert (shuffled == values).sum() < 20


def test_which_follows_the_weights_of_each_row() -> None:
    weights = np.repeat([[1, 3, 0], [0, 0, 5]], 20_000, axis=0)

    drawn = Dice.named(0, "which").which(weights)

    assert abs(np.mean(drawn[:20_000] == 1) - 0.75) < 0.016
    assert not (drawn[:20_000] == 2).any()
    assert (drawn[20_000:] == 2).all()


@pytest.mark.parametrize("logit", [-800, -251, -1, 0, 1, 100, 799, 800])
def test_logistic_agrees_with_the_formula(logit: int) -> None:
    assert logistic(np.array([logit]))[0] == round(CERTAIN / (1 + exp(-logit / UNIT)))


def test_logistic_is_cut_beyond_eight_and_symmetric() -> None:
    logits = np.arange(-2000, 2001)

    chances = logistic(logits)

    assert (chances.min(), chances.max()) == (3, 9997)
    assert (chances + chances[::-1] == CERTAIN).all()
