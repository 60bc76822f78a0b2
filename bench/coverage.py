"""How honest the 90 % intervals are: how often they cover what the other half of the people said.

    python bench/coverage.py [--splits 10] [--json]

reads the conversations in the folder named by YISHITING_TEST_DATA. People are split in two halves; one half is
analysed; of each statement with 20 or more answers in the other half, the number of agreements is compared with
what the interval predicts for it, sampling noise counted: support is drawn from its posterior, answers from a
binomial. An interval covers when the number lies in the central 90 % of that distribution (its atoms split at
random). Groups are those of the analysed half; people of the other half are placed in them by their votes.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

# Run as a script, this file would pass for the package "coverage", which numba looks for: its folder, put first by
# Python, has to go.
if __name__ == "__main__":
    sys.path.pop(0)

import numpy as np
from scipy.special import expit, logit
from scipy.stats import binom, norm

from yishiting.engine import VoteTable, analyse, groups_of
from yishiting.formats import read_conversation

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yishiting.engine import Analysis

    Floats = NDArray[np.float64]

LEAST_ANSWERS = 20
LEAST_PEOPLE = 100
QUANTILES = norm.ppf((np.arange(40) + 0.5) / 40)


def halves(table: VoteTable, rng: np.random.Generator) -> tuple[VoteTable, VoteTable]:
    """Two tables on the same statements, each with a random half of the people."""
    first = rng.random(table.n_participants) < 0.5
    return table.keep(first), table.keep(~first)


def ranks(result: Analysis, row: int, agree: Floats, answers: Floats, rng: np.random.Generator) -> Floats:
    """Where the other half's agreements fall in the predicted distribution, uniform in [0, 1] if honest."""
    known = answers >= LEAST_ANSWERS
    low, high = logit(result.support.low[row, known]), logit(result.support.high[row, known])
    shares = expit((low + high)[:, None] / 2 + (high - low)[:, None] / (2 * norm.ppf(0.95)) * QUANTILES)
    count, total = agree[known][:, None], answers[known][:, None]
    below = binom.cdf(count - 1, total, shares).mean(axis=1)
    ranked: Floats = below + rng.random(len(below)) * binom.pmf(count, total, shares).mean(axis=1)
    return ranked


def counts(table: VoteTable, people: NDArray[np.bool_]) -> tuple[Floats, Floats]:
    """Agreements and answers (passes left out) on each statement among some people."""
    inside = people[table.participant_index()] & (table.votes != 0)
    statements = table.statement_index[inside]
    agreed = statements[table.votes[inside] > 0]
    agree, answers = (np.bincount(rows, minlength=table.n_statements).astype(float) for rows in (agreed, statements))
    return agree, answers


def one_split(table: VoteTable, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Ranks overall and per group for one split."""
    first, second = halves(table, rng)
    result = analyse(first)
    overall = ranks(result, 0, *counts(second, np.ones(second.n_participants, dtype=bool)), rng)
    membership = groups_of(result, second)
    groups = [
        ranks(result, row, *counts(second, membership == group), rng)
        for group, row in enumerate(result.support.rows("group"))
        if result.groups.n_groups > 1 and result.support.sets[row].counts
    ]
    return overall, np.concatenate([*groups, np.empty(0)])


def covered(ranked: Floats) -> float:
    """Share of ranks inside the central 90 %."""
    return float(((ranked > 0.05) & (ranked < 0.95)).mean()) if len(ranked) else float("nan")


def measure(folder: Path, splits: int) -> dict[str, Any] | None:
    """Coverage in one conversation, or None where too few took part."""
    table = read_conversation(folder).table
    if table.n_participants < LEAST_PEOPLE:
        return None
    rng = np.random.default_rng(5)
    pairs = [one_split(table, rng) for _ in range(splits)]
    overall, groups = (np.concatenate([pair[side] for pair in pairs]) for side in (0, 1))
    return {
        "name": folder.name,
        "overall": covered(overall),
        "groups": covered(groups),
        "compared": [len(overall), len(groups)],
    }


def main() -> int:
    """Print one line a conversation and the mean over conversations."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--splits", type=int, default=10)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if "YISHITING_TEST_DATA" not in os.environ:
        sys.stderr.write("YISHITING_TEST_DATA must name the folder of real conversations, it is not set\n")
        return 2
    folders = sorted((Path(os.environ["YISHITING_TEST_DATA"]) / "polis-open-data").iterdir())
    rows = [row for folder in folders if folder.is_dir() and (row := measure(folder, options.splits))]
    summary = {side: float(np.nanmean([row[side] for row in rows])) for side in ("overall", "groups")}
    if options.json:
        print(json.dumps({"conversations": rows, "mean": summary}))
        return 0
    for row in rows:
        print(f"{row['name'][:44]:44s} overall {row['overall']:.3f}  groups {row['groups']:.3f}  {row['compared']}")
    print(f"{'mean over conversations':44s} overall {summary['overall']:.3f}  groups {summary['groups']:.3f}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
