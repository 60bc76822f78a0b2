"""Simulated votes of a given size, in a file under var/bench that is made once and used again.

    python -m bench.made_votes N_PEOPLE N_STATEMENTS VOTES_PER_PERSON FILE

writes FILE (.csv or .parquet: participant, statement, vote). The rows stand in random order: a real list of votes is
ordered by time, so that nobody's votes stand together, and a reader has to sort them.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from bench.processes import SCRATCH, run_well

SEED = 20
GENERATION = 1  # count up when the files would come out otherwise: those that are there are then made anew


@dataclass(frozen=True)
class Size:
    """A conversation's size, and the kind of file that it is read from."""

    n_people: int
    n_statements: int
    votes_per_person: float
    kind: str

    @property
    def path(self) -> Path:
        """Where its votes are, or will be."""
        name = f"votes{GENERATION}-{self.n_people}x{self.n_statements}x{self.votes_per_person:g}.{self.kind}"
        return SCRATCH / "votes" / name

    def file(self) -> Path:
        """The file with its votes, made when it is not there; by a process of its own, as that takes much memory."""
        if not self.path.exists():
            self.path.parent.mkdir(parents=True, exist_ok=True)
            sizes = [str(self.n_people), str(self.n_statements), str(self.votes_per_person)]
            run_well([sys.executable, "-m", "bench.made_votes", *sizes, str(self.path)])
        return self.path

    def __str__(self) -> str:
        """How its table is headed."""
        return f"{self.n_people:,} × {self.n_statements:,} from {self.kind}"


SIZES = {
    "tiny": Size(1_000, 100, 30, "csv"),
    "small": Size(2_031, 896, 112, "csv"),
    "medium": Size(50_000, 500, 30, "csv"),
    "large": Size(200_000, 1_000, 30, "csv"),
    "huge": Size(1_000_000, 1_000, 30, "parquet"),
}


def write(n_people: int, n_statements: int, votes_per_person: float, path: Path) -> None:
    """Simulate votes and write them; the file takes its name when it is whole."""
    import pyarrow as pa
    from pyarrow import csv, parquet

    from yishiting.sample.generator import simulate_votes

    votes = simulate_votes(n_people, n_statements, votes_per_person, SEED, is_shuffled=True)
    table = pa.table({"participant": votes.participants, "statement": votes.statements, "vote": votes.votes})
    unfinished = path.with_suffix(".part")
    if path.suffix == ".csv":
        csv.write_csv(table, unfinished)
    else:
        parquet.write_table(table, unfinished)
    unfinished.rename(path)


if __name__ == "__main__":
    write(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), Path(sys.argv[4]))
