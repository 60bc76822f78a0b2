"""Which statement to show somebody next: now and then a new one, else the one whose answer teaches most.

What an answer teaches is the information that it is expected to carry (Lindley, Annals of Mathematical Statistics 27,
1956) about all that is unknown behind it: where this person stands, and the statement's own parameters. Under the
model of `model`, with logits η_0 (agrees) and η_1 (passes) of means m_g and variances V_g,

    I = J(m_1, V_1) + (1 − π) J(m_0, V_0)        J(m, V) = ½ log(1 + p (1 − p) V)

π is the chance of a pass, p = E σ(η_g) the chance of a yes in a channel, and J the information in nats of a yes or no
about its logit, all of it taken as Gaussian (MacKay, Neural Computation 4, 1992, "Information-based objective
functions"); above V = 1 it overstates, in the right order.
V_g holds the person's uncertainty and the statement's alike, so nobody weighs one against the other: somebody
of whom little is known is asked what tells most about them, and a statement of which little is known draws answers.

Everybody's order is a little different: log I gets Gumbel noise times ``randomness``, made of the person's seed and
the statement's id alone. With it, statements are drawn nearly in proportion to I^(1 / randomness). Nothing else is
random. ``docs/decisions/0007-next-statement.md`` has the figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from yishiting.engine.errors import InvalidSettingError
from yishiting.engine.one_person import logit_moments, positions, probability
from yishiting.engine.votes import as_ids

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from yishiting.engine.one_person import Placement
    from yishiting.engine.placer import Placer

    Floats = NDArray[np.float64]
    Integers = NDArray[np.int64]


@dataclass(frozen=True)
class Routing:
    """How the next statement is chosen; chosen on four conversations, reported on others (`bench/routing.py`).

    A statement is *new* while it has fewer answers than ``new_answers`` and than ``new_share`` of the candidates'
    median. One in ``new_every`` statements that somebody is shown is a new one, the least answered first, as long as
    there is any. ``randomness`` 0 shows the most telling statement to everybody who answered alike.
    """

    new_answers: int = 10
    new_share: float = 0.5
    new_every: int = 2
    randomness: float = 0.3

    def __post_init__(self) -> None:
        if self.new_every < 1:
            raise InvalidSettingError(f"`new_every` must be 1 or more, got {self.new_every}")
        if self.randomness < 0:
            raise InvalidSettingError(f"`randomness` must be 0 or more, got {self.randomness}")

    def is_new(self, n_answers: Integers) -> NDArray[np.bool_]:
        """Which candidates are well below the others in answers; none where all have few."""
        enough = min(float(self.new_answers), self.new_share * float(np.median(n_answers)))
        result: NDArray[np.bool_] = n_answers < enough
        return result


DEFAULT_ROUTING = Routing()


@dataclass(frozen=True, eq=False)
class Candidates:
    """Statements that may be shown: ``statements`` (n,), rising, and ``n_answers`` (n,), how many each received."""

    statements: NDArray[Any]
    n_answers: Integers

    @classmethod
    def of(cls, statements: ArrayLike, n_answers: ArrayLike) -> Candidates:
        """Take ids and counts in any order.

        Raises
        ------
        InvalidVotesError
            Ids that are neither integers nor strings.
        InvalidSettingError
            Counts that are negative or not as many as the ids, an id that comes twice.
        """
        ids, counts = as_ids(statements, "statements"), np.asarray(n_answers)
        if counts.shape != ids.shape or (len(counts) and (counts.dtype.kind not in "iu" or counts.min() < 0)):
            raise InvalidSettingError("`n_answers` must be whole numbers from 0, one for each of `statements`")
        order = np.argsort(ids, kind="stable")
        ids = ids[order]
        twice = np.flatnonzero(ids[1:] == ids[:-1])
        if len(twice):
            raise InvalidSettingError(f"`statements` must hold each statement once, got {ids[twice[0]]} twice")
        return cls(ids, counts[order].astype(np.int64))

    def without(self, statements: NDArray[Any]) -> Candidates:
        """The candidates that are not among ``statements``."""
        rest = positions(np.unique(statements), self.statements, "statements") < 0
        return Candidates(self.statements[rest], self.n_answers[rest])


@dataclass(frozen=True, eq=False)
class OwnAnswers:
    """What one person answered: ids of ``statements`` (m,), and ``votes`` (m,) in {-1, 0, +1}; the last one counts."""

    statements: NDArray[Any]
    votes: NDArray[Any]

    @classmethod
    def of(cls, statements: ArrayLike, votes: ArrayLike) -> OwnAnswers:
        """Take ids and votes in the order in which they were given; raises `InvalidSettingError` for others."""
        ids, answers = as_ids(statements, "statements"), np.asarray(votes)
        if answers.shape != ids.shape or not np.isin(answers, (-1, 0, 1)).all():
            raise InvalidSettingError("`votes` must be -1, 0 or +1, one for each of `statements`")
        return cls(ids, answers)


def next_statement(
    candidates: Candidates, own: OwnAnswers, placer: Placer | None, *, seed: int, routing: Routing = DEFAULT_ROUTING
) -> Any:  # noqa: ANN401 — an id, of whatever type ids are
    """The id of the statement to show next, None where nothing is left; the first of `rank_next`."""
    ranked = rank_next(candidates, own, placer, seed=seed, k=1, routing=routing).tolist()
    return ranked[0] if ranked else None


def rank_next(
    candidates: Candidates,
    own: OwnAnswers,
    placer: Placer | None,
    *,
    seed: int,
    k: int,
    routing: Routing = DEFAULT_ROUTING,
) -> NDArray[Any]:
    """The ids of the ``k`` statements to show next, in order; fewer where fewer are left.

    Parameters
    ----------
    candidates : Candidates
        Accepted statements; those that the person has answered are left out here as well.
    own : OwnAnswers
        What the person has answered so far.
    placer : Placer or None
        Of the latest result; None while there is none: then statements with few answers come first. Statements that
        it does not know are taken as unanswered ones are.
    seed : int
        The person's own number; it must not change while they answer.
    k : int
        How many, 0 or more.
    routing : Routing, optional
        The rule.

    Returns
    -------
    array of ids, shape (min(k, n_left),)
        The same for the same inputs, whatever the order of the candidates and of the answers.

    Raises
    ------
    InvalidSettingError
        A negative ``k``, or votes that are none.
    """
    if k < 0:
        raise InvalidSettingError(f"`k` must be 0 or more, got {k}")
    left = candidates.without(own.statements)
    if not len(left.statements):
        return left.statements
    worth = _worth(left, own, placer) + routing.randomness * _luck(left.statements, seed)
    ranked = np.argsort(-worth, kind="stable")  # ids rise: of two that are worth the same, the lower one comes first
    is_new = routing.is_new(left.n_answers)[ranked]
    new, others = ranked[is_new], ranked[~is_new]
    new = new[np.argsort(left.n_answers[new], kind="stable")]
    n_own = len(np.unique(own.statements))
    return left.statements[_interleaved(new, others, turn=n_own + seed, every=routing.new_every)[:k]]


def expected_information(placer: Placer, person: Placement, statements: NDArray[Any]) -> Floats:
    """Information in nats that an answer of this person to each statement is expected to carry, shape (n,).

    Near 0 where the answer is known beforehand; a logit of variance 4 around an even chance gives ½ log 2 = 0.35.
    """
    at = positions(placer.statement_ids, statements, "statements")
    (_, agreeing), (passing, pass_or_not) = (_channel(placer, person, channel) for channel in (0, 1))
    information = pass_or_not + (1.0 - passing) * agreeing
    return information[at]  # −1, an unknown statement, is the last row


def _channel(placer: Placer, person: Placement, channel: int) -> tuple[Floats, Floats]:
    """P(yes) and J of one channel for every statement, and for an unknown one at the end."""
    moments = (placer.moments, placer.unknown)
    known, unknown = (logit_moments(each, person, channel) for each in moments)
    logit, variance = (np.concatenate(pair) for pair in zip(known, unknown, strict=True))
    chance = probability(logit, variance)
    return chance, 0.5 * np.log1p(chance * (1.0 - chance) * variance)


def _worth(left: Candidates, own: OwnAnswers, placer: Placer | None) -> Floats:
    """Log of what an answer teaches; without a model, of one statement's share of an unknown."""
    if placer is None:
        return np.asarray(-np.log1p(left.n_answers), dtype=np.float64)
    information = expected_information(placer, placer.placement(own.statements, own.votes), left.statements)
    # Rounded, so that the order of somebody's answers, which moves last digits, cannot decide.
    return np.asarray(np.round(np.log(np.maximum(information, 1e-12)), 9), dtype=np.float64)


