"""How well the engine reads real votes, beside the plain share of agreement.

    python -m bench.quality [--splits 20] [--json]

reads the conversations in the folder named by YISHITING_TEST_DATA, with the statements' votes as they were exported.

1. Hidden votes. One vote in five (no passes; only of people with seven votes or more) is hidden, the engine is
   fitted on the rest and asked for P(agree). Figures: area under the ROC curve (higher is better) and log loss
   (lower is better), averaged over conversations.
2. Transfer. People are split in two halves. The engine ranks statements by consensus from all, 30 % or 10 % of the
   votes of one half; the other half tells the truth: the smallest share of agreement in any of the exported opinion
   groups of 30 people or more, with 8 answers or more in each. Figure: Spearman's rank correlation, averaged over
   conversations and splits.

The plain share is (agree + 1) / (agree + disagree + 2) of the same votes.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from scipy.stats import rankdata, spearmanr

from yishiting.engine import OpinionModel, VoteTable, analyse

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

SHARES = (1.0, 0.3, 0.1)
LEAST_VOTES, LEAST_GROUP, LEAST_ANSWERS = 7, 30, 8
LEAST_STATEMENTS, LEAST_PEOPLE = 15, 20


@dataclass
class Figures:
    """What is averaged at the end: (engine, plain share) for each conversation, or each conversation and split."""

    auc: list[tuple[float, float]] = field(default_factory=list)
    log_loss: list[tuple[float, float]] = field(default_factory=list)
    transfer: dict[float, list[tuple[float, float]]] = field(default_factory=lambda: {share: [] for share in SHARES})

    def means(self) -> dict[str, list[float]]:
        """Means by name, the engine's first."""
        named = {"auc": self.auc, "log loss": self.log_loss}
        named |= {f"transfer, {share:.0%} of the votes": pairs for share, pairs in self.transfer.items()}
        return {name: np.nanmean(np.array(pairs), axis=0).tolist() for name, pairs in named.items()}


def read_matrix(folder: Path) -> tuple[Floats, Floats]:
    """Votes (n_participants, n_statements), NaN where unseen, and the exported group of each participant."""
    with (folder / "participants-votes.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    columns = [name for name in rows[0] if name.strip().isdigit()]
    votes = np.array([[float(row[name]) if row[name] else np.nan for name in columns] for row in rows])
    return votes, np.array([float(row["group-id"]) if row["group-id"] else np.nan for row in rows])


def table_of(votes: Floats) -> VoteTable:
    """The seen votes of a matrix as a table; ids are rows and columns."""
    rows, columns = np.nonzero(np.isfinite(votes))
    return VoteTable.from_arrays(rows, columns, votes[rows, columns].astype(np.int8))


def plain_share(votes: Floats) -> Floats:
    """Share of agreement of each statement, drawn to one half by two votes."""
    agree, disagree = (votes == 1).sum(axis=0), (votes == -1).sum(axis=0)
    shares: Floats = (agree + 1) / (agree + disagree + 2)
    return shares


def area_and_loss(agreed: NDArray[np.bool_], chance: Floats) -> tuple[float, float]:
    """Area under the ROC curve by ranks, and log loss with chances held within half a per cent of certainty."""
    chance = np.clip(chance, 0.005, 0.995)
    positive, negative = int(agreed.sum()), int((~agreed).sum())
    area = (rankdata(chance)[agreed].sum() - positive * (positive + 1) / 2) / (positive * negative)
    return float(area), float(-np.log(np.where(agreed, chance, 1 - chance)).mean())


def measure_hidden(votes: Floats, figures: Figures) -> None:
    """Hide a fifth of the votes and predict them."""
    rng = np.random.default_rng(1)
    rows, columns = np.nonzero(np.isfinite(votes) & (votes != 0))
    hidden = (rng.random(len(rows)) < 0.2) & (np.isfinite(votes).sum(axis=1)[rows] >= LEAST_VOTES)
    rows, columns = rows[hidden], columns[hidden]
    agreed, seen = votes[rows, columns] > 0, votes.copy()
    seen[rows, columns] = np.nan
    engine = area_and_loss(agreed, OpinionModel(seed=0).fit(table_of(seen)).predict(rows, columns))
    plain = area_and_loss(agreed, plain_share(seen)[columns])
    figures.auc.append((engine[0], plain[0]))
    figures.log_loss.append((engine[1], plain[1]))


def truth_of(judges: Floats, group: Floats, large: list[float]) -> tuple[Floats, NDArray[np.bool_]]:
    """Smallest share of agreement in any large group, and where every one of them has answered enough."""
    truth, known = np.full(judges.shape[1], np.inf), np.ones(judges.shape[1], dtype=bool)
    for value in large:
        agree, disagree = ((judges[group == value] == vote).sum(axis=0) for vote in (1, -1))
        known &= agree + disagree >= LEAST_ANSWERS
        truth = np.minimum(truth, (agree + 0.5) / (agree + disagree + 1))
    return truth, known


def measure_transfer(votes: Floats, group: Floats, n_splits: int, figures: Figures) -> None:
    """Rank statements from one half's votes and compare with the other half."""
    values, sizes = np.unique(group[np.isfinite(group)], return_counts=True)
    large = [float(value) for value, size in zip(values, sizes, strict=True) if size >= LEAST_GROUP]
    rng = np.random.default_rng(3)
    for _ in range(n_splits if len(large) > 1 else 0):
        half = rng.random(len(votes)) < 0.5
        truth, known = truth_of(votes[~half], group[~half], large)
        for share in SHARES:
            seen = votes[half].copy()
            seen[rng.random(seen.shape) > share] = np.nan
            seen = seen[np.isfinite(seen).any(axis=1)]
            if known.sum() < LEAST_STATEMENTS or len(seen) < LEAST_PEOPLE:
                continue
            result = analyse(table_of(seen))
            score = np.full(votes.shape[1], -1.0)
            score[result.statement_ids] = result.consensus
            pair = (spearmanr(ranked[known], truth[known])[0] for ranked in (score, plain_share(seen)))
            figures.transfer[share].append((float(next(pair)), float(next(pair))))


def main() -> int:
    """Print the means, the engine's beside the plain share's."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--splits", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if "YISHITING_TEST_DATA" not in os.environ:
        sys.stderr.write("YISHITING_TEST_DATA must name the folder of real conversations, it is not set\n")
        return 2
    figures = Figures()
    for file in sorted((Path(os.environ["YISHITING_TEST_DATA"]) / "polis-open-data").glob("*/participants-votes.csv")):
        votes, group = read_matrix(file.parent)
        measure_hidden(votes, figures)
        measure_transfer(votes, group, options.splits, figures)
    means = figures.means()
    if options.json:
        print(json.dumps(means))
        return 0
    print(f"{'':32s}{'engine':>8s}{'plain share':>13s}")
    for name, (engine, plain) in means.items():
        print(f"{name:32s}{engine:8.4f}{plain:13.4f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
