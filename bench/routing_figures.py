"""What is measured after a replay; every figure is by name, and `BETTER` says which way is better."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from bench.quality import area_and_loss
from bench.replay import Given, seen_table
from yishiting.engine import Placer, analyse
from yishiting.engine.one_person import logit_moments, positions, probability

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from bench.replay import Cast
    from yishiting.engine import Analysis

    Floats = NDArray[np.float64]

BETTER = {
    "auc": "high",
    "log loss": "low",
    "map": "high",
    "group": "high",
    "width": "low",
    "error": "low",
    "coverage": "near .9 or above",
    "under 10": "low",
    "gini": "low",
}


def whole_result(cast: Cast) -> Analysis:
    """The result of everything that these people really answered."""
    return analyse(seen_table([person.whole() for person in cast.people]), n_threads=1)


def figures_from_nothing(cast: Cast, everybody: list[Given], whole: Analysis) -> dict[str, float]:
    """Hidden votes, map, support and evenness, of a result of the answers so far."""
    result = analyse(seen_table(everybody), n_threads=1)
    rows = np.repeat(np.arange(len(cast.people)), [len(person.hidden) for person in cast.people])
    statements = np.array([s for person in cast.people for s in person.hidden])
    votes = np.array([v for person in cast.people for v in person.hidden.values()])
    told = votes != 0
    chances = result.model.predict(rows[told], statements[told])
    auc, loss = area_and_loss(votes[told] > 0, chances)
    likeness = turned_likeness(result.map.people, whole.map.people)
    found = {"auc": auc, "log loss": loss, "map": likeness}
    return found | _support(result, whole) | _evenness(everybody, whole)


def _support(result: Analysis, whole: Analysis) -> dict[str, float]:
    """Overall support now and in the end; of statements without an answer yet, anything may be true."""
    at = positions(result.statement_ids, whole.statement_ids, "statements")
    known, support = at >= 0, result.support
    low, high = np.where(known, support.low[0][at], 0.0), np.where(known, support.high[0][at], 1.0)
    share, final = np.where(known, support.share[0][at], 0.5), whole.support.share[0]
    return {
        "width": float((high - low).mean()),
        "error": float(np.abs(share - final).mean()),
        "coverage": float(((low <= final) & (final <= high)).mean()),
    }


def _evenness(everybody: list[Given], whole: Analysis) -> dict[str, float]:
    asked = np.array([statement for given in everybody for statement in given.statements])
    received = np.sort(np.bincount(asked, minlength=int(whole.statement_ids.max()) + 1)[whole.statement_ids])
    n = len(received)
    gini = (2 * np.arange(1, n + 1) - n - 1) @ received / (n * received.sum())
    return {"under 10": float((received < 10).mean()), "gini": float(gini)}


def turned_likeness(points: Floats, truth: Floats) -> float:
    """Correlation of two maps of the same people, one turned and mirrored to match: 1 is the same map."""
    first, second = points - points.mean(axis=0), truth - truth.mean(axis=0)
    matched = np.linalg.svd(first.T @ second, compute_uv=False).sum()
    return float(matched / np.sqrt((first**2).sum() * (second**2).sum()))


def figures_of_newcomers(cast: Cast, everybody: list[Given], placer: Placer) -> dict[str, float]:
    """Places by the answers so far against places by all that might have been asked; and the hidden votes."""
    places = [placer.place(given.statements, given.votes) for given in everybody]
    final = [placer.place([*person.open], [*person.open.values()]) for person in cast.people]
    here, there = (np.array([place.position for place in each]) for each in (places, final))
    here, there = here - here.mean(axis=0), there - there.mean(axis=0)
    auc, loss = _hidden_votes(cast, everybody, placer)
    return {
        "auc": auc,
        "log loss": loss,
        "map": float((here * there).sum() / np.sqrt((here**2).sum() * (there**2).sum())),
        "group": float(np.mean([one.group == other.group for one, other in zip(places, final, strict=True)])),
    }


def _hidden_votes(cast: Cast, everybody: list[Given], placer: Placer) -> tuple[float, float]:
    agreed, chances = list[bool](), list[float]()
    for person, given in zip(cast.people, everybody, strict=True):
        placement = placer.placement(given.statements, given.votes)
        chance = probability(*logit_moments(placer.moments, placement, 0))
        at = positions(placer.statement_ids, np.array([*person.hidden], dtype=np.int64), "statements").tolist()
        known = [(vote > 0, chance[a]) for vote, a in zip(person.hidden.values(), at, strict=True) if vote and a >= 0]
        agreed += [yes for yes, _ in known]
        chances += [float(c) for _, c in known]
    return area_and_loss(np.array(agreed), np.array(chances))
