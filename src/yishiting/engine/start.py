"""Where a cold fit starts: the main directions in which statements are answered alike.

The directions come from the votes alone (no random numbers), so people and statements may be named and
ordered in any way. Directions of equal strength are taken all or none, for the same reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy import linalg, sparse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yishiting.engine.kernels import VoteColumns

    Floats = NDArray[np.float64]

START_SCALE = 4.0  # loadings in logits for a statement whose answers the direction explains fully
LEAST_ANSWERS = 5  # rarely answered statements start no further out than this many answers allow
SAME_STRENGTH = 1e-6
DENSE_UP_TO = 200


def start_loadings(columns: VoteColumns, people: NDArray[np.int64], n_statements: int, n_dimensions: int) -> Floats:
    """First loadings of the agreement channel, shape (n_statements, n_dimensions)."""
    residuals, counts = _residuals(columns, people, n_statements)
    total = float(columns.weights[people].sum())
    strengths, directions = _leading(residuals, n_dimensions)
    strengths = np.sqrt(np.maximum(strengths, 0.0) / total)
    reach = np.sqrt(total / np.maximum(counts, LEAST_ANSWERS))
    loadings = np.zeros((n_statements, n_dimensions))
    loadings[:, : len(strengths)] = START_SCALE * directions * strengths * reach[:, None]
    return loadings


def _residuals(columns: VoteColumns, people: NDArray[np.int64], n_statements: int) -> tuple[sparse.csr_array, Floats]:
    """Answers less statements' and people's means, times the root of the weight; answers received, by weight."""
    votes = sparse.csr_array(
        (columns.votes.astype(np.float64), columns.statement_index, columns.row_starts),
        shape=(len(columns.row_starts) - 1, n_statements),
    )[people]
    votes.eliminate_zeros()
    answers = np.diff(votes.indptr)
    weights = np.repeat(columns.weights[people], answers)
    counts = np.asarray(np.bincount(votes.indices, weights=weights, minlength=n_statements), dtype=np.float64)
    totals = np.bincount(votes.indices, weights=weights * votes.data, minlength=n_statements)
    votes.data -= (totals / (counts + 2))[votes.indices]
    person_means = np.asarray(votes.sum(axis=1)).ravel() / (answers + 3)
    votes.data = (votes.data - np.repeat(person_means, answers)) * np.sqrt(weights)
    return votes, counts


def _leading(residuals: sparse.csr_array, n_dimensions: int) -> tuple[Floats, Floats]:
    """Strongest eigenpairs of the residuals' Gram matrix, falling; fewer where the last ones would cut a tie."""
    size = residuals.shape[1]
    wanted = min(n_dimensions + 1, size)
    if size <= DENSE_UP_TO:
        dense = residuals.toarray()
        strengths, directions = linalg.eigh(dense.T @ dense, subset_by_index=(size - wanted, size - 1))
    else:
        columns = residuals.T.tocsr()
        gram = sparse.linalg.LinearOperator((size, size), matvec=lambda x: columns @ (residuals @ x), dtype=np.float64)
        strengths, directions = sparse.linalg.eigsh(gram, k=wanted, v0=gram @ np.ones(size) + 1.0)
    order = np.argsort(-strengths, kind="stable")
    strengths, directions = strengths[order], directions[:, order]
    kept = min(n_dimensions, wanted)
    if wanted > n_dimensions:
        while kept and strengths[kept - 1] - strengths[kept] <= SAME_STRENGTH * strengths[0]:
            kept -= 1
    return strengths[:kept], directions[:, :kept]
