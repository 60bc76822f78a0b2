"""The engine's input: who answered what, one current vote a pair, in compressed rows by participant."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from numbers import Integral
from typing import TYPE_CHECKING, Any

import numpy as np

from yishiting.engine.errors import InvalidVotesError

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

AGREE, PASS, DISAGREE = 1, 0, -1
MOST_IDS = 2**29
DENSE_IDS = 4
LEAST_WEIGHT, MOST_WEIGHT = 1e-6, 1e6


@dataclass(frozen=True, eq=False)
class VoteTable:
    """Current votes of ``n_participants`` people on ``n_statements`` statements.

    Rows are compressed: the votes of participant ``p`` stand at ``row_starts[p]:row_starts[p + 1]``,
    their statements in rising order. A pair that is not there is *unseen*, which is not a pass.

    Parameters
    ----------
    participant_ids : int64 or string array, shape (n_participants,), rising, unique
    statement_ids : int64 or string array, shape (n_statements,), rising, unique
    row_starts : int64 array, shape (n_participants + 1,)
    statement_index : int32 array, shape (n_votes,), positions in ``statement_ids``
    votes : int8 array, shape (n_votes,), agree +1, pass 0, disagree -1
    weights : float64 array, shape (n_participants,), > 0; 1 counts as one person
    """

    participant_ids: NDArray[Any]
    statement_ids: NDArray[Any]
    row_starts: NDArray[np.int64]
    statement_index: NDArray[np.int32]
    votes: NDArray[np.int8]
    weights: NDArray[np.float64]

    @property
    def n_participants(self) -> int:
        """Number of people with at least one vote."""
        return len(self.participant_ids)

    @property
    def n_statements(self) -> int:
        """Number of statements with at least one vote, or named when the table was made."""
        return len(self.statement_ids)

    @property
    def n_votes(self) -> int:
        """Number of current votes, passes counted."""
        return len(self.votes)

    @classmethod
    def from_arrays(
        cls, participants: ArrayLike, statements: ArrayLike, votes: ArrayLike, weights: ArrayLike | None = None
    ) -> VoteTable:
        """Make a table of one row a vote; of several votes on a pair the last row counts.

        Parameters
        ----------
        participants, statements : 1-D arrays of integers or strings, shape (n_rows,)
            Any ids. The table holds them sorted.
        votes : 1-D array, shape (n_rows,), values in {-1, 0, +1}
        weights : 1-D array, shape (n_rows,), from 0.000001 to 1000000, optional
            How much the person of this row counts; a person's last row decides. 1 each where left out.

        Raises
        ------
        InvalidVotesError
            Different lengths, ids that are neither integers nor strings, a vote that is not -1, 0 or +1,
            a weight out of range. The message names the first bad row, counted from 0.

        Examples
        --------
        >>> table = VoteTable.from_arrays(["ann", "bo", "ann"], [7, 7, 7], [1, 0, -1])
        >>> table.participant_ids.tolist(), table.votes.tolist()
        (['ann', 'bo'], [-1, 0])
        """
        participant_ids, participant_index = _factorise(participants, "participants")
        statement_ids, statement_index = _factorise(statements, "statements")
        return cls.from_codes(
            participant_ids, statement_ids, participant_index, statement_index, votes, row_weights=weights
        )

    @classmethod
    def from_codes(
        cls,
        participant_ids: NDArray[Any],
        statement_ids: NDArray[Any],
        participant_index: ArrayLike,
        statement_index: ArrayLike,
        votes: ArrayLike,
        row_weights: ArrayLike | None = None,
    ) -> VoteTable:
        """Make a table of ids that are already numbered; ids and their numbers may stand in any order.

        For readers of large files, which number the ids while they stream. ``participant_ids`` and
        ``statement_ids`` are unique; ``participant_index`` and ``statement_index`` (integers, shape (n_rows,))
        are positions in them. People without any vote are left out; statements without any vote stay.
        The last row on a pair counts. The other parameters and the errors are those of `from_arrays`.
        """
        codes = _Codes(
            _as_index(participant_index, len(participant_ids), "participants"),
            _as_index(statement_index, len(statement_ids), "statements"),
            _as_votes(votes),
            _as_weights(row_weights),
        )
        codes.require_equal_lengths()
        return _compress(codes, np.asarray(participant_ids), np.asarray(statement_ids))

    def keep(self, people: NDArray[np.bool_]) -> VoteTable:
        """The table of some people only, with all its statements; ``people`` has shape (n_participants,)."""
        counts = np.diff(self.row_starts)
        votes = np.repeat(people, counts)
        return VoteTable(
            participant_ids=self.participant_ids[people],
            statement_ids=self.statement_ids,
            row_starts=np.concatenate(([0], np.cumsum(counts[people]))).astype(np.int64),
            statement_index=self.statement_index[votes],
            votes=self.votes[votes],
            weights=self.weights[people],
        )

    def fingerprint(self) -> str:
        """SHA-256 of the ids, votes and weights in canonical order, as 64 hexadecimal digits."""
        digest = hashlib.sha256(b"yishiting-votes-v1")
        for ids in (self.participant_ids, self.statement_ids):
            digest.update(f"\n{ids.dtype.kind} {len(ids)}\n".encode())
            if ids.dtype.kind == "U":
                texts = [text.encode() for text in ids.tolist()]
                digest.update(np.array([len(text) for text in texts], dtype="<i8").tobytes())
                digest.update(b"".join(texts))
            else:
                digest.update(ids.astype("<i8").tobytes())
        digest.update(self.row_starts.astype("<i8").tobytes())
        digest.update(self.statement_index.astype("<i4").tobytes())
        digest.update(self.votes.tobytes())
        digest.update(self.weights.astype("<f8").tobytes())
        return digest.hexdigest()

    def participant_index(self) -> NDArray[np.int64]:
        """Row number of the participant of each vote, shape (n_votes,)."""
        return np.repeat(np.arange(self.n_participants), np.diff(self.row_starts))


@dataclass(frozen=True)
class _Codes:
    participant: NDArray[np.integer[Any]]
    statement: NDArray[np.integer[Any]]
    votes: NDArray[np.int8]
    weights: NDArray[np.float64] | None

    def require_equal_lengths(self) -> None:
        lengths = {"participants": len(self.participant), "statements": len(self.statement), "votes": len(self.votes)}
        if self.weights is not None:
            lengths["weights"] = len(self.weights)
        if len(set(lengths.values())) > 1:
            said = ", ".join(f"{name} {length}" for name, length in lengths.items())
            raise InvalidVotesError(f"all columns must have the same number of rows, got {said}")


def as_ids(ids: ArrayLike, name: str) -> NDArray[Any]:
    """Ids as a 1-D array of int64 or strings; raises `InvalidVotesError` for anything else."""
    values = np.asarray(ids)
    if values.dtype.kind == "U" and not isinstance(ids, np.ndarray):
        values = np.asarray(ids, dtype=object)  # a list of 1 and "1" must not become one person
    if values.ndim != 1:
        raise InvalidVotesError(f"`{name}` must be one-dimensional, got shape {values.shape}")
    if values.dtype.kind == "O":
        values = _from_objects(values, name)
    if values.dtype.kind not in "iuU" and len(values):
        raise InvalidVotesError(f"`{name}` must be integers or strings, got {values.dtype}")
    if values.dtype.kind == "u" and len(values) and int(values.max()) > np.iinfo(np.int64).max:
        raise InvalidVotesError(f"`{name}` must fit 64-bit signed integers, got {values.max()}; use strings")
    return values if values.dtype.kind == "U" else values.astype(np.int64)


def _factorise(ids: ArrayLike, name: str) -> tuple[NDArray[Any], NDArray[np.integer[Any]]]:
    values = as_ids(ids, name)
    if values.dtype.kind == "i" and len(values):
        lowest, span = int(values.min()), int(values.max()) - int(values.min()) + 1
        if span <= DENSE_IDS * len(values):
            # Ids without large gaps are numbered by a table of those present, which takes no sort.
            present = np.zeros(span, dtype=bool)
            present[values - lowest] = True
            return np.flatnonzero(present) + lowest, (np.cumsum(present) - 1)[values - lowest]
    return np.unique(values, return_inverse=True)


def _from_objects(values: NDArray[Any], name: str) -> NDArray[Any]:
    if all(isinstance(value, str) for value in values.tolist()):
        return values.astype(np.str_)
    if not all(isinstance(value, Integral) and not isinstance(value, bool) for value in values.tolist()):
        said = " and ".join(sorted({type(value).__name__ for value in values.tolist()}))
        raise InvalidVotesError(f"`{name}` must be all integers or all strings, got {said}")
    bounds = np.iinfo(np.int64)
    too_large = next((value for value in values.tolist() if not bounds.min <= value <= bounds.max), None)
    if too_large is not None:
        raise InvalidVotesError(f"`{name}` must fit 64-bit signed integers, got {too_large}; use strings")
    return values.astype(np.int64)


def _as_index(codes: ArrayLike, size: int, name: str) -> NDArray[np.integer[Any]]:
    index = np.asarray(codes)
    if index.ndim != 1 or (index.dtype.kind not in "iu" and len(index)):
        raise InvalidVotesError(f"`{name}` must be a one-dimensional array of integers, got {index.dtype}{index.shape}")
    if size >= MOST_IDS:
        raise InvalidVotesError(f"`{name}` must have fewer than {MOST_IDS} different ids, got {size}")
    if len(index) and (int(index.min()) < 0 or int(index.max()) >= size):
        raise InvalidVotesError(f"`{name}` must point into {size} ids, got {int(index.min())} to {int(index.max())}")
    return index if len(index) else index.astype(np.int64)


def _as_votes(votes: ArrayLike) -> NDArray[np.int8]:
    values = np.asarray(votes)
    if values.ndim != 1:
        raise InvalidVotesError(f"`votes` must be one-dimensional, got shape {values.shape}")
    bad = (
        ~np.isin(values, (DISAGREE, PASS, AGREE)) if values.dtype != np.int8 else np.abs(values.view(np.uint8) + 1) > 2
    )
    if bad.any():
        row = int(np.argmax(bad))
        raise InvalidVotesError(f"`votes` must be -1, 0 or +1, got {values[row : row + 1].tolist()[0]!r} in row {row}")
    return values.astype(np.int8, copy=False)


def _as_weights(weights: ArrayLike | None) -> NDArray[np.float64] | None:
    if weights is None:
        return None
    given = np.asarray(weights)
    if given.dtype.kind not in "iuf" and given.size:
        raise InvalidVotesError(f"`weights` must be numbers, got {given.dtype}")
    values = given.astype(np.float64)
    if values.ndim != 1:
        raise InvalidVotesError(f"`weights` must be one-dimensional, got shape {values.shape}")
    bad = ~((values >= LEAST_WEIGHT) & (values <= MOST_WEIGHT))
    if bad.any():
        row = int(np.argmax(bad))
        wanted = f"between {LEAST_WEIGHT:f} and {MOST_WEIGHT:.0f}"
        raise InvalidVotesError(f"`weights` must be {wanted}, got {values[row]} in row {row}")
    return values


def _compress(codes: _Codes, participant_ids: NDArray[Any], statement_ids: NDArray[Any]) -> VoteTable:
    from yishiting.engine.kernels import writeable
    from yishiting.engine.table_kernel import Rows, order_rows

    # 1. Number people and statements in the order of their ids, so that equal votes give equal tables.
    participant_ids, participant_rank = _sorted_ids(participant_ids)
    statement_ids, statement_rank = _sorted_ids(statement_ids)
    # 2. Order rows by person, statement and time of arrival, and keep the last of each pair.
    rows = Rows(
        participants=writeable(codes.participant.astype(np.int32, copy=False)),
        statements=writeable(codes.statement.astype(np.int32, copy=False)),
        votes=writeable(codes.votes),
        participant_rank=participant_rank,
        statement_rank=statement_rank,
    )
    counts, statement_index, votes = order_rows(rows)
    # 3. Leave out people without votes.
    present = counts > 0
    weights = np.ones(len(participant_ids))
    if codes.weights is not None:
        weights[participant_rank[codes.participant]] = (
            codes.weights
        )  # numpy assigns in order: a person's last row decides
    return VoteTable(
        participant_ids=participant_ids[present],
        statement_ids=statement_ids,
        row_starts=np.concatenate(([0], np.cumsum(counts[present]))).astype(np.int64),
        statement_index=statement_index,
        votes=votes,
        weights=weights[present],
    )


def _sorted_ids(ids: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int32]]:
    order = np.argsort(ids, kind="stable")
    if len(ids) > 1 and (ids[order][1:] == ids[order][:-1]).any():
        raise InvalidVotesError("ids must be unique, got some twice")
    rank = np.empty(len(ids), dtype=np.int32)
    rank[order] = np.arange(len(ids), dtype=np.int32)
    return ids[order], rank