def _interleaved(new: Integers, others: Integers, *, turn: int, every: int) -> Integers:
    """Both in order, one of ``new`` wherever the running turn is a multiple of ``every``, until one list ends."""
    if every == 1:
        return np.concatenate((new, others))
    first, rest = -turn % every, np.arange(len(others))
    slots_of_new = first + every * np.arange(len(new))
    slots_of_others = rest + np.where(rest < first, 0, 1 + (rest - first) // (every - 1))
    order = np.argsort(np.concatenate((slots_of_new, slots_of_others)), kind="stable")
    return np.concatenate((new, others))[order]


def _luck(ids: NDArray[Any], seed: int) -> Floats:
    """Standard Gumbel noise, the same for the same seed and id whatever else is asked for."""
    if ids.dtype.kind == "U":
        words = np.array([crc32(text.encode()) for text in ids.tolist()], dtype=np.uint64)
    else:
        words = ids.astype(np.int64).view(np.uint64)
    mixed = _mixed(words ^ _mixed(np.array([seed % 2**64], dtype=np.uint64)))
    uniform = np.ldexp(np.asarray(mixed >> np.uint64(11), dtype=np.float64) + 0.5, -53)
    return np.asarray(-np.log(-np.log(uniform)), dtype=np.float64)


def _mixed(words: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """The words, every bit of each stirred into all of its bits (SplitMix64: Steele, Lea & Flood, OOPSLA 2014)."""
    words = words + np.uint64(0x9E3779B97F4A7C15)
    words = (words ^ (words >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return words ^ (words >> np.uint64(31))
