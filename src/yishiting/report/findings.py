"""Which statements a report speaks of, in which order: pure functions on an analysis.

Scores are compared in steps of 1e-4, as published figures are, and ties stand in the order of the statements,
so that another machine writes the same page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

    from yishiting.engine.results import Analysis
    from yishiting.engine.rule import Verdict

# A pass rate is worth a word when at least one in four passed, and enough people answered for that to mean anything.
MANY_PASSES = 0.25
FEWEST_ANSWERS_FOR_PASSES = 20
_STEPS = 10_000
# Statements of one kind that are drawn in full: where everything stands on one page, and where the table of all
# statements stands on another.
MOST_DRAWN = 24
FEW_DRAWN = {"agreed": 8, "broad": 4, "opposed": 3, "dividing": 5}


def drawn(analysis: Analysis, *, few: bool) -> dict[str, tuple[int, ...]]:
    """Positions of the statements that are drawn in full, by kind, each kind in its own order."""
    kinds = {
        "agreed": agreed(analysis),
        "broad": broadly_supported(analysis),
        "opposed": opposed(analysis),
        "dividing": dividing(analysis),
    }
    return {kind: tuple(found[: FEW_DRAWN[kind] if few else MOST_DRAWN]) for kind, found in kinds.items()}


def with_verdict(analysis: Analysis, verdict: Verdict) -> NDArray[np.int64]:
    """Positions of the statements with a verdict, in the order of the statements."""
    return np.flatnonzero(np.array([found == verdict for found in analysis.verdicts], dtype=bool))


def ranked(positions: NDArray[np.int64], score: NDArray[np.float64], *, rising: bool = False) -> list[int]:
    """``positions`` ordered by ``score``, highest first unless ``rising``."""
    steps = np.rint(score[positions] * _STEPS)
    order = np.argsort(steps if rising else -steps, kind="stable")
    return [int(position) for position in positions[order]]


def agreed(analysis: Analysis) -> list[int]:
    """Statements of consensus, the most widely shared first."""
    return ranked(with_verdict(analysis, "consensus"), analysis.consensus)


def broadly_supported(analysis: Analysis) -> list[int]:
    """Statements of broad support, the nearest to consensus first: those that the fewest sides hold back."""
    found = ranked(with_verdict(analysis, "broad_support"), analysis.consensus)
    return sorted(found, key=lambda position: len(analysis.blocking[position]))


def opposed(analysis: Analysis) -> list[int]:
    """Opposed statements, the least supported first."""
    return ranked(with_verdict(analysis, "opposed"), overall(analysis, analysis.support.share), rising=True)


def dividing(analysis: Analysis) -> list[int]:
    """Divided statements, those first on which people are furthest apart."""
    return ranked(with_verdict(analysis, "divided"), analysis.division)


def unknown(analysis: Analysis) -> list[int]:
    """Statements with too few votes, those first that need the fewest more."""
    return ranked(with_verdict(analysis, "not_enough_votes"), analysis.votes_wanted.astype(np.float64), rising=True)


def often_passed(analysis: Analysis) -> list[int]:
    """Statements that many who saw them passed on, the highest share first."""
    answers = answer_counts(analysis)
    share = pass_shares(analysis)
    positions = np.flatnonzero((answers >= FEWEST_ANSWERS_FOR_PASSES) & (share >= MANY_PASSES))
    return ranked(positions, share)


def overall(analysis: Analysis, values: NDArray[np.float64]) -> NDArray[np.float64]:
    """The row of everybody out of an ``n_sets × n_statements`` array."""
    row: NDArray[np.float64] = values[analysis.support.row("overall")]
    return row


def answer_counts(analysis: Analysis) -> NDArray[np.int64]:
    """How many answered each statement, passes counted, shape (n_statements,); -1 where the tallies are withheld."""
    support, row = analysis.support, analysis.support.row("overall")
    counts: NDArray[np.int64] = support.n_agree[row] + support.n_disagree[row] + support.n_pass[row]
    return np.maximum(counts, -1)


def pass_shares(analysis: Analysis) -> NDArray[np.float64]:
    """Share of passes among the answers to each statement, 0 where nobody answered; shape (n_statements,)."""
    answers = answer_counts(analysis)
    shares: NDArray[np.float64] = analysis.support.n_pass[analysis.support.row("overall")] / np.maximum(answers, 1)
    return shares


def furthest_apart(analysis: Analysis, position: int) -> tuple[int, int]:
    """Rows of the two counting opinion groups that support a statement most and least; twice overall without two."""
    support = analysis.support
    rows = [row for row in support.rows("group") if support.sets[row].counts]
    if len(rows) < 2:
        return support.row("overall"), support.row("overall")
    shares = np.rint(support.share[rows, position] * _STEPS)
    return rows[int(np.argmax(shares))], rows[int(np.argmin(shares))]


def can_tell_groups(analysis: Analysis) -> bool:
    """Whether there were enough people with enough answers to look for more than one opinion group."""
    return len(analysis.groups.trials) > 1


def every(analysis: Analysis) -> NDArray[np.int64]:
    """Positions of all statements."""
    return np.arange(len(analysis.statement_ids))


def group_sizes(analysis: Analysis) -> list[int]:
    """How many people belong to each opinion group, those merely placed on the map counted."""
    inside = analysis.groups.membership[analysis.groups.membership >= 0]
    sizes: list[int] = np.bincount(inside, minlength=analysis.groups.n_groups).tolist()
    return sizes
