"""A short list of statements that represents everybody proportionally, elected by the method of equal shares.

A person supports a statement when the model puts their agreement at 2/3 or more. The method gives every person an
equal budget; a statement is bought when its supporters can pay one unit together, each paying no more than
needed (Peters & Skowron, EC 2020; with approvals, Aziz et al., Social Choice and Welfare 48, 2017). It
guarantees EJR+; where budgets run out before the list is full, the rest is filled by sequential PAV: a supporter
who already has n statements counts 1 / (n + 1). Both guarantees are checked afterwards, with a witness where one
fails.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from yishiting.engine.results import RepresentationCheck, Slate, SlateStep
from yishiting.engine.slate_kernel import prices

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]
    Truths = NDArray[np.bool_]

APPROVAL = 2 / 3
DEFAULT_SIZE = 7
CLOSE = 1e-9


@dataclass(frozen=True)
class Electorate:
    """Who supports what: ``approves`` (n_people, n_candidates) and ``weights`` (n_people,).

    ``order`` (n_candidates,) ranks candidates with equal scores: the lowest goes first.
    """

    approves: Truths
    weights: Floats
    order: NDArray[np.int64]


def elect(electorate: Electorate, size: int = DEFAULT_SIZE) -> Slate:
    """Elect up to ``size`` statements; fewer where nothing else is supported by anybody."""
    size = min(size, electorate.approves.shape[1])
    by_candidate = np.ascontiguousarray(electorate.approves.T)
    budgets = np.full(len(electorate.weights), size / max(electorate.weights.sum(), CLOSE))
    steps: list[SlateStep] = []
    while len(steps) < size:
        step = _buy(electorate, by_candidate, budgets, steps) or _fill(electorate, steps)
        if step is None:
            break
        steps.append(step)
    chosen = [step.statement for step in steps]
    covered = electorate.approves[:, chosen].any(axis=1)
    total = max(float(electorate.weights.sum()), CLOSE)
    return Slate(
        statements=tuple(chosen),
        represented=float(electorate.weights[covered].sum() / total),
        steps=tuple(steps),
        checks=(check_justified(electorate, chosen, size), check_ejr_plus(electorate, chosen, size)),
        method="equal_shares",
    )


def _buy(electorate: Electorate, by_candidate: Truths, budgets: Floats, steps: list[SlateStep]) -> SlateStep | None:
    """Buy the statement whose supporters pay least each, and take the payment from their ``budgets``."""
    costs = np.empty(electorate.approves.shape[1])
    poorest_first = np.argsort(budgets, kind="stable")
    prices(by_candidate, electorate.weights, budgets, poorest_first, costs)
    costs[[step.statement for step in steps]] = np.inf
    winner, runner_up = _best_two(-costs, electorate.order)
    if not np.isfinite(costs[winner]):
        return None
    supporters = electorate.approves[:, winner]
    budgets[supporters] = np.maximum(budgets[supporters] - costs[winner], 0.0)
    return _step(electorate, steps, winner, float(costs[winner]), runner_up)


def _fill(electorate: Electorate, steps: list[SlateStep]) -> SlateStep | None:
    """The statement with most supporters who have least: each counts 1 / (1 + statements they already have)."""
    chosen = [step.statement for step in steps]
    having = electorate.approves[:, chosen].sum(axis=1)
    gains = (electorate.weights / (1.0 + having)) @ electorate.approves
    gains[chosen] = -np.inf
    winner, runner_up = _best_two(gains, electorate.order)
    if not gains[winner] > 0:
        return None
    return _step(electorate, steps, winner, float("nan"), runner_up if runner_up >= 0 and gains[runner_up] > 0 else -1)


def _best_two(scores: Floats, order: NDArray[np.int64]) -> tuple[int, int]:
    """Best and second best candidate, the second −1 where no other is in the running (score −∞).

    Scores equal to nine digits are decided by ``order``.
    """
    finite = np.isfinite(scores)
    scale = max(float(np.abs(scores[finite]).max(initial=0.0)), CLOSE)
    rounded = np.round(np.where(finite, scores, -2.0 * scale) / scale, 9)
    ranked = np.lexsort((order, -rounded))
    runner_up = int(ranked[1]) if finite.sum() > 1 else -1
    return int(ranked[0]), runner_up


def _step(electorate: Electorate, steps: list[SlateStep], winner: int, price: float, runner_up: int) -> SlateStep:
    before = electorate.approves[:, [step.statement for step in steps]].any(axis=1)
    supporters = electorate.approves[:, winner]
    return SlateStep(
        statement=winner,
        support=float(electorate.weights[supporters].sum()),
        newly_represented=float(electorate.weights[supporters & ~before].sum()),
        price=price,
        runner_up=runner_up,
    )


def check_justified(electorate: Electorate, chosen: list[int], size: int) -> RepresentationCheck:
    """Justified representation: nobody's group of a quota, agreed on a statement, is left without any."""
    return _check("justified_representation", electorate, chosen, size, levels=1)


def check_ejr_plus(electorate: Electorate, chosen: list[int], size: int) -> RepresentationCheck:
    """EJR+ (Brill & Peters, EC 2023): ℓ quotas that agree on a missing statement hold somebody with ℓ others."""
    return _check("ejr_plus", electorate, chosen, size, levels=size)


def _check(name: str, electorate: Electorate, chosen: list[int], size: int, levels: int) -> RepresentationCheck:
    quota = float(electorate.weights.sum()) / max(size, 1)
    having = electorate.approves[:, chosen].sum(axis=1)
    weighed = electorate.weights[:, None] * electorate.approves
    for level in range(1, levels + 1):
        short = having < level
        mass = weighed[short].sum(axis=0)
        mass[chosen] = 0.0
        # The quota is met up to rounding of the weights' sum.
        failing = np.flatnonzero(mass >= level * quota * (1 - CLOSE)) if quota > 0 else np.empty(0, dtype=np.int64)
        if len(failing):
            witness = int(failing[0])
            people = np.flatnonzero(short & electorate.approves[:, witness])
            return RepresentationCheck(name, holds=False, quota=quota, witness_statement=witness, witness_people=people)
    return RepresentationCheck(
        name, holds=True, quota=quota, witness_statement=-1, witness_people=np.empty(0, dtype=np.int64)
    )
