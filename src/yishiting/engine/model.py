"""The opinion model: a variational logistic factor model of votes, with passes as an outcome of their own.

For a person p and a statement s that p has seen, with one opinion vector u_p behind both channels:

    logit P(agree | does not pass) = b_p0 + a_s0 + u_p · v_s0
    logit P(pass)                  = b_p1 + a_s1 + u_p · v_s1

    (b_p0, b_p1, u_p)         ~ N((0, slope) × activity_p, diag(B, I))     activity: from answers given
    (a_s0, v_s0, a_s1, v_s1)  ~ N(base + slope × exposure_s, S)         exposure: log of answers received

S is a full matrix: its rotation to a diagonal gives the relevance of each dimension, and because no axis is
special before that rotation, the fit does not depend on how the first directions were chosen.

Each sweep solves all people, then all statements, in closed form under Jaakkola and Jordan's bound, then sets
the priors to what the posteriors say (empirical Bayes, held by a weak inverse Wishart prior because mean-field
posteriors otherwise prune dimensions that predict). ``docs/decisions/0004-opinion-model.md`` has the figures.

Sources: Jaakkola & Jordan, Statistics and Computing 10 (2000); Bishop, NIPS 11 (1999).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from yishiting.engine.blas import one_blas_thread
from yishiting.engine.errors import InvalidSettingError, NotFittedError
from yishiting.engine.one_person import known_answers, positions

if TYPE_CHECKING:
    from numpy.typing import ArrayLike, NDArray

    from yishiting.engine.fitting import Fit
    from yishiting.engine.one_person import Placement
    from yishiting.engine.votes import VoteTable

    Floats = NDArray[np.float64]

DEFAULT_DIMENSIONS = 6


class OpinionModel:
    """P(agree) of anybody on anything, learned from the votes of a deliberation.

    Parameters
    ----------
    n_dimensions : int in [1, 16]
        The most opinion dimensions to learn; unneeded ones shrink towards the floor that their prior sets.
    seed : int
        Chooses the sample of people on which very large fits settle; nothing else is random.
    n_threads : int or None
        Threads to use, all processors by default. Any number gives the same bytes.
    """

    def __init__(self, n_dimensions: int = DEFAULT_DIMENSIONS, *, seed: int = 0, n_threads: int | None = None) -> None:
        if not 1 <= n_dimensions <= 16:
            raise InvalidSettingError(f"`n_dimensions` must be between 1 and 16, got {n_dimensions}")
        self.n_dimensions, self.seed, self.n_threads = n_dimensions, seed, n_threads
        self._table: VoteTable | None = None
        self._fit: Fit | None = None

    @property
    def table(self) -> VoteTable:
        """The table that was fitted."""
        if self._table is None:
            raise NotFittedError("`fit` must be called first")
        return self._table

    @property
    def fitted(self) -> Fit:
        """Posteriors and priors of the fit."""
        if self._fit is None:
            raise NotFittedError("`fit` must be called first")
        return self._fit

    def fit(self, table: VoteTable, previous: OpinionModel | None = None) -> OpinionModel:
        """Learn from a table; with ``previous`` only a few sweeps from where that model stopped.

        Raises
        ------
        InvalidSettingError
            The table has no vote.
        """
        from yishiting.engine import fitting
        from yishiting.engine.sweeps import available_threads

        if not table.n_votes:
            raise InvalidSettingError("`table` must hold one vote or more, got none")
        schedule, threads = fitting.Schedule(), self.n_threads or available_threads()
        with one_blas_thread():
            if previous is None:
                self._fit = fitting.cold_fit(table, self.n_dimensions, schedule, self.seed, threads)
            else:
                start = fitting.aligned(previous.fitted, previous.table, table)
                self._fit = fitting.warm_fit(start, table, schedule, threads)
        self._table = table
        return self

    def placing(self, table: VoteTable) -> OpinionModel:
        """A model of a larger table with the same statements: these stay as fitted, everybody is placed.

        People who were fitted keep their posterior exactly. Raises `InvalidSettingError` for other statements.
        """
        from yishiting.engine import fitting
        from yishiting.engine.sweeps import available_threads

        if not np.array_equal(table.statement_ids, self.table.statement_ids):
            raise InvalidSettingError(
                f"`table` must hold the {self.table.n_statements} statements that were fitted, got other ones"
            )
        placed = OpinionModel(self.n_dimensions, seed=self.seed, n_threads=self.n_threads)
        with one_blas_thread():
            placed._fit = fitting.placed_fit(self.fitted, self.table, table, self.n_threads or available_threads())
        placed._table = table
        return placed

    def predict(self, participants: ArrayLike, statements: ArrayLike) -> Floats:
        """P(agree | does not pass) for pairs of ids, shape (n,), in [0, 1]; unknown ids get the prior."""
        from yishiting.engine.prediction import predict_pairs

        rows = positions(self.table.participant_ids, participants, "participants")
        columns = positions(self.table.statement_ids, statements, "statements")
        if rows.shape != columns.shape:
            raise InvalidSettingError(
                f"`participants` and `statements` must be of one length, got {len(rows)} and {len(columns)}"
            )
        return predict_pairs(self.fitted, rows, columns)

    def place(self, statements: ArrayLike, votes: ArrayLike) -> Placement:
        """Where somebody with these votes stands, the model unchanged.

        The last vote on a statement counts; votes on unknown statements do not.
        """
        from yishiting.engine.prediction import place_person

        columns, answers = known_answers(self.table.statement_ids, statements, votes)
        return place_person(self.fitted, columns, answers)
