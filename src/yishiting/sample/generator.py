"""Votes of any size for measuring speed: millions of people, thousands of statements, opinions in two dimensions.

Unlike the sample it draws with numpy's own distributions in single precision, which is ten times faster; the same
arguments give the same votes with the same version of numpy.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

import numpy as np

from yishiting.sample.errors import InvalidSampleSettingError

if TYPE_CHECKING:
    from numpy.typing import NDArray

_CHUNK_PEOPLE = 20_000  # about 20 MB of working space
_MOST_SEEN = 0.9  # nobody sees more of the statements
_PASS_SHARE = np.float32(0.08)
_CENTRES = np.array([(-1.0, -0.4), (1.1, -0.4), (0.0, 1.3)], dtype=np.float32)
_CENTRE_SHARES = (0.5, 0.3, 0.2)
_WITHIN_SPREAD = np.float32(0.6)


@dataclass(frozen=True, eq=False)
class VoteArrays:
    """One row a vote, shape (n_votes,) each: people and statements by number from 0, votes in {-1, 0, +1}.

    No pair stands twice. The numbers are what `VoteTable.from_arrays` takes as ids.
    """

    participants: NDArray[np.int32]
    statements: NDArray[np.int32]
    votes: NDArray[np.int8]

    def __len__(self) -> int:
        return len(self.votes)


@dataclass(frozen=True, eq=False)
class _World:
    appeal: NDArray[np.float32]
    directions: NDArray[np.float32]
    votes_per_person: float


def simulate_votes(
    n_participants: int, n_statements: int, votes_per_person: float = 30, seed: int = 0, *, is_shuffled: bool = False
) -> VoteArrays:
    """Simulate a deliberation of any size.

    Parameters
    ----------
    n_participants, n_statements : int >= 1
        Everybody gives at least one vote; a statement may by chance get none.
    votes_per_person : float
        The mean; from 1 up to 60 % of the statements. Their number has a long tail (a geometric distribution, cut at
        90 % of the statements, so that the mean comes out a little lower where it is near that).
    seed : int >= 0
        The same arguments give the same votes.
    is_shuffled : bool
        Put the rows in random order, as in a file ordered by time, instead of by person.

    Raises
    ------
    InvalidSampleSettingError
        An argument is out of its range.

    Notes
    -----
    P(agree) is the logistic function of appeal_s + tendency_p + u_p · v_s, with u_p around one of three centres in the
    plane and v_s, appeal_s, tendency_p normal; one vote in twelve is a pass. A vote takes 9 bytes.

    Examples
    --------
    >>> rows = simulate_votes(100, 50, votes_per_person=10, seed=3)
    >>> len(set(zip(rows.participants.tolist(), rows.statements.tolist()))) == len(rows)
    True
    """
    _require_settings(n_participants, n_statements, votes_per_person, seed)
    rng = np.random.Generator(np.random.PCG64(seed))
    world = _World(
        appeal=rng.normal(0.5, 1.2, n_statements).astype(np.float32),
        directions=rng.standard_normal((n_statements, 2), dtype=np.float32),
        votes_per_person=votes_per_person,
    )
    starts = range(0, n_participants, _CHUNK_PEOPLE)
    rows = _joined([_chunk(world, start, min(start + _CHUNK_PEOPLE, n_participants), rng) for start in starts])
    return _shuffled(rows, rng) if is_shuffled else rows


def _require_settings(n_participants: int, n_statements: int, votes_per_person: float, seed: int) -> None:
    for name, value, lowest in (
        ("n_participants", n_participants, 1),
        ("n_statements", n_statements, 1),
        ("seed", seed, 0),
    ):
        if value < lowest:
            raise InvalidSampleSettingError(f"`{name}` must be {lowest} or above, got {value}")
    most = max(1.0, 0.6 * n_statements)
    if not 1 <= votes_per_person <= most:
        raise InvalidSampleSettingError(f"`votes_per_person` must be between 1 and {most:g}, got {votes_per_person}")


def _chunk(world: _World, first: int, end: int, rng: np.random.Generator) -> VoteArrays:
    n_people = end - first
    person, statement = _seen(world, n_people, rng)
    centre = rng.choice(len(_CENTRES), size=n_people, p=_CENTRE_SHARES)
    places = _CENTRES[centre] + _WITHIN_SPREAD * rng.standard_normal((n_people, 2), dtype=np.float32)
    tendency = np.float32(0.5) * rng.standard_normal(n_people, dtype=np.float32)
    logits = world.appeal[statement] + tendency[person]
    for axis in range(2):
        logits += places[person, axis] * world.directions[statement, axis]
    # Agreement is a logit above a logistic draw, which spares one exponential for each vote.
    drawn = rng.random(len(person), dtype=np.float32)
    votes = np.where(np.log(drawn + np.float32(1e-9)) - np.log1p(-drawn) < logits, 1, -1).astype(np.int8)
    votes[rng.random(len(person), dtype=np.float32) < _PASS_SHARE] = 0
    return VoteArrays((person + first).astype(np.int32), statement, votes)


def _seen(world: _World, n_people: int, rng: np.random.Generator) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    n_statements = len(world.appeal)
    wanted = np.clip(rng.geometric(1 / world.votes_per_person, n_people), 1, max(1, int(_MOST_SEEN * n_statements)))
    # Drawing t times from m with replacement finds m (1 − (1 − 1/m)^t) different ones; t is chosen to find as many
    # as wanted. It is much cheaper than drawing without replacement for each person.
    tries = wanted if n_statements == 1 else np.log1p(-wanted / n_statements) / np.log1p(-1 / n_statements)
    person = np.repeat(np.arange(n_people), np.maximum(1, np.rint(tries).astype(np.int64)))
    key = person * n_statements + rng.integers(0, n_statements, len(person))
    key.sort()
    is_new = np.ones(len(key), dtype=bool)
    np.not_equal(key[1:], key[:-1], out=is_new[1:])
    person, statement = np.divmod(key[is_new], n_statements)
    return person, statement.astype(np.int32)


def _joined(chunks: list[VoteArrays]) -> VoteArrays:
    columns = (np.concatenate([getattr(chunk, column.name) for chunk in chunks]) for column in fields(VoteArrays))
    return VoteArrays(*columns)


def _shuffled(rows: VoteArrays, rng: np.random.Generator) -> VoteArrays:
    order = rng.permutation(len(rows))
    return VoteArrays(rows.participants[order], rows.statements[order], rows.votes[order])
